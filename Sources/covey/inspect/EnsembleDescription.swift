import Commands
import Datasets
import Ensembles
import Foundation
import Models
import Training

/// A bundle in words and tables; reading it has verified the file.
struct EnsembleDescription {
    let ensemble: Ensemble
    let path: String
    let contentHash: String

    init(_ ensemble: Ensemble, path: String, contentHash: String) {
        self.ensemble = ensemble
        self.path = path
        self.contentHash = contentHash
    }

    var text: String {
        let (all, sound) = (ensemble.members.count, ensemble.sound.count)
        let training = ensemble.configuration.training
        var facts = [
            ("content hash", contentHash), ("model", model + (ensemble.model.parameterCount.map { ", \($0) parameters" } ?? "")),
            ("data", ensemble.configuration.data), ("split", split), ("loss", ensemble.configuration.loss),
            ("training", "\(training.epochs) \(stepName)s, \(batches)seed \(training.seed)"),
        ]
        if let from = ensemble.configuration.from { facts.append(("from", "members began with the weights of \(from)")) }
        if let excluded = ensemble.configuration.excluded { facts.append(("excluded", excluded)) }
        if !ensemble.model.basis.isEmpty { facts.append((ensemble.configuration.model.kind.basisTitle, ensemble.model.basisSummary)) }
        facts += ensemble.provenance.sorted { $0.key < $1.key }
        let width = (facts.map(\.0.count).max() ?? 0) + 3
        let lines = facts.map { "\($0.0.padding(toLength: width, withPad: " ", startingAt: 0))\($0.1)" }
        let heading = "\(path): ensemble of \(all) member\(all == 1 ? "" : "s"), \(sound) of them sound; all digests are right"
        return ([heading] + lines + ["", targets, "", members]).joined(separator: "\n")
    }

    private var stepName: String { ensemble.model.learning.stepName }

    /// How gradients were summed; empty of members that are built in stages.
    private var batches: String {
        guard case .byGradient = ensemble.model.learning else { return "" }
        return "batches of \(ensemble.configuration.training.batch) in \(ensemble.configuration.training.slices) slices, "
    }

    private var model: String {
        "\(ensemble.configuration.model.title), \(ensemble.configuration.model.settings.summary)"
    }

    private var split: String {
        let subset = ensemble.configuration.subset.map { ", \($0) of its training materials" }
        return ensemble.configuration.split + (subset ?? "")
    }

    private var targets: String {
        var table = TextTable(header: ["target", "unit", "kind", "mean", "deviation"], alignment: [.left, .left, .left, .right, .right])
        for target in ensemble.targets {
            let kind =
                switch target.task {
                case .regression(let loss, let floor, let scale):
                    "regression, \(loss.rawValue)" + (floor.map { ", floor of σ \($0)" } ?? "") + (scale.map { String(format: ", scale %.3g", $0) } ?? "")
                case .classification(let classes, let weights):
                    "\(classes) classes" + (target.classes.map { ": " + $0.joined(separator: ", ") } ?? "") + (weights == nil ? "" : ", weighted")
                case .likelihood(let temperatures, _):
                    "likelihood of materials" + (temperatures.map { ", temperatures " + $0.map { String(format: "%.3f", $0) }.joined(separator: ", ") } ?? "")
                }
            table.add([target.name, target.unit, kind + form(target)] + [target.normaliser.mean, target.normaliser.deviation].map { String(format: "%.5g", $0) })
        }
        return table.text
    }

    /// ", learnt as √, at least 0.0"
    private func form(_ target: EnsembleTarget) -> String {
        let scale = target.form?.scale.map { ", learnt as \($0.sign)" } ?? ""
        let limits = [("at least", target.form?.atLeast), ("at most", target.form?.atMost)]
        return scale + limits.compactMap { words, limit in limit.map { ", \(words) \($0)" } }.joined()
    }

    private var members: String {
        var table = TextTable(
            header: ["member", "outcome", "\(stepName)s", "best \(stepName)", "validation \(ensemble.targets[0].task.errorName)", "seconds"],
            alignment: [.right, .left, .right, .right, .right, .right])
        for member in ensemble.members {
            let best = member.history.first { $0.epoch == member.bestEpoch }
            let seconds = member.history.reduce(0) { $0 + $1.seconds + $1.validationSeconds }
            table.add([
                "\(member.number)", member.outcome.rawValue, "\(member.history.count)", "\(member.bestEpoch)",
                best.map { String(format: "%.4g", $0.validationMAE) } ?? "", String(format: "%.1f", seconds),
            ])
        }
        return table.text
    }
}
