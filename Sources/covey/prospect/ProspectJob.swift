import Commands
import Datasets
import Descriptors
import Discovery
import Ensembles
import Foundation
import HDF5
import Materials
import Models
import Prospecting
import Reports

/// A triage as it was asked for: what it consists of, what its result depends on, and how ranks share it out.
struct ProspectJob {
    let known: Dataset
    let knownPath: String
    let ensemble: Ensemble
    let target: EnsembleTarget
    let triage: Triage
    let source: ProspectSource
    let limit: Int
    let writesLibrary: Bool
    /// What is said of known phases that the hull does without.
    let warnings: [String]
    /// Everything that the result depends on, by name.
    let facts: [String: String]

    /// - Throws: `CommandError` for options that do not go together, before any work
    init(_ arguments: Arguments, known: Dataset, ensemble: Ensemble) throws {
        self.known = known
        knownPath = known.path
        self.ensemble = ensemble
        let place = try Self.target(arguments, of: ensemble)
        target = ensemble.targets[place]
        limit = try arguments.integer("keep") ?? 10_000
        writesLibrary = arguments.has("library")
        let kappa = try arguments.number("kappa") ?? 1
        guard kappa == 0 || target.task.hasDeviation || ensemble.sound.count > 1 else {
            throw CommandError.usage("the ensemble states no σ; --kappa 0 ranks without one")
        }
        let table = try EntryTable(path: known.path, energy: .formation(arguments.text("known-energy")))
        warnings = [try LossArgument.accepted(table.loss { _, _ in false }, arguments)].compactMap { $0?.sentence }
        let phases = KnownPhases(table.entries)
        source = try ProspectSource(arguments, known: known, entries: table)
        let candidates = source.source
        let identity = try arguments.choice("distinct", CandidateIdentity.self) ?? (candidates.name == "substitution" ? .composition : .label)
        let predictor = EnsemblePredictor(ensemble, target: place)
        let reading = try ModelReading(predictor, candidates: candidates.representation, vectors: known.elementVectors)
        let isApart = try arguments.choice("flagged", Flagged.self) ?? .apart == .apart
        let charge = try ChargeScreenArguments.screen(arguments)
        let screens = Triage.Screens(
            excludedElements: source.excluded, isNeutral: charge.map { screen in { screen.passes($0) } }, identity: identity,
            known: try identity.digests(of: known))
        triage = Triage(
            source: candidates, screens: screens, ground: try Competition.Ground(phases),
            oracle: Triage.Oracle(outside: predictor.outside, predict: predictor.predict), representation: candidates.representation,
            features: reading.features, vectors: known.elementVectors, kappa: kappa, setsFlaggedApart: isApart)
        facts = [
            "program": Covey.program.nameAndVersion, "known": known.contentHash, "ensemble": try Bundle.contentHash(of: ensemble),
            "source": candidates.fingerprint, "distinct": identity.rawValue, "keep": "\(limit)", "kappa": "\(kappa)",
            "flagged": isApart ? "apart" : "keep", "target": target.name, "known-energy": arguments.text("known-energy") ?? "",
            "library": "\(writesLibrary)", "excluded": source.excluded.sorted().map(\.symbol).joined(separator: " "),
            "charge": charge.map(Self.text) ?? "none",
        ]
    }

    /// What a charge screen depends on.
    private static func text(of screen: ChargeScreen) -> String {
        var hash = ContentHash()
        for element in (1...Element.count).compactMap({ Element(atomicNumber: $0) }) {
            hash.add(element.symbol, text: "\(screen.states.states(of: element))")
        }
        return "\(hash.finish()), order \(screen.asksForOrder), alloys \(screen.passesAlloys)"
    }

    private enum Flagged: String, CaseIterable { case apart, keep }

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

    var chunkSize: Int { Triage.chunkSize(proposals: triage.source.count) }
    var chunkCount: Int { (triage.source.count + chunkSize - 1) / chunkSize }

    /// Numbers of a chunk.
    func range(ofChunk chunk: Int) -> Range<Int> { chunk * chunkSize..<min((chunk + 1) * chunkSize, triage.source.count) }

    /// Tells triages apart that would come to different results.
    var mark: String {
        var hash = ContentHash()
        for (name, value) in facts.sorted(by: { $0.key < $1.key }) { hash.add(name, text: value) }
        return hash.finish()
    }
}

/// The features that the members of an ensemble read of a material.
struct ModelReading {
    let features: ([Composition]) -> [DatasetContent.Features]

    /// - Throws: `CommandError` where they read something that candidates do not have
    init(_ predictor: EnsemblePredictor, candidates: Representation, vectors: ElementVectors) throws {
        do {
            let descriptors = try predictor.featureSchemas.map { try Descriptor.named($0.name) }
            if let descriptor = descriptors.first(where: { $0.need == .structure }) {
                throw ModelMismatch(expected: "structures, of which \(descriptor.name) are made", found: "candidates without")
            }
            var content = DatasetContent(representation: candidates, elementVectors: vectors)
            content.features = descriptors.map { DatasetContent.Features($0, of: []) }
            try predictor.check(try Dataset(content, named: "the candidates"))
            features = { compositions in descriptors.map { DatasetContent.Features($0, of: compositions) } }
        } catch {
            throw CommandError.usage("the ensemble cannot predict these candidates: \(error)")
        }
    }
}
