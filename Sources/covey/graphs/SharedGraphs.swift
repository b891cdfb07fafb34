import Datasets
import Foundation
import Materials
import MessagePassing

/// Graphs that all ranks make together: rank 0, which has the structures, hands them out a slab at a time and puts the graphs, which it never has
/// all of in memory, into files beside the data set.
struct SharedGraphs {
    let rule: GraphRule

    private static let work = MessageTag(42)
    private static let result = MessageTag(43)
    /// Materials that a rank makes the graphs of at a time.
    private static let turn = 256

    /// On every rank but 0: makes graphs of what it is sent until there is no more.
    ///
    /// - Throws: `MessageError`, `FeaturisingError.damagedRows`, `GraphError`
    func serve(_ communicator: borrowing Communicator) throws {
        while true {
            let bytes = try communicator.receive(from: 0, tag: Self.work)
            guard !bytes.isEmpty else { return }
            try Self.send(arrays(of: RowBytes.materials(of: bytes)[...]), communicator)
        }
    }

    /// On rank 0: the graphs of all materials, in their order.
    ///
    /// - Parameter path: of the data set
    func spool(_ materials: [DescribedMaterial], beside path: String, _ communicator: borrowing Communicator, _ show: (Int) -> Void) throws -> StoredGraphs {
        var spool = try GraphSpool(rule: rule, beside: path)
        for first in stride(from: 0, to: materials.count, by: Self.turn * communicator.size) {
            let count = min(Self.turn * communicator.size, materials.count - first)
            func share(_ rank: Int) -> ArraySlice<DescribedMaterial> {
                materials[(first + rank * count / communicator.size)..<(first + (rank + 1) * count / communicator.size)]
            }
            for rank in 1..<max(communicator.size, 1) {
                try communicator.send(RowBytes.encode(materials: Array(share(rank))).span.bytes, to: rank, tag: Self.work)
            }
            try spool.append(arrays(of: share(0)))
            for rank in 1..<max(communicator.size, 1) { try spool.append(Self.received(from: rank, communicator)) }
            show(first + count)
        }
        let nothing: [UInt8] = []
        for rank in 1..<max(communicator.size, 1) { try communicator.send(nothing.span.bytes, to: rank, tag: Self.work) }
        return spool.graphs
    }

    private func arrays(of materials: ArraySlice<DescribedMaterial>) throws -> GraphArrays {
        var arrays = GraphArrays()
        for material in materials {
            guard let structure = material.structure else { preconditionFailure("materials with structures alone have been kept") }
            arrays.append(try CrystalGraph(structure, rule: rule))
        }
        return arrays
    }

    private static func send(_ arrays: GraphArrays, _ communicator: borrowing Communicator) throws {
        try communicator.send(arrays.nodeOffsets.span.bytes, to: 0, tag: result)
        try communicator.send(arrays.elements.span.bytes, to: 0, tag: result)
        try communicator.send(arrays.multiplicities.span.bytes, to: 0, tag: result)
        try communicator.send(arrays.edgeOffsets.span.bytes, to: 0, tag: result)
        try communicator.send(arrays.neighbours.span.bytes, to: 0, tag: result)
        try communicator.send(arrays.distances.span.bytes, to: 0, tag: result)
        try communicator.send(arrays.weights.span.bytes, to: 0, tag: result)
    }

    private static func received(from rank: Int, _ communicator: borrowing Communicator) throws -> GraphArrays {
        GraphArrays(
            nodeOffsets: try communicator.receiveValues(from: rank, tag: result), elements: try communicator.receiveValues(from: rank, tag: result),
            multiplicities: try communicator.receiveValues(from: rank, tag: result), edgeOffsets: try communicator.receiveValues(from: rank, tag: result),
            neighbours: try communicator.receiveValues(from: rank, tag: result), distances: try communicator.receiveValues(from: rank, tag: result),
            weights: try communicator.receiveValues(from: rank, tag: result))
    }
}
