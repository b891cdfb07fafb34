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
    let ensembles: ProspectEnsembles
    let triage: Triage
    let source: ProspectSource
    let limit: Int
    let writesLibrary: Bool
    /// What is said of known phases that the hull does without.
    let warnings: [String]
    /// Everything that the result depends on, by name.
    let facts: [String: String]

    /// - Throws: `CommandError` for options that do not go together, before any work
    init(_ arguments: Arguments, known: Dataset, ensembles given: [Ensemble]) throws {
        self.known = known
        knownPath = known.path
        let ensembles = try ProspectEnsembles(arguments, given)
        self.ensembles = ensembles
        limit = try arguments.integer("keep") ?? 10_000
        writesLibrary = arguments.has("library")
        let kappa = try arguments.number("kappa") ?? 1
        guard kappa == 0 || ensembles.haveDeviations else {
            throw CommandError.usage("the ensemble states no σ; --kappa 0 ranks without one")
        }
        let table = try EntryTable(path: known.path, energy: .formation(arguments.text("known-energy")))
        warnings = [try LossArgument.accepted(table.loss { _, _ in false }, arguments)].compactMap { $0?.sentence }
        let phases = KnownPhases(table.entries)
        source = try ProspectSource(arguments, known: known, entries: table)
        let candidates = source.source
        let identity = try arguments.choice("distinct", CandidateIdentity.self) ?? (candidates.name == "substitution" ? .composition : .label)
        let features = try ensembles.features(ofCandidates: candidates.representation, vectors: known.elementVectors)
        let isApart = try arguments.choice("flagged", Flagged.self) ?? .apart == .apart
        let charge = try ChargeScreenArguments.screen(arguments)
        let screens = Triage.Screens(
            excludedElements: source.excluded, isNeutral: charge.map { screen in { screen.passes($0) } }, identity: identity,
            known: try identity.digests(of: known))
        triage = Triage(
            source: candidates, screens: screens, ground: try Competition.Ground(phases),
            oracle: Triage.Oracle(outside: ensembles.outside) { try ensembles.predict($0, kappa: kappa) }, representation: candidates.representation,
            features: features, vectors: known.elementVectors, kappa: kappa, setsFlaggedApart: isApart)
        facts = [
            "program": Covey.program.nameAndVersion, "known": known.contentHash,
            "source": candidates.fingerprint, "distinct": identity.rawValue, "keep": "\(limit)", "kappa": "\(kappa)",
            "flagged": isApart ? "apart" : "keep", "known-energy": arguments.text("known-energy") ?? "",
            "library": "\(writesLibrary)", "excluded": source.excluded.sorted().map(\.symbol).joined(separator: " "),
            "charge": charge.map(Self.text) ?? "none",
        ].merging(try ensembles.facts()) { $1 }
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
