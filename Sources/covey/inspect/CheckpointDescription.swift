import Commands
import Ensembles
import Foundation
import Training

/// Checkpoints of one run in words and a table; reading them has verified the files.
struct CheckpointDescription {
    let path: String
    let checkpoints: [Checkpoint]
    /// Whether they are all that there is of a run.
    let isUnfinishedRun: Bool

    var text: String {
        guard let identity = checkpoints.first?.identity else { return "\(path): no checkpoint" }
        let configuration = identity.configuration
        let isOfClasses = configuration.loss.hasPrefix("classification")
        let errorName = isOfClasses ? (configuration.classWeights == nil ? "error rate" : "weighted error rate") : "MAE"
        var table = TextTable(
            header: ["member", "epochs", "batches of the next", "steps", "best epoch", "validation \(errorName)", "outcome"],
            alignment: [.right, .right, .right, .right, .right, .right, .left])
        for checkpoint in checkpoints {
            let progress = checkpoint.progress
            let best = progress.history.first { $0.epoch == progress.bestEpoch }
            table.add([
                "\(checkpoint.member)", "\(progress.history.count)/\(checkpoint.identity.configuration.training.epochs)",
                "\(progress.epoch.batches)", "\(progress.step)", "\(progress.bestEpoch)",
                best.map { String(format: "%.4g", $0.validationMAE) } ?? "",
                progress.outcome(checkpoint.identity.configuration.training)?.rawValue ?? "in training",
            ])
        }
        return """
            \(path): \(checkpoints.count == 1 ? "checkpoint" : "checkpoints") of a run of \(configuration.members) members\
            \(isUnfinishedRun ? " that is not finished" : ""); all digests are right
              data \(configuration.data), targets \(configuration.targets.joined(separator: ", ")), \(identity.program), \(identity.processor)

            \(table.text)\(isUnfinishedRun ? "\n\nnext: the command that began the run, with --resume" : "")
            """
    }
}
