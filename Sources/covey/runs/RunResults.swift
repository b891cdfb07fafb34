import Commands
import Datasets
import Ensembles
import Foundation
import HDF5
import Kernels
import MessagePassing
import Models
import Predictions
import Reports
import Training

/// What rank 0 writes when all members are there: predictions, report, and last the bundle.
struct RunResults {
    let job: TrainingJob
    let dataset: Dataset
    let trained: TrainedEnsemble
    let ranks: Int
    let mpi: String?

    private var members: [EnsembleMember] { trained.members }
    private var diverged: [Int] { members.filter { $0.outcome == .diverged }.map(\.number) }
    private var sound: Int { members.count - diverged.count }

    /// Whether there are as many sound members as were asked for.
    var isEnough: Bool { sound >= job.minimumMembers }

    /// The ensemble as its bundle keeps it, and for each target what it says of the rows of its split.
    ///
    /// - Throws: `CommandError` where too many members have diverged
    func combined() throws -> (ensemble: Ensemble, tables: [PredictionTable]) {
        guard isEnough else {
            throw CommandError.badData(
                "only \(sound) of \(members.count) members are sound (diverged: \(diverged)); --min-members asks for "
                    + "\(job.minimumMembers); a lower --learning-rate may help")
        }
        // The members have said all they have to say of it.
        try dataset.checkUnchanged()
        var warnings = diverged.map { "member \($0) diverged and is no part of the ensemble" }
        warnings += EnsembleMember.warnings(members, job.configuration.training, of: job.model)
        if let warning = job.leakage.warning { warnings.append(warning) }
        warnings += job.farValues
        let own = TrainedMaterials(dataset, rows: job.task.training)
        let met = job.start?.trained.map(own.union) ?? own
        if let start = job.start, start.trained == nil {
            warnings.append("what the weights that members began with have met in training is not known; 'seen' is of this training alone")
        }
        var tables: [PredictionTable] = []
        var calibrations: [String: Recalibration] = [:]
        var temperatures: [String: TemperatureScaling] = [:]
        let targets = try scaledTargets()
        for (place, target) in targets.enumerated() {
            let table = try PredictionTable(
                trained.predictions, target: target, place: place, dataset: dataset, split: job.split, trained: met)
            let validation = table.rows(ofSplit: SplitPart.validation.word)
            let calibration = Recalibration(fittedTo: validation)
            let temperature = TemperatureScaling(fittedTo: validation)
            calibrations[target.name] = calibration
            temperatures[target.name] = temperature
            tables.append(table.adding((calibration?.columns(table) ?? []) + (temperature?.columns(table) ?? [])))
        }
        let ensemble = Ensemble(
            configuration: job.configuration, targets: targets, model: job.model, members: members, provenance: provenance, warnings: warnings,
            calibrations: calibrations, temperatures: temperatures, trained: met)
        return (ensemble, tables)
    }

    /// The targets with the factor on σ that the validation set asks for, where it is to have a say.
    private func scaledTargets() throws -> [EnsembleTarget] {
        if let generator = job.model as? any GeneratingModel {
            let sound = members.filter { $0.outcome != .diverged }.map(\.weights)
            let temperatures = try generator.temperatures(job.task.validation, of: dataset, weights: sound)
            return job.targets.map { target in
                var tempered = target
                tempered.task = .likelihood(temperatures: temperatures)
                return tempered
            }
        }
        guard job.configuration.training.sigmaScale == .fit else { return job.targets }
        return try job.targets.enumerated().map { place, target in
            let table = try PredictionTable(
                trained.predictions, target: target, place: place, dataset: dataset, split: job.split.validationAlone, trained: nil)
            var scaled = target
            scaled.task = target.task.scaled(by: SigmaFactor.fitted(to: table))
            return scaled
        }
    }

    func write(to run: RunDirectory) throws {
        let directory = run.path
        let (ensemble, tables) = try combined()
        let names = job.targets.map(\.name)
        for (place, (target, table)) in zip(job.targets, tables).enumerated() {
            try table.write(to: run.predictions(of: target.name, among: names))
            let subject = ReportSubject(
                name: directory, predictions: table, target: target.name, unit: target.unit.isEmpty ? nil : target.unit,
                history: TrainingHistory(members, ofTarget: place),
                configuration: try Bundle.json(job.configuration),
                provenance: provenance.sorted { $0.key < $1.key }.map { ReportSubject.Fact(name: $0.key, value: $0.value) },
                recalibration: ensemble.calibrations[target.name], temperature: ensemble.temperatures[target.name],
                warnings: ensemble.warnings)
            let report = try Report(title: "Covey: \(target.name)", subjects: [subject], related: run.otherPages(than: target.name, among: names))
                .write(to: run.report(of: target.name, among: names))
            for skipped in report.skippedFigures { say("figure \(skipped.name) is missing: \(skipped.reason)") }
        }
        try Bundle.write(ensemble, to: run.bundle)
        for warning in ensemble.warnings { say("warning: \(warning)") }
        print("wrote \(run.bundle) (\(sound) members, content hash \(try Bundle.contentHash(of: ensemble)))")
        for name in names {
            print("wrote \(run.predictions(of: name, among: names))")
            print("wrote \(run.report(of: name, among: names))/index.html")
        }
        print("next: open the report, or covey predict \(shellWord(directory)) OTHER.h5 --out predictions.csv")
    }

    private var provenance: [String: String] {
        var facts = [
            "program": job.identity.program, "data": dataset.path, "data_content_hash": dataset.contentHash, "ranks": "\(ranks)",
            "oneDNN": job.identity.oneDNN, "HDF5": Library.version, "host": Communicator.hostName, "processor": job.identity.processor,
            "built_for": ProcessorFeatures.builtFor,
        ]
        if let mpi { facts["MPI"] = mpi }
        return facts
    }
}
