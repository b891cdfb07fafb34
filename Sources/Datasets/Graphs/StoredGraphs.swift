import HDF5
import Materials

/// Graphs to be written into a data set, one for each material.
public struct StoredGraphs: Sendable {
    public let rule: GraphRule
    private let place: Place

    private enum Place {
        case memory(GraphArrays)
        case files(SpooledGraphs)
    }

    /// - Parameter graphs: of every material, made by the rule
    public init(_ graphs: [CrystalGraph], rule: GraphRule) {
        var arrays = GraphArrays()
        for graph in graphs { arrays.append(graph) }
        self.init(arrays, rule: rule)
    }

    /// - Parameter arrays: of every material
    public init(_ arrays: GraphArrays, rule: GraphRule) {
        self.rule = rule
        place = .memory(arrays)
    }

    /// Graphs of some materials of a data set, and of some of another behind them; all of them have been checked.
    init(_ rows: some Sequence<Int>, of graphs: MappedGraphs, and others: [Int] = [], of further: MappedGraphs? = nil) {
        var arrays = GraphArrays()
        for row in rows { arrays.append(row, of: graphs) }
        if let further { for row in others { arrays.append(row, of: further) } }
        self.init(arrays, rule: graphs.rule)
    }

    init(_ spooled: SpooledGraphs, rule: GraphRule) {
        self.rule = rule
        place = .files(spooled)
    }

    /// How many materials there are graphs of.
    var count: Int {
        switch place {
        case .memory(let arrays): arrays.nodeOffsets.count - 1
        case .files(let spooled): spooled.materials
        }
    }

    /// All of them in memory.
    func arrays() throws(HDF5Error) -> GraphArrays {
        switch place {
        case .memory(let arrays): arrays
        case .files(let spooled): try spooled.arrays()
        }
    }

    func write(into file: borrowing HDF5File) throws(HDF5Error) {
        switch place {
        case .memory(let arrays): try arrays.write(into: file)
        case .files(let spooled): try spooled.write(into: file)
        }
        try file.setAttribute("rule", of: "graphs/node_offset", to: rule.description)
    }
}
