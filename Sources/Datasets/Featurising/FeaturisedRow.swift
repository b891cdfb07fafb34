import Materials

/// One row of the input after parsing and symmetry: a material, or the reason why there is none.
public struct FeaturisedRow: Sendable, Hashable {
    public struct Node: Sendable, Hashable {
        public let element: UInt8
        /// Row of the Wyckoff table; 0 for compositions.
        public let wyckoff: UInt16
        /// Identical nodes that this one stands for.
        public let count: UInt8
        /// Weight of one of them.
        public let weight: Float

        public init(element: UInt8, wyckoff: UInt16, count: UInt8, weight: Float) {
            self.element = element
            self.wyckoff = wyckoff
            self.count = count
            self.weight = weight
        }
    }

    public struct Material: Sendable, Hashable {
        /// Reduced.
        public var formula: String
        /// As the input says; features are made of it, since a reduced formula may be rounded.
        public var composition: Composition
        /// Canonical protostructure label; empty for compositions.
        public var label: String
        public var nodes: [Node]
        /// In the cell as given; 0 where unknown.
        public var siteCount: Int
        /// Å³ per atom; 0 where unknown.
        public var volumePerSite: Double
        /// In the order of the options' targets; NaN: not known. As the input says, until `TargetPrecision` has settled how they are stored.
        public var targets: [Double]
        /// Of the same targets the words of those that are no numbers, until `ClassSurvey` has settled what they are.
        public var words: [Int: String] = [:]
        /// Why the formula that stands beside the material was not compared with it; empty where it was, and where there is none.
        public var uncompared = ""
        /// Tells duplicates apart; NaN: not known.
        public var energy: Double
        /// In the order of the options' columns, as written.
        public var columns: [String]
        /// As the input has it; nil where it is not kept.
        public var structure: Structure?

        package init(
            formula: String, composition: Composition, label: String, nodes: [Node], siteCount: Int, volumePerSite: Double, targets: [Double],
            energy: Double, columns: [String]
        ) {
            self.formula = formula
            self.composition = composition
            self.label = label
            self.nodes = nodes
            self.siteCount = siteCount
            self.volumePerSite = volumePerSite
            self.targets = targets
            self.energy = energy
            self.columns = columns
        }

        /// Occupied Wyckoff positions, or elements.
        var positionCount: Int { nodes.reduce(0) { $0 + Int($1.count) } }
    }

    public enum Outcome: Sendable, Hashable {
        case material(Material)
        case rejected(CleaningStep, reason: String)
    }

    /// Place in the whole input, from 0.
    public let place: Int
    public let path: String
    /// Number in its file, from 1.
    public let number: Int
    public let id: String
    /// The material that it is a structure of; nil: itself.
    public let material: String?
    /// The column of its structure, where a row of the input may have several; else empty.
    public let structure: String
    public internal(set) var outcome: Outcome

    public init(place: Int, path: String, number: Int, id: String, material: String? = nil, structure: String = "", outcome: Outcome) {
        self.place = place
        self.path = path
        self.number = number
        self.id = id
        self.material = material
        self.structure = structure
        self.outcome = outcome
    }
}

/// The steps at which a material can be lost, in their order (thesis tables 6.1–6.3).
public enum CleaningStep: UInt8, Sendable, CaseIterable {
    case parsing
    case validRepresentation
    case elementVectors
    case neighbourGraph
    case duplicates
    case positionLimit
    case siteLimit
    case volumeLimit
}
