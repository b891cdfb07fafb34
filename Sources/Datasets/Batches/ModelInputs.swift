import Materials

/// What models lay batches out from, made once of some rows of a data set for all members that a rank trains or predicts with.
public final class ModelInputs {
    public let dataset: Dataset
    private let rows: [Int]
    private var builders: [SetLayout: BatchBuilder] = [:]
    private var checkedGraphs: MappedGraphs?

    /// What is laid out of a material as a set of nodes.
    private struct SetLayout: Hashable {
        let representation: Representation
        let hasRelabellings: Bool
    }

    /// - Parameter rows: those that will be asked for
    public init(_ dataset: Dataset, rows: some Sequence<Int>) {
        self.dataset = dataset
        self.rows = Array(rows)
    }

    /// Sets of nodes.
    ///
    /// - Parameter hasRelabellings: false lays out the stored letters of a material alone
    /// - Throws: `DatasetError` for rows whose nodes cannot be what they say
    public func sets(as representation: Representation, hasRelabellings: Bool = true) throws(DatasetError) -> BatchBuilder {
        let layout = SetLayout(representation: representation, hasRelabellings: hasRelabellings)
        if let builder = builders[layout] { return builder }
        let builder = try BatchBuilder(dataset, rows: rows, as: representation, hasRelabellings: hasRelabellings)
        builders[layout] = builder
        return builder
    }

    /// Graphs of crystals.
    ///
    /// - Throws: `DatasetError` where there are none, and for rows whose graphs cannot be what they say
    public func graphs() throws(DatasetError) -> MappedGraphs {
        if let checkedGraphs { return checkedGraphs }
        guard let graphs = dataset.graphs else { throw .unknown(path: dataset.path, what: "graphs", name: "of crystals", known: []) }
        try dataset.check(graphsOf: rows)
        checkedGraphs = graphs
        return graphs
    }
}
