/// An epoch whose training loss lies far above the lowest before it: a batch has thrown the weights somewhere else.
public enum LossJump {
    /// What the loss of an epoch may lie above the lowest before it, for each target.
    ///
    /// Every loss is about one where nothing is learnt yet (standardised errors, nats) and wavers by hundredths once training is under way, so
    /// that one bound serves all of them.
    static let bound = 1.0

    /// The largest rise above the lowest loss before it, and the epoch that has it; nil where the loss only fell.
    public static func largest(in history: [EpochRecord]) -> (rise: Double, epoch: Int)? {
        var lowest = Double.infinity
        var largest: (rise: Double, epoch: Int)?
        for record in history {
            let rise = record.trainLoss.isFinite ? record.trainLoss - lowest : .infinity
            if rise > largest?.rise ?? 0 { largest = (rise, record.epoch) }
            lowest = min(lowest, record.trainLoss)
        }
        return largest
    }
}
