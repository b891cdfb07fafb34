import Commands
import Datasets
import Ensembles
import Foundation
import HDF5
import Materials
import Predictions
import Reports

/// What `covey report` is given to look at: runs, our own predictions, and tables of predictions by other programs, whose true values come
/// from elsewhere.
struct ReportInput {
    static let options: [Option] = [
        .text("ensemble", "RUN|BUNDLE.h5", "what made the predictions of files: its recalibration, target and provenance are shown with them"),
        .repeated("prediction", "COLUMN", "of tables by other programs: what is predicted (prediction, or the only column beside the id)"),
        .text("id", "COLUMN", "of such tables: names of the materials (material_id or id)"),
        .text("truth", "FILE", "of such tables: true values by id, in a data set or a table's column --target (target, or the other files')"),
    ]

    let arguments: Arguments
    private let source: Ensemble?
    /// Where true values are, if that was said.
    private let truthPath: String?

    init(_ arguments: Arguments) throws {
        self.arguments = arguments
        source = try arguments.text("ensemble").map { try Bundle.read(try arguments.bundle($0)) }
        truthPath = try arguments.text("truth").map { try arguments.existing($0) }
    }

    /// One for each word of the command line, then for what is to stand beside a committee.
    func subjects() throws -> [ReportSubject] {
        let paths = try (arguments.positional + arguments.all("beside")).map { try arguments.existing($0) }
        let isForeign = try paths.map { path in try !Self.isDirectory(path) && PredictionTable.isForeign(path) }
        for name in ["prediction", "id", "truth"] where arguments.has(name) && !isForeign.contains(true) {
            throw CommandError.usage("--\(name) is for tables of other programs; all that is given are runs and predictions of covey")
        }
        if let whole = try subject(ofRunsAt: paths) { return [whole] }
        var own: [String: ReportSubject] = [:]
        for (path, isForeign) in zip(paths, isForeign) where !isForeign && own[path] == nil { own[path] = try subject(at: path) }
        let known = zip(paths, isForeign).lazy.filter { !$0.1 }.compactMap { own[$0.0] }.first { $0.predictions.targets.contains { $0 != nil } }
        let ours = try known.map { try MaterialValues(targetsOf: $0.predictions, name: $0.name) }
        let others = try truthPath.map { try truth(at: $0, as: ours?.coding) } ?? ours
        return try paths.map { path in
            if let subject = own[path] { return subject }
            var subject = try foreignSubject(at: path, others, ours)
            subject.unit = known?.unit ?? subject.unit
            subject.target = known?.target ?? subject.target
            return subject
        }
    }

    /// Predictions by another program, with the true values of a data set, of another file or of a column of its own.
    ///
    /// - Parameter ours: what is true by our own predictions, which also say whether it is numbers or classes
    private func foreignSubject(at path: String, _ others: MaterialValues?, _ ours: MaterialValues?) throws -> ReportSubject {
        let header = try TableReader(path: path).header
        // What --target names is true where a table has it beside the predictions.
        let column = ["target", arguments.text("target")].compactMap { $0 }.first { name in
            header.contains(name) && !arguments.all("prediction").contains(name)
        }
        let own = try truthPath != nil ? nil : column.map { column in
            try MaterialValues(readingFrom: path, .target(column), id: arguments.text("id"), as: ours?.coding)
        }
        let truth = own ?? others
        let areNumbers = ours?.classCount == 0 && truth?.classCount == 0
        let predictions = try MaterialValues(
            readingFrom: path, .prediction(arguments.all("prediction")), id: arguments.text("id"), as: areNumbers ? nil : truth?.coding)
        guard let truth else {
            var subject = ReportSubject(name: path, predictions: PredictionTable(predictions))
            subject.losses = [InputLoss(.predictions, name: path, predictions.unknown)].compactMap { $0 }
            return subject
        }
        let (table, join) = try PredictionTable.joining(predictions, to: truth)
        let meaning = predictions.classCount == 0 ? "numbers" : predictions.probabilities.isEmpty ? "classes" : "probabilities of classes"
        let source = own == nil ? "\(truth.name), column \(truth.column)" : "its own column \(column ?? "")"
        var subject = ReportSubject(
            name: path, predictions: table, target: truth.column == "target" ? nil : truth.column,
            provenance: [.init(name: "predictions", value: "\(path), column \(predictions.column), read as \(meaning)"), .init(name: "true values", value: source)])
        subject.unit = truth.unit
        subject.warnings = Self.words(join, truth.name)
        subject.losses = [InputLoss(.predictions, name: path, predictions.unknown), InputLoss(.truth, name: truth.name, truth.unknown)].compactMap { $0 }
        let have = join.unpredicted == 1 ? "has" : "have"
        let unpredicted =
            join.unpredicted > 0 ? ["\(counted(join.unpredicted, "material")) of \(truth.name) \(have) no prediction here."] : []
        for warning in unpredicted + subject.warnings { say("\(path): \(warning)") }
        return subject
    }

