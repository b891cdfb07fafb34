import Glibc

/// Some materials laid out for a set model: nodes in sets, sets (equivalent representations) in materials.
///
/// A batch is a row of slices, each some materials: sums over its rows are taken slice by slice, so that they do not depend on how slices
/// are shared out. Nodes refer to the distinct elements and Wyckoff positions of their slice, because a model's first products need one row
/// for each of those and not one for each node. The arrays keep their memory when a batch is filled again.
public struct Batch: Sendable {
    /// Row of each material in its data set.
    public private(set) var materials: [Int] = []
    /// Material m owns sets `groups[m] ..< groups[m + 1]`.
    public private(set) var groups: [Int32] = [0]
    /// Set s owns nodes `starts[s] ..< starts[s + 1]`.
    public private(set) var starts: [Int32] = [0]
    /// For each node, its place in `elements`.
    public private(set) var elementIndex: [Int32] = []
    /// For each node, its place in `positions`; zero for every node where there are no positions.
    public private(set) var positionIndex: [Int32] = []
    /// Weight of one of the identical nodes that a node stands for.
    public private(set) var weights: [Float] = []
    public private(set) var logWeights: [Float] = []
    public private(set) var logCounts: [Float] = []
    /// Distinct atomic numbers of each slice, in order of appearance.
    public private(set) var elements: [Int32] = []
    /// Distinct rows of the Wyckoff table of each slice, in order of appearance.
    public private(set) var positions: [Int32] = []
    /// Where slices begin, and at last where they end.
    public private(set) var slices: [Boundary] = [Boundary()]
    /// Where blocks begin and end: consecutive materials of a slice whose rows fit in the cache together.
    public private(set) var blocks: [Boundary] = [Boundary()]
    public private(set) var largestBlock = 0

    /// Nodes of a block, unless one material has more. With 1,024 projected values a node they take 384 KiB.
    public static let blockNodes = 96
    public private(set) var largestSet = 0

    /// How much of each array lies before a slice or a block.
    public struct Boundary: Sendable, Equatable {
        public var materials = 0
        public var sets = 0
        public var nodes = 0
        public var elements = 0
        public var positions = 0
        public var blocks = 0
    }

    private var elementSlot: [Int32]
    private var positionSlot: [Int32]

    /// - Parameter positionCount: rows of the Wyckoff table; 0 for compositions
    public init(positionCount: Int) {
        elementSlot = [Int32](repeating: -1, count: 256)
        positionSlot = [Int32](repeating: -1, count: positionCount)
    }

    public var count: Int { materials.count }
    public var nodeCount: Int { weights.count }
    public var setCount: Int { starts.count - 1 }
    public var sliceCount: Int { slices.count - 1 }

    private var end: Boundary {
        Boundary(
            materials: count, sets: setCount, nodes: nodeCount, elements: elements.count, positions: positions.count,
            blocks: blocks.count - 1)
    }

    public mutating func removeAll() {
        forgetSlots()
        slices.removeAll(keepingCapacity: true)
        slices.append(Boundary())
        blocks.removeAll(keepingCapacity: true)
        blocks.append(Boundary())
        largestBlock = 0
        materials.removeAll(keepingCapacity: true)
        groups.removeAll(keepingCapacity: true)
        groups.append(0)
        starts.removeAll(keepingCapacity: true)
        starts.append(0)
        elementIndex.removeAll(keepingCapacity: true)
        positionIndex.removeAll(keepingCapacity: true)
        weights.removeAll(keepingCapacity: true)
        logWeights.removeAll(keepingCapacity: true)
        logCounts.removeAll(keepingCapacity: true)
        elements.removeAll(keepingCapacity: true)
        positions.removeAll(keepingCapacity: true)
        largestSet = 0
    }

    /// Adds a node to the set that is being laid out.
    ///
    /// - Parameters:
    ///   - element: atomic number
    ///   - position: row of the Wyckoff table; nil for compositions
    ///   - weight: of one of the `count` identical nodes
    public mutating func addNode(element: UInt8, position: Int?, weight: Float, count: Int) {
        if elementSlot[Int(element)] < 0 {
            elementSlot[Int(element)] = Int32(elements.count)
            elements.append(Int32(element))
        }
        elementIndex.append(elementSlot[Int(element)])
        if let position {
            if positionSlot[position] < 0 {
                positionSlot[position] = Int32(positions.count)
                positions.append(Int32(position))
            }
            positionIndex.append(positionSlot[position])
        } else {
            positionIndex.append(0)
        }
        weights.append(weight)
        logWeights.append(logf(weight))
        logCounts.append(logf(Float(count)))
    }

    /// Ends a set: the nodes added since the last end are its own.
    public mutating func endSet() {
        let nodes = Int32(weights.count)
        largestSet = max(largestSet, Int(nodes) - Int(starts[starts.count - 1]))
        starts.append(nodes)
    }

    /// Ends a material: the sets ended since the last one are its equivalent representations.
    public mutating func endMaterial(row: Int) {
        materials.append(row)
        groups.append(Int32(setCount))
    }

    /// Ends a slice: the materials ended since the last one are its own.
    public mutating func endSlice() {
        forgetSlots()
        layOutBlocks()
        slices.append(end)
    }

    /// Cuts the slice that ends here into blocks of about equal size: a small one at its end would make poor products.
    private mutating func layOutBlocks() {
        let first = slices[slices.count - 1]
        let nodes = nodeCount - first.nodes
        let parts = max((nodes + Self.blockNodes - 1) / Self.blockNodes, 1)
        let share = (nodes + parts - 1) / parts
        var before = first
        for material in first.materials..<count {
            let sets = Int(groups[material + 1])
            let after = Boundary(materials: material + 1, sets: sets, nodes: Int(starts[sets]))
            let began = blocks[blocks.count - 1]
            if after.nodes - began.nodes > Self.blockNodes, before.materials > began.materials { endBlock(at: before) }
            if after.nodes - blocks[blocks.count - 1].nodes >= share, after.materials < count { endBlock(at: after) }
            before = after
        }
        endBlock(at: end)
    }

    private mutating func endBlock(at boundary: Boundary) {
        largestBlock = max(largestBlock, boundary.nodes - blocks[blocks.count - 1].nodes)
        blocks.append(boundary)
    }

    /// Elements and positions of the slice before are new again to the next.
    private mutating func forgetSlots() {
        let first = slices[slices.count - 1]
        for element in elements[min(first.elements, elements.count)...] { elementSlot[Int(element)] = -1 }
        for position in positions[min(first.positions, positions.count)...] { positionSlot[Int(position)] = -1 }
    }
}

extension Batch.Boundary {
    /// Of a batch that is laid out without sets.
    public init(materials: Int, nodes: Int = 0, elements: Int = 0) {
        self.init()
        self.materials = materials
        self.nodes = nodes
        self.elements = elements
    }
}
