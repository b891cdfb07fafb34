import Models
import Training

extension EnsembleMember {
    /// What in its training should make readers careful; nothing of a member that is no part of the ensemble.
    ///
    /// What is built in stages follows no gradient that could throw it anywhere.
    func doubts(_ training: TrainingConfiguration, of model: any Model) -> [TrainingDoubt] {
        guard outcome != .diverged, case .byGradient = model.learning else { return [] }
        return TrainingDoubt.found(in: history, bestEpoch: bestEpoch, keep: training.keep, targets: model.tasks.count)
    }

    /// The doubts of all members as warnings of their ensemble, one for each kind of doubt.
    public static func warnings(_ members: [EnsembleMember], _ training: TrainingConfiguration, of model: any Model) -> [String] {
        let all = members.flatMap { member in member.doubts(training, of: model).map { (member: member.number, doubt: $0) } }
        return Dictionary(grouping: all, by: \.doubt.advice).sorted { $0.value[0].member < $1.value[0].member }.map { advice, found in
            let most = 3
            let named = found.prefix(most).map { "member \($0.member) \($0.doubt.text)" }.joined(separator: "; ")
            let others = found.count > most ? "; likewise \(found.count - most) more" : ""
            return "\(named)\(others); \(advice)"
        }
    }
}