    /// What a reader must know of rows that are on one side only; those without a prediction stay, and the page counts them by itself.
    private static func words(_ join: PredictionTable.Join, _ truth: String) -> [String] {
        let are = join.strangers == 1 ? "is of a material that \(truth) does not have, and is" : "are of materials that \(truth) does not have, and are"
        let strangers = join.strangers > 0 ? ["\(counted(join.strangers, "prediction")) \(are) left out."] : []
        return strangers + join.passedOver.map { part in
            "Nothing is predicted of the \(counted(part.materials, "material")) of the part \"\(part.split)\" of \(truth): it is left out."
        }
    }

    /// - Parameter coding: the classes of our own predictions, if they are of classes
    private func truth(at path: String, as coding: ClassCoding?) throws -> MaterialValues {
        guard HDF5File.isOne(path) else {
            return try MaterialValues(readingFrom: path, .target(arguments.text("target")), id: arguments.text("id"), as: coding)
        }
        let dataset = try Dataset(path: path)
        guard let target = arguments.text("target") ?? (dataset.targetNames.count == 1 ? dataset.targetNames[0] : nil) else {
            throw CommandError.usage("\(path) has the targets \(dataset.targetNames.joined(separator: ", ")): name one with --target")
        }
        return try MaterialValues(dataset, target: target, as: coding)
    }

    private static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    /// A run's directory, or a file of our own predictions, of which an ensemble may tell more.
    private func subject(at path: String) throws -> ReportSubject {
        let name = arguments.text("target")
        guard Self.isDirectory(path) else {
            var subject = ReportSubject(name: path, predictions: try PredictionTable(readingFrom: path))
            if let source { try check(subject.predictions, at: path, areOf: source) }
            try describe(&subject, source, try target(name, of: source, path))
            subject.folds = Self.folds(of: subject.predictions)
            // What training warned of is about its own rows, which these may not be.
            subject.warnings = subject.warnings.map { "When the ensemble was trained: \($0)" }
            return subject
        }
        let folds = FoldsDirectory(path: path)
        guard !folds.holdsFolds else { return try subject(ofFoldsIn: folds) }
        let run = RunDirectory(path: path)
        let ensemble = run.isFinished ? try Bundle.read(run.bundle) : nil
        let target = try target(name, of: ensemble, path)
        let file = run.predictions(of: target?.name ?? "", among: ensemble?.targets.map(\.name) ?? [])
        guard FileManager.default.fileExists(atPath: file) else { throw run.absence(of: file) }
        var subject = ReportSubject(name: path, predictions: try PredictionTable(readingFrom: file))
        // The log has members too that the ensemble no longer has, and may lack what a full disk had no room for.
        if let ensemble {
            subject.history = TrainingHistory(ensemble.members)
        } else if FileManager.default.fileExists(atPath: run.log) {
            subject.history = try TrainingHistory(readingLogAt: run.log)
        }
        try describe(&subject, ensemble, target)
        return subject
    }

