import Datasets
import Models

extension LearningTask {
    /// The rows that an epoch learns from, in its order: all of them, or of each material one of its structures, drawn anew in every epoch.
    package func order(of draws: EpochDraws, _ choice: TrainingConfiguration.StructureChoice?) -> [Int] {
        var order = training
        if choice == .one {
            let random = draws.random(.structure)
            // By the first row of a material, whatever else is trained on.
            order = structures.map { $0[random.integer(below: $0.count, at: $0[0])] }
        }
        draws.random(.shuffle).shuffle(&order)
        return order
    }

    /// How many rows that are.
    public func countOfEpoch(_ configuration: TrainingConfiguration) -> Int { configuration.structures == .one ? structures.count : training.count }
}
