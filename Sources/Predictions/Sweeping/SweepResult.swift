/// What came of one ensemble of a sweep.
public struct SweepResult: Sendable, Equatable {
    /// One member alone on the test set.
    public struct Member: Sendable, Equatable {
        public let number: Int
        /// Mean absolute error, in the target's unit.
        public let mae: Double

        public init(number: Int, mae: Double) {
            self.number = number
            self.mae = mae
        }
    }

    public let point: SweepPoint
    /// Sound ones, ascending.
    public let members: [Member]
    /// Of the ensemble on the test set; nil where too many members have diverged.
    public let test: PointErrors?
    /// Of the ensemble on the test set; nil where some material is given no σ.
    public let negativeLogLikelihood: Double?
    /// Of the ensemble on the validation set.
    public let validation: PointErrors?
    /// That its members were trained for, in the mean.
    public let epochs: Double
    /// Of training and validation, all members and their shards together.
    public let coreSeconds: Double

    public init(
        point: SweepPoint, members: [Member], test: PointErrors?, negativeLogLikelihood: Double?, validation: PointErrors?, epochs: Double,
        coreSeconds: Double
    ) {
        self.point = point
        self.members = members
        self.test = test
        self.negativeLogLikelihood = negativeLogLikelihood
        self.validation = validation
        self.epochs = epochs
        self.coreSeconds = coreSeconds
    }

    /// What a single member's error is, and how far members differ.
    public var single: Spread? { Spread(members.map(\.mae)) }
}
