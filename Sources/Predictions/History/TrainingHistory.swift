/// How the members of an ensemble learnt, epoch by epoch.
public struct TrainingHistory: Equatable, Sendable {
    /// One member after one epoch. Losses are in the units of the loss, mean absolute errors in the target's unit, of classes error
    /// rates; nil where not measured or not finite.
    public struct Epoch: Equatable, Sendable {
        public var member: Int
        /// Counted from 0 or 1, as the training does.
        public var epoch: Int
        public var trainLoss: Double?
        public var trainMAE: Double?
        public var validationLoss: Double?
        public var validationMAE: Double?
        public var testMAE: Double?
        public var learningRate: Double?
        /// Seconds of training in this epoch, validation apart.
        public var seconds: Double?

        public init(
            member: Int, epoch: Int, trainLoss: Double? = nil, trainMAE: Double? = nil, validationLoss: Double? = nil,
            validationMAE: Double? = nil, testMAE: Double? = nil, learningRate: Double? = nil, seconds: Double? = nil
        ) {
            self.member = member
            self.epoch = epoch
            self.trainLoss = trainLoss
            self.trainMAE = trainMAE
            self.validationLoss = validationLoss
            self.validationMAE = validationMAE
            self.testMAE = testMAE
            self.learningRate = learningRate
            self.seconds = seconds
        }
    }

    /// By member, then by epoch.
    public let epochs: [Epoch]

    /// Of two entries for one member and epoch the later one counts: a run that was taken up again repeats what it had lost.
    public init(_ epochs: [Epoch]) {
        var latest: [[Int]: Epoch] = [:]
        for epoch in epochs { latest[[epoch.member, epoch.epoch]] = epoch }
        self.epochs = latest.values.sorted { ($0.member, $0.epoch) < ($1.member, $1.epoch) }
    }

    /// Ascending.
    public var members: [Int] { Set(epochs.map(\.member)).sorted() }

    public func epochs(ofMember member: Int) -> [Epoch] { epochs.filter { $0.member == member } }
}
