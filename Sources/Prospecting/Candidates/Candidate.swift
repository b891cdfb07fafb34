import Materials

/// A material that nobody has computed yet, with where the idea came from.
public struct Candidate: Hashable, Sendable {
    /// What is known of it: where the atoms of each element sit, or only how many there are.
    public enum Subject: Hashable, Sendable {
        case arrangement(Protostructure)
        case composition(Composition)
    }

    /// Names it among the candidates of its source, for ever: the same source with the same settings gives it again.
    public let id: String
    public let subject: Subject
    /// Id of the known material that it was made from; empty where there is none.
    public let parent: String
    /// What was done to the parent, "Cl→Br Na→K", or how else it came about; empty where there is nothing to say.
    public let rule: String
    /// Of the rule among all that the source could have chosen; nil where chances play no part.
    public let probability: Double?

    public init(id: String, subject: Subject, parent: String = "", rule: String = "", probability: Double? = nil) {
        self.id = id
        self.subject = subject
        self.parent = parent
        self.rule = rule
        self.probability = probability
    }

    /// Atoms of each element: of the conventional cell where the arrangement is known.
    public var composition: Composition {
        switch subject {
        case .arrangement(let protostructure): protostructure.composition
        case .composition(let composition): composition
        }
    }
}
