import Datasets
import Kernels
import Materials
import Models

/// A few sets with identical nodes, several representations and a lone node: what every part of a model has to cope with.
enum SmallBatch {
    struct Node {
        let element: UInt8
        let position: Int
        let weight: Float
        let count: Int
    }

    /// Materials → sets → nodes.
    static let materials: [[[Node]]] = [
        [
            [Node(element: 8, position: 3, weight: 0.2, count: 2), Node(element: 26, position: 1, weight: 0.6, count: 1)],
            [Node(element: 8, position: 4, weight: 0.2, count: 2), Node(element: 26, position: 2, weight: 0.6, count: 1)],
        ],
        [[Node(element: 14, position: 0, weight: 1, count: 1)]],
        [
            [
                Node(element: 11, position: 5, weight: 0.25, count: 1), Node(element: 17, position: 5, weight: 0.125, count: 4),
                Node(element: 11, position: 2, weight: 0.25, count: 1),
            ]
        ],
    ]

    /// - Parameter sliced: whether each material is a slice of its own
    static func batch(merging: Bool = true, reversed: Bool = false, hasPositions: Bool, sliced: Bool = false) -> Batch {
        var batch = Batch(positionCount: hasPositions ? 6 : 0)
        for (row, sets) in materials.enumerated() {
            for nodes in sets {
                for node in reversed ? nodes.reversed() : nodes {
                    for _ in 0..<(merging ? 1 : node.count) {
                        batch.addNode(
                            element: node.element, position: hasPositions ? node.position : nil, weight: node.weight,
                            count: merging ? node.count : 1)
                    }
                }
                batch.endSet()
            }
            batch.endMaterial(row: row)
            if sliced { batch.endSlice() }
        }
        if !sliced { batch.endSlice() }
        return batch
    }

    static func model(_ kind: SetSettings.Kind, trainable: Bool = true, selfPairs: Bool = true, without: [ModelPart] = [], tasks: [Task]) throws -> SetModel {
        var configuration = SetSettings(kind: kind)
        configuration.layers = 2
        configuration.heads = 2
        configuration.poolingHeads = 2
        (configuration.gateWidth, configuration.messageWidth) = (16, 48)
        (configuration.poolingGateWidth, configuration.poolingMessageWidth) = (32, 16)
        configuration.elementWidth = 5
        configuration.wyckoffWidth = kind == .wren ? 4 : 0
        (configuration.trunk, configuration.output) = ([12, 12], [8, 6])
        configuration.selfPairs = selfPairs
        configuration.trainableEmbeddings = trainable
        configuration.omit(without)
        let random = CounterRandom(seed: 3, member: 0, purpose: .test)
        func number(_ row: Int, _ column: Int) -> Float { random.normal(at: row * 100 + column) }
        let positions = Matrix(packedRows: 6, columns: 9)
        for row in 0..<6 { for column in 0..<9 { positions[row, column] = number(row, column) } }
        let vectors = ElementVectors(
            name: "made up", dimension: 7, values: (0..<119).flatMap { row in (0..<7).map { number(row, $0) } },
            isPresent: [Bool](repeating: true, count: 119))
        return try SetModel(configuration, tasks: tasks, tables: EmbeddingTables(vectors, positions: kind == .wren ? positions : nil))
    }
}
