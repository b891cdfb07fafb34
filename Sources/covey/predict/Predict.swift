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
    static let usage = "RUN|BUNDLE.h5… DATA.h5 --out PREDICTIONS.csv [options]"
    static let options: [Option] = [
        .text("out", "PREDICTIONS.csv", "where to write (predictions.csv)"),
        .text("split", "SPLIT", "name the parts of a split in the table; default: that of the run, on the run's own data"),
        .repeated("only", "COLUMN=VALUES", "predict the rows that have one of these values in a kept column, with commas: structure=cif_unrelaxed"),
        .flag("committee", "take several ensembles together as one: covey predict A B DATA.h5 --committee"),
        CommitteeArguments.weights,
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count > 1 else {
            throw CommandError.usage("expected a run and a data set; usage: covey predict \(usage)")
        }
        let runs = arguments.positional.dropLast().map { $0 }
        let committee = try CommitteeArguments(arguments, parts: runs.count)
        guard (runs.count > 1) == (committee != nil) else {
            throw CommandError.usage(
                committee == nil ? "expected a run and a data set; --committee takes several runs, \(runs.joined(separator: ", ")), together"
                    : "--committee takes several runs together; there is one, \(runs[0])")
        }
        try CommitteeArguments.check(runs)
        let bundles = try runs.map { try arguments.bundle($0) }
        let path = try arguments.existing(arguments.positional[runs.count])
        let out = arguments.text("out") ?? "predictions.csv"
        try arguments.checkOutput([out], reading: bundles + [path])
        Product.useOneThread()
        try Covey.program.onEveryRank(name) { communicator, _ in
            let ensembles = try bundles.map { try Bundle.read($0) }
            let dataset = try Dataset(path: path, verifying: communicator.rank == 0 ? .everything : .structure)
            let hashes = try ensembles.map { try Bundle.contentHash(of: $0) }
            try communicator.agree(on: ["ensemble": hashes.joined(separator: " "), "data": dataset.contentHash])
            for ensemble in ensembles { try check(ensemble, against: dataset) }
            let chosen = try ChosenRows(arguments.all("only"), of: dataset)
            let predictions = try ensembles.map { ensemble in
                try self.predictions(by: ensemble, of: dataset, chosen, split: try split(arguments, ensemble, dataset), communicator)
            }
            guard communicator.rank == 0 else { return .success }
            try dataset.checkUnchanged()
            if let remark = chosen.remark(dataset) { say(remark) }
            let written: [String]
            if let committee {
                let parts = runs.indices.map { (runs[$0], ensembles[$0], predictions[$0]) }
                written = try CommitteePrediction(parts: parts, rule: committee.rule).write(to: out)
            } else {
                let (targets, members) = (ensembles[0].targets, counted(ensembles[0].sound.count, "member"))
                written = try zip(predictions[0], targets).map { table, target in
                    try write(table, to: name(of: target.name, among: targets.count, out), by: members)
                }
            }
            if let words = Self.unseen(predictions[0][0]) { say("warning: \(words)") }
            let source = committee == nil ? " --ensemble \(shellWord(runs[0]))" : ""
            print("next: covey report \(shellWord(written[0]))\(source) --out report")
            return .success
        }
    }

    /// What one ensemble predicts, a table for each of its targets on rank 0, none elsewhere.
    private static func predictions(
        by ensemble: Ensemble, of dataset: Dataset, _ chosen: ChosenRows, split: Split?, _ communicator: borrowing Communicator
    ) throws -> [PredictionTable] {
        if let rows = chosen.rows, let split {
            let parts = split.parts(count: dataset.count)
            guard rows.contains(where: { parts[$0] != .unused }) else {
                throw CommandError.badData("\(dataset.path): the split leaves out every row that --only asks for; there is nothing to predict")
            }
        }
        let progress = communicator.rank == 0 ? Progress("predicting") : nil
        let members = try SharedPrediction(ensemble, dataset: dataset, rows: chosen.rows).run(communicator) { progress?.show($0) }
        guard communicator.rank == 0 else { return [] }
        progress?.end()
        if split == nil, ensemble.configuration.data == dataset.contentHash {
            say("the run left materials out of its split with --exclude; no part of it is named here, unless with --split")
        }
        return try ensemble.targets.enumerated().map { place, target in
            let raw = try PredictionTable(
                members, target: target, place: place, dataset: dataset, split: split, predicted: chosen.rows, trained: ensemble.trained)
            return raw.adding((ensemble.calibrations[target.name]?.columns(raw) ?? []) + (ensemble.temperatures[target.name]?.columns(raw) ?? []))
        }
    }

    /// - Parameter makers: who has predicted, in words
    /// - Returns: the path
    static func write(_ table: PredictionTable, to path: String, by makers: String) throws -> String {
        let isReplaced = FileManager.default.fileExists(atPath: path)
        try table.write(to: path)
        print("wrote \(path): \(size(of: table)), \(makers)" + (isReplaced ? ", in place of the table that was there" : ""))
        return path
    }

    /// The file of one of several targets.
    static func name(of target: String, among targets: Int, _ out: String) -> String { targets > 1 ? inserting(target, into: out) : out }

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
