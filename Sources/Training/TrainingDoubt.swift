/// What in a member's training should make those careful who rely on it.
public enum TrainingDoubt: Sendable, Equatable {
    /// The loss jumped, and the member went back to its best weights, after these epochs.
    case wentBack(epochs: [Int])
    /// The loss jumped by so much in that epoch, and the member went on from there.
    case jumped(by: Double, epoch: Int)
    /// What was kept is of the first quarter of the training: all that came later made the member worse.
    case keptEarly(epoch: Int, of: Int)

    /// Of fewer epochs a quarter says little.
    private static let fewestEpochs = 12

    /// - Parameter targets: that the loss is summed over
    public static func found(
        in history: [EpochRecord], bestEpoch: Int, keep: TrainingConfiguration.KeptEpoch?, targets: Int
    ) -> [TrainingDoubt] {
        var doubts: [TrainingDoubt] = []
        let back = history.filter { $0.wentBack == true }.map(\.epoch)
        if !back.isEmpty {
            doubts.append(.wentBack(epochs: back))
        } else if let largest = LossJump.largest(in: history), largest.rise > LossJump.bound * Double(targets) {
            doubts.append(.jumped(by: largest.rise, epoch: largest.epoch))
        }
        if keep != .last, history.count >= fewestEpochs, bestEpoch * 4 <= history.count {
            doubts.append(.keptEarly(epoch: bestEpoch, of: history.count))
        }
        return doubts
    }

    /// What happened, as it goes on behind a member's name.
    public var text: String {
        switch self {
        case .wentBack(let epochs):
            "went back to its best weights after epoch\(epochs.count == 1 ? "" : "s") \(epochs.map(String.init).joined(separator: ", ")), where its "
                + "loss jumped"
        case .jumped(let rise, let epoch):
            rise.isFinite
                ? "had its training loss jump by \((rise * 100).rounded() / 100) in epoch \(epoch)" : "had a training loss beyond all numbers in epoch \(epoch)"
        case .keptEarly(let epoch, let all): "keeps epoch \(epoch) of \(all): what came later made it worse on the validation set"
        }
    }

    /// What to do about it.
    public var advice: String {
        switch self {
        case .wentBack: "a lower --learning-rate avoids that"
        case .jumped: "a lower --learning-rate, or --after-jump go-back, avoids that"
        case .keptEarly: "fewer --epochs, a lower --learning-rate or more materials to validate may make it better"
        }
    }
}
