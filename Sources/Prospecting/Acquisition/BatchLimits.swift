import Materials

/// How many candidates of one batch may be alike: ten polymorphs of one composition teach less than ten compositions.
public struct BatchLimits: Sendable, Hashable {
    /// Of one reduced formula; nil: any number.
    public var perComposition: Int?
    /// Of exactly the same elements.
    public var perSystem: Int?
    /// Of one protostructure label without its elements; compositions have none.
    public var perPrototype: Int?

    public init(perComposition: Int? = nil, perSystem: Int? = nil, perPrototype: Int? = nil) {
        self.perComposition = perComposition
        self.perSystem = perSystem
        self.perPrototype = perPrototype
    }
}

/// What a candidate may have in common with others of its batch.
public struct BatchKeys: Sendable, Hashable {
    public let formula: String
    public let system: String
    /// Empty where there is none.
    public let prototype: String

    public init(formula: String, system: String, prototype: String) {
        self.formula = formula
        self.system = system
        self.prototype = prototype
    }

    /// - Parameters:
    ///   - formula: reduced
    ///   - label: of the protostructure; empty for a composition
    public init(formula: String, composition: Composition, label: String) {
        self.init(
            formula: formula, system: composition.components.map(\.element.symbol).sorted().joined(separator: "-"),
            prototype: String(label.prefix { $0 != ":" }))
    }
}

/// Counts what a batch holds already.
struct BatchTally {
    private let limits: BatchLimits
    private var formulae: [String: Int] = [:]
    private var systems: [String: Int] = [:]
    private var prototypes: [String: Int] = [:]

    init(_ limits: BatchLimits) {
        self.limits = limits
    }

    func allows(_ keys: BatchKeys) -> Bool {
        func isBelow(_ limit: Int?, _ count: Int?) -> Bool { limit.map { count ?? 0 < $0 } ?? true }
        return isBelow(limits.perComposition, formulae[keys.formula]) && isBelow(limits.perSystem, systems[keys.system])
            && (keys.prototype.isEmpty || isBelow(limits.perPrototype, prototypes[keys.prototype]))
    }

    mutating func add(_ keys: BatchKeys) {
        formulae[keys.formula, default: 0] += 1
        systems[keys.system, default: 0] += 1
        prototypes[keys.prototype, default: 0] += 1
    }
}
