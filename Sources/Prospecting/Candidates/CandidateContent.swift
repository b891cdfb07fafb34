import Datasets
import Materials

extension DatasetContent {
    /// Candidates as a data set: what a model reads of a material.
    ///
    /// - Parameters:
    ///   - representation: what all of them are laid out as; arrangements may be laid out as compositions
    ///   - areNamed: whether ids, formulae and labels are there, which no model reads
    public init(_ candidates: [Candidate], as representation: Representation, vectors: ElementVectors, areNamed: Bool) {
        self.init(representation: representation, elementVectors: vectors)
        for candidate in candidates {
            let nodes: [FeaturisedRow.Node]
            var label = ""
            switch (candidate.subject, representation) {
            case (.arrangement(let protostructure), .wyckoff):
                nodes = Featuriser.nodes(of: protostructure)
                if areNamed { label = protostructure.label }
            case (_, .composition): nodes = Featuriser.nodes(of: candidate.composition)
            case (.composition, .wyckoff): preconditionFailure("a composition has no positions")
            }
            append(
                id: areNamed ? candidate.id : "", formula: areNamed ? candidate.composition.reducedFormula : "", label: label,
                nodes: nodes.map { ($0.element, $0.wyckoff, $0.count, $0.weight) })
        }
    }
}
