import Commands
import Datasets
import Ensembles
import Foundation
import Kernels
import MessagePassing
import Models
import Predictions
import Reports
import Training

/// `covey predict`: a trained ensemble on a data set, on any number of ranks.
enum Predict: Command {
    static let name = "predict"
    static let abstract = "predict with a trained ensemble, on any number of ranks"
    static let usage = "RUN|BUNDLE.h5 DATA.h5 --out PREDICTIONS.csv [options]"
    static let options: [Option] = [
        .text("out", "PREDICTIONS.csv", "where to write (predictions.csv)"),
        .text("split", "SPLIT", "name the parts of a split in the table; default: that of the run, on the run's own data"),
        .repeated("only", "COLUMN=VALUES", "predict the rows that have one of these values in a kept column, with commas: structure=cif_unrelaxed"),
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 2 else {
            throw CommandError.usage("expected a run and a data set; usage: covey predict \(usage)")
        }
        let bundle = try arguments.bundle(arguments.positional[0])
        let path = try arguments.existing(arguments.positional[1])
        let out = arguments.text("out") ?? "predictions.csv"
        try arguments.checkOutput([out], reading: [bundle, path])
        Product.useOneThread()
        try Covey.program.onEveryRank(name) { communicator, _ in
            let ensemble = try Bundle.read(bundle)
            let dataset = try Dataset(path: path, verifying: communicator.rank == 0 ? .everything : .structure)
            try communicator.agree(on: ["ensemble": try Bundle.contentHash(of: ensemble), "data": dataset.contentHash])
            try check(ensemble, against: dataset)
            let split = try self.split(arguments, ensemble, dataset)
            let chosen = try ChosenRows(arguments.all("only"), of: dataset)
            if let rows = chosen.rows, let split {
                let parts = split.parts(count: dataset.count)
                guard rows.contains(where: { parts[$0] != .unused }) else {
                    throw CommandError.badData("\(dataset.path): the split leaves out every row that --only asks for; there is nothing to predict")
                }
            }
            let progress = communicator.rank == 0 ? Progress("predicting") : nil
            let members = try SharedPrediction(ensemble, dataset: dataset, rows: chosen.rows).run(communicator) { progress?.show($0) }
            guard communicator.rank == 0 else { return .success }
            progress?.end()
            try dataset.checkUnchanged()
            if split == nil, ensemble.configuration.data == dataset.contentHash {
                say("the run left materials out of its split with --exclude; no part of it is named here, unless with --split")
            }
            if let remark = chosen.remark(dataset) { say(remark) }
            let names = ensemble.targets.map { ensemble.targets.count > 1 ? inserting($0.name, into: out) : out }
            for (place, (target, name)) in zip(ensemble.targets, names).enumerated() {
                let raw = try PredictionTable(
                    members, target: target, place: place, dataset: dataset, split: split, predicted: chosen.rows, trained: ensemble.trained)
                let table = raw.adding(
                    (ensemble.calibrations[target.name]?.columns(raw) ?? []) + (ensemble.temperatures[target.name]?.columns(raw) ?? []))
                let isReplaced = FileManager.default.fileExists(atPath: name)
                try table.write(to: name)
                if place == 0, let words = Self.unseen(table) { say("warning: \(words)") }
                print(
                    "wrote \(name): \(Self.size(of: table)), \(counted(members.count, "member"))"
                        + (isReplaced ? ", in place of the table that was there" : ""))
            }
            print("next: covey report \(shellWord(names[0])) --ensemble \(shellWord(arguments.positional[0])) --out report")
            return .success
        }
    }

    /// "30 materials", or "60 structures of 30 materials".
    private static func size(of table: PredictionTable) -> String {
        guard let materials = table.materialCount else { return counted(table.count, "material") }
        return "\(counted(table.count, "structure")) of \(counted(materials, "material"))"
    }

    /// How many materials hold elements that training has not met, of which nothing was learnt; nil where none does.
    private static func unseen(_ table: PredictionTable) -> String? {
        let unseen = (table.column(TrainedMaterials.unseenElements) ?? []).filter { !$0.isEmpty }
        guard !unseen.isEmpty else { return nil }
        let elements = NumberText.list(Set(unseen.flatMap { $0.split(separator: " ").map(String.init) }).sorted())
        let (materials, hold) = (counted(table.count, "material"), unseen.count == 1 ? "holds" : "hold")
        return "\(unseen.count) of \(materials) \(hold) elements that training has not met (\(elements)); the column \(TrainedMaterials.unseenElements) names them, "
            + "and their σ does not know it"
    }

    /// - Throws: `CommandError` where the data set has a target's name for something else, with which predictions would be compared
    private static func check(_ ensemble: Ensemble, against dataset: Dataset) throws {
        for target in ensemble.targets where dataset.targetNames.contains(target.name) {
            let unit = dataset.unit(ofTarget: target.name)
            guard unit.isEmpty || target.unit.isEmpty || unit == target.unit else {
                throw CommandError.badData(
                    "\(dataset.path): target \(target.name) is in \(unit); the ensemble predicts \(target.unit). "
                        + "The column needs that unit, or another name")
            }
            guard case .classification(let classes, _) = target.task else {
                guard let names = dataset.classes(ofTarget: target.name)?.names else { continue }
                throw CommandError.badData(
                    "\(dataset.path): target \(target.name) has the classes \(names.joined(separator: ", ")); the ensemble predicts numbers")
            }
            let values = try dataset.target(target.name, inClasses: target.classes)
            if let row = values.firstIndex(where: { !$0.isNaN && (!(0..<Double(classes)).contains($0) || $0 != $0.rounded()) }) {
                throw CommandError.badData(
                    "\(dataset.path), material \(dataset.id(row)): target \(target.name) is \(values[row]); "
                        + "the ensemble knows classes 0 to \(classes - 1)")
            }
        }
    }

    /// The run's own split on the run's own data, so that its predictions come out again; else what was asked for. What was left out of
    /// training with `--exclude` is not known here, and so no part is named.
    private static func split(_ arguments: Arguments, _ ensemble: Ensemble, _ dataset: Dataset) throws -> Split? {
        let (configuration, seed) = (ensemble.configuration, ensemble.configuration.training.seed)
        let isOwn = configuration.data == dataset.contentHash
        guard let text = arguments.text("split") ?? (isOwn && configuration.excluded == nil ? configuration.split : nil) else { return nil }
        // Materials to be tested alone are a split here, though nobody could train on it.
        var split = try SplitSpecification(text).resolve(dataset, seed: seed, needing: [])
        if isOwn, text == configuration.split, configuration.excluded == nil, let subset = configuration.subset {
            split = try split.training(on: subset, of: configuration.targets, in: dataset, seed: seed)
        }
        guard !split.training.isEmpty || !split.validation.isEmpty || !split.test.isEmpty else {
            throw CommandError.badData("\(dataset.path), split '\(text)': every material is unused; there is nothing to predict")
        }
        return split
    }

    /// "predictions.csv" → "predictions.band_gap.csv"
    private static func inserting(_ target: String, into path: String) -> String {
        guard path.hasSuffix(".csv") else { return "\(path).\(target)" }
        return "\(path.dropLast(4)).\(target).csv"
    }
}