    /// The folds of a cross-validation's table, whose recalibrations it does not tell.
    private static func folds(of table: PredictionTable) -> [ReportSubject.Fold] {
        let names = Set(table.column(PredictionTable.foldColumn) ?? []).filter { !$0.isEmpty }
        guard names.count > 1 else { return [] }
        return GroupLabel.sorted(names).map { ReportSubject.Fold(name: $0, recalibration: nil) }
    }

    /// What an ensemble tells of predictions by others would be wrong of them.
    private func check(_ table: PredictionTable, at path: String, areOf ensemble: Ensemble) throws(CommandError) {
        let (found, own) = (table.memberNumbers, ensemble.sound.map(\.number))
        let words = "--ensemble \(arguments.text("ensemble") ?? "") has not made \(path)"
        guard found == own else { throw .badData("\(words): it has the members \(own), the table has \(found)") }
        guard ensemble.targets.count == 1 || arguments.has("target") else {
            throw .usage("--ensemble has the targets \(ensemble.targets.map(\.name).joined(separator: ", ")): name that of \(path) with --target")
        }
        let target = arguments.text("target") ?? ensemble.targets[0].name
        let classes = ensemble.targets.first { $0.name == target }?.classes
        guard table.classNames == classes else {
            let names = [classes, table.classNames].map { $0?.joined(separator: ", ") ?? "none" }
            throw .badData("\(words): the names of its classes are \(names[0]), in the table \(names[1])")
        }
        guard let calibration = ensemble.calibrations[target], let scale = calibration.scale, let scaled = table.column("scaled_total"),
            let expected = calibration.columns(table).first(where: { $0.name == "scaled_total" })?.values.map({ Double($0) ?? 0 })
        else { return }
        let row = scaled.indices.first { row in
            Double(scaled[row]).map { abs($0 - expected[row]) > 1e-4 * abs($0) } ?? false
        }
        guard let row else { return }
        throw .badData(
            "\(words), or not as \(target): its recalibration makes σ \(scale) times as large, and not the \(scaled[row]) of \(table.ids[row])")
    }

    /// Which of an ensemble's targets is meant; nil without an ensemble.
    func target(_ name: String?, of ensemble: Ensemble?, _ path: String) throws(CommandError) -> EnsembleTarget? {
        guard let ensemble else { return nil }
        guard let name else { return ensemble.targets.first }
        guard let target = ensemble.targets.first(where: { $0.name == name }) else {
            throw .usage("--target is \(name); \(path) has \(ensemble.targets.map(\.name).joined(separator: ", "))")
        }
        return target
    }

    /// What the ensemble tells of its predictions. Without a recalibration of its own they are recalibrated by their validation rows, if any.
    private func describe(_ subject: inout ReportSubject, _ ensemble: Ensemble?, _ target: EnsembleTarget?) throws {
        let fitted = target.flatMap { ensemble?.calibrations[$0.name] }
        let validation = subject.predictions.rows(ofSplit: "validation")
        subject.recalibration = fitted ?? Recalibration(fittedTo: validation)
        subject.temperature = target.flatMap { ensemble?.temperatures[$0.name] } ?? TemperatureScaling(fittedTo: validation)
        guard let ensemble else { return }
        subject.target = target?.name
        subject.unit = target.flatMap { $0.unit.isEmpty ? nil : $0.unit }
        subject.warnings = ensemble.warnings
        // Predictions of before they said it themselves.
        if subject.predictions.column(TrainedMaterials.unseenElements) == nil, let formulae = subject.predictions.column("formula"),
            let unseen = ensemble.trained?.unseenElements(of: formulae)
        {
            subject.predictions = subject.predictions.adding([unseen])
        }
        subject.configuration = try Bundle.json(ensemble.configuration)
        subject.provenance = ensemble.provenance.sorted { $0.key < $1.key }.map { ReportSubject.Fact(name: $0.key, value: $0.value) }
    }
}
