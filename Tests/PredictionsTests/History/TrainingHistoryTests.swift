import Foundation
import Predictions
import Testing

@Suite struct TrainingHistoryTests {
    private let log = """
        {"event":"start","members":2}
        {"event":"epoch","member":1,"epoch":1,"train_loss":0.5,"train_mae":0.2,"val_mae":0.25,"learning_rate":3e-4,"seconds":1.5}
        {"event":"epoch","member":0,"epoch":2,"train_loss":null,"extra":[1]}
        {"event":"epoch","member":0,"epoch":1,"train_loss":0.75}
        {"event":"epoch","member":0,"epoch":1,"train_loss":0.625}

        """

    private func read(_ text: String) throws(TrainingLogError) -> TrainingHistory {
        try TrainingHistory(log: Data(text.utf8), path: "log.jsonl")
    }

    @Test func epochsInOrderAndTheLaterCounts() throws {
        let history = try read(log)
        #expect(history.members == [0, 1])
        #expect(
            history.epochs == [
                .init(member: 0, epoch: 1, trainLoss: 0.625), .init(member: 0, epoch: 2),
                .init(member: 1, epoch: 1, trainLoss: 0.5, trainMAE: 0.2, validationMAE: 0.25, learningRate: 3e-4, seconds: 1.5),
            ])
    }

    /// Of classes; version 0.1 called them an mae.
    @Test func errorRatesAreRead() throws {
        let history = try read(#"{"event":"epoch","member":0,"epoch":1,"train_error_rate":0.25,"val_error_rate":0.5,"test_error_rate":0.75}"# + "\n")
        #expect(history.epochs == [.init(member: 0, epoch: 1, trainMAE: 0.25, validationMAE: 0.5, testMAE: 0.75)])
    }

    @Test func aCutLastLineIsPassedOverAndOthersAreNot() throws {
        #expect(try read(log + #"{"event":"epo"#) == read(log))
        #expect(throws: TrainingLogError.badLine(path: "log.jsonl", line: 6, reason: "is no JSON object with an \"event\"")) {
            try read(log + "nonsense\n")
        }
        #expect(throws: TrainingLogError.badLine(path: "log.jsonl", line: 6, reason: "an epoch event without \"member\"")) {
            try read(log + "{\"event\":\"epoch\",\"epoch\":1}\n")
        }
    }
}
