import Commands
import Datasets
import Descriptors
import Ensembles
import Materials
import Models
import Predictions

/// What predicts candidates: an ensemble, or several that are asked together.
struct ProspectEnsembles {
    static let options: [Option] = [
        .repeated("ensemble", "RUN|BUNDLE.h5", "that predicts formation energies; where there are several, all are asked"),
        .text("selection", "every|mean", "of several ensembles: by the most cautious of them, so that all say so, or by their mean (every)"),
    ]

    /// What is made of the predictions of several.
    private enum Selection: String, CaseIterable { case every, mean }

    let all: [Ensemble]
    /// The target of each.
    let targets: [EnsembleTarget]
    private let predictors: [EnsemblePredictor]
    /// nil of one.
    private let selection: Selection?

    /// - Throws: `CommandError` where one of them predicts no formation energies
    init(_ arguments: Arguments, _ ensembles: [Ensemble]) throws(CommandError) {
        all = ensembles
        let asked = try arguments.choice("selection", Selection.self)
        guard asked == nil || ensembles.count > 1 else { throw .usage("--selection is of several ensembles; --ensemble names one") }
        selection = ensembles.count > 1 ? asked ?? .every : nil
        var targets: [EnsembleTarget] = []
        var predictors: [EnsemblePredictor] = []
        for ensemble in ensembles {
            let place = try Self.target(arguments, of: ensemble)
            targets.append(ensemble.targets[place])
            predictors.append(EnsemblePredictor(ensemble, target: place))
        }
        self.targets = targets
        self.predictors = predictors
    }

    private static func target(_ arguments: Arguments, of ensemble: Ensemble) throws(CommandError) -> Int {
        let names = ensemble.targets.map(\.name)
        let asked = arguments.text("target")
        guard let place = asked.map({ names.firstIndex(of: $0) }) ?? (names.count == 1 ? 0 : nil) else {
            throw .usage("--target \(asked ?? "is missing"); the ensemble predicts \(names.joined(separator: ", "))")
        }
        let target = ensemble.targets[place]
        guard !target.task.isClassification, target.unit.isEmpty || target.unit == "eV/atom" else {
            let found = target.task.isClassification ? "classes" : target.unit
            throw .usage("the triage needs predictions of formation energies in eV/atom; \(target.name) is in \(found)")
        }
        guard !ensemble.sound.isEmpty else { throw .badData("no member of the ensemble is sound") }
        return place
    }

    /// Whether each of them states a σ.
    var haveDeviations: Bool { zip(all, targets).allSatisfy { $1.task.hasDeviation || $0.sound.count > 1 } }

    /// Rows that some of them cannot predict.
    func outside(_ dataset: Dataset) -> [Int] {
        predictors.count == 1 ? predictors[0].outside(dataset) : Set(predictors.flatMap { $0.outside(dataset) }).sorted()
    }

    /// - Parameter kappa: standard deviations that count against a candidate
    func predict(_ dataset: Dataset, kappa: Double) throws -> EnsemblePrediction {
        let said = try predictors.map { try $0.predict(dataset) }
        switch selection {
        case nil: return said[0]
        case .every: return .mostCautious(of: said, kappa: kappa)
        case .mean: return .mixture(of: said, weights: said.map { _ in 1 / Double(said.count) })
        }
    }

    /// What the training of any of them has met; nil where that is not known of all.
    var trained: TrainedMaterials? {
        let known = all.compactMap(\.trained)
        return known.count < all.count ? nil : known.dropFirst().reduce(known[0]) { $0.union($1) }
    }

    /// What the result depends on, by name.
    func facts() throws -> [String: String] {
        let hashes = try all.map { try Bundle.contentHash(of: $0) }
        return ["ensemble": hashes.joined(separator: " "), "target": Set(targets.map(\.name)).sorted().joined(separator: " ")]
            .merging(selection.map { ["selection": $0.rawValue] } ?? [:]) { $1 }
    }

    /// The features that members read of a material.
    ///
    /// - Throws: `CommandError` where they read something that candidates do not have
    func features(
        ofCandidates representation: Representation, vectors: ElementVectors
    ) throws -> ([Composition]) -> [DatasetContent.Features] {
        do {
            var names: [String] = []
            for name in predictors.flatMap(\.featureSchemas).map(\.name) where !names.contains(name) { names.append(name) }
            let descriptors = try names.map { try Descriptor.named($0) }
            if let descriptor = descriptors.first(where: { $0.need == .structure }) {
                throw ModelMismatch(expected: "structures, of which \(descriptor.name) are made", found: "candidates without")
            }
            var content = DatasetContent(representation: representation, elementVectors: vectors)
            content.features = descriptors.map { DatasetContent.Features($0, of: []) }
            let empty = try Dataset(content, named: "the candidates")
            for predictor in predictors { try predictor.check(empty) }
            return { compositions in descriptors.map { DatasetContent.Features($0, of: compositions) } }
        } catch {
            throw CommandError.usage("the ensemble cannot predict these candidates: \(error)")
        }
    }
}
