import Discovery
import Materials
import Prospecting

/// A candidate that was kept, with all that is said of it.
public struct ProspectRow: Sendable {
    public let candidate: Candidate
    public let ranked: RankedCandidate
    /// "0.833 Al2O3 (mp-1143) + 0.167 Al (mp-134)", by shares of the atoms.
    public let decomposition: String
    /// Known phases that hold no other elements.
    public let competing: Int
    /// "lone-element:Yb", empty where there is none.
    public let flags: String
    /// Known materials of its prototype, whatever their elements; nil for a composition.
    public let ofPrototype: Int?
    /// What training has met of it, by the names of the columns; empty where that is not known.
    public let seen: [(name: String, value: String)]

    public init(
        candidate: Candidate, ranked: RankedCandidate, decomposition: String, competing: Int, flags: String, ofPrototype: Int?,
        seen: [(name: String, value: String)]
    ) {
        self.candidate = candidate
        self.ranked = ranked
        self.decomposition = decomposition
        self.competing = competing
        self.flags = flags
        self.ofPrototype = ofPrototype
        self.seen = seen
    }

    /// eV/atom from the hull of the known phases, as predicted.
    var distance: Double { ranked.distance }

    var label: String {
        if case .arrangement(let protostructure) = candidate.subject { protostructure.label } else { "" }
    }

    var writtenFormula: String { Composition.written(candidate.composition.reducedFormula) }

    var system: String { ChemicalSystem.name(candidate.composition.elements) }

    /// What is kept of the label on a page: "AB_cF8_225_a_b".
    var prototype: String { String(label.prefix { $0 != ":" }) }
}
