import Materials

/// How a data set is to be split, as the command line says it.
public enum SplitSpecification: Sendable, Hashable, CustomStringConvertible {
    /// Shares of the materials; what they leave is unused.
    public struct Fractions: Sendable, Hashable {
        public let training: Double
        public let validation: Double
        public let test: Double

        var all: [Double] { [training, validation, test] }
    }

    /// What materials that stay together have in common.
    public enum GroupKey: Sendable, Hashable {
        /// The reduced formula.
        case composition
        /// The protostructure label without its elements.
        case prototype
        /// The formula without its elements, AB2 for CaF2: what prototypes are to compositions.
        case anonymousFormula
        /// The text of a column that was kept; materials without one stand alone.
        case column(String)
    }

    /// A split that the data set stores.
    case named(String)
    case random(Fractions)
    case grouped(GroupKey, Fractions)
    /// Whole chemical systems are tested: the materials that hold exactly these elements. Of the others nine in ten train, one validates.
    case systems([[Element]])
    /// The same of so many systems of three or more elements, drawn at random.
    case randomSystems(Int)
    /// A fold of cross-validation is tested: the materials that have this value in a column that was kept. Of the others nine in ten train, one
    /// validates; materials without a value are unused.
    case fold(column: String, value: String)
    /// The same of one of so many random folds, drawn as scikit-learn draws them.
    case drawnFold(ShuffledFolds, Int)

    /// Reads `NAME`, `random:0.8,0.1,0.1`, `group:KEY:0.8,0.1,0.1`, `systems:Fe-Li-O,Na-Ni-O`, `random-systems:20`, `folds:COLUMN:VALUE` or
    /// `kfold:N:K:SEED`.
    ///
    /// - Throws: `SplitError.specification`
    public init(_ text: String) throws(SplitError) {
        if text.hasPrefix("random:") {
            self = .random(try Self.fractions(text.dropFirst("random:".count), of: text))
        } else if text.hasPrefix("group:") {
            // Names of columns may hold colons, fractions never do.
            let rest = text.dropFirst("group:".count)
            guard let colon = rest.lastIndex(of: ":"), colon != rest.startIndex else {
                throw .specification(text: text, problem: "a key and fractions must follow 'group:'")
            }
            self = .grouped(GroupKey(String(rest[..<colon])), try Self.fractions(rest[rest.index(after: colon)...], of: text))
        } else if text.hasPrefix("systems:") {
            self = .systems(try Self.systems(text.dropFirst("systems:".count), of: text))
        } else if text.hasPrefix("random-systems:") {
            guard let count = Int(text.dropFirst("random-systems:".count)), count > 0 else {
                throw .specification(text: text, problem: "a whole number of systems, 1 or more, must follow 'random-systems:'")
            }
            self = .randomSystems(count)
        } else if text.hasPrefix("folds:") {
            let rest = text.dropFirst("folds:".count)
            guard let colon = rest.lastIndex(of: ":"), colon != rest.startIndex, rest.index(after: colon) != rest.endIndex else {
                throw .specification(text: text, problem: "a kept column and the fold that is tested must follow 'folds:'")
            }
            self = .fold(column: String(rest[..<colon]), value: String(rest[rest.index(after: colon)...]))
        } else if text.hasPrefix("kfold:") {
            self = try Self.drawnFold(text.dropFirst("kfold:".count), of: text)
        } else {
            guard !text.isEmpty else { throw .specification(text: text, problem: "there is nothing in it") }
            self = .named(text)
        }
    }

    /// Where nothing is asked for: the stored split of a data set that has just one, and else random 80:10:10.
    public static func standard(for dataset: Dataset) -> SplitSpecification {
        guard dataset.splitNames.count != 1 else { return .named(dataset.splitNames[0]) }
        return .random(Fractions(training: 0.8, validation: 0.1, test: 0.1))
    }

    public var description: String {
        func text(_ fractions: Fractions) -> String { fractions.all.map { "\($0)" }.joined(separator: ",") }
        switch self {
        case .named(let name): return name
        case .random(let fractions): return "random:" + text(fractions)
        case .grouped(let key, let fractions): return "group:\(key.name):" + text(fractions)
        case .systems(let systems): return "systems:" + systems.map(Self.name).joined(separator: ",")
        case .randomSystems(let count): return "random-systems:\(count)"
        case .fold(let column, let value): return "folds:\(column):\(value)"
        case .drawnFold(let folds, let fold): return "kfold:\(folds.count):\(fold):\(folds.seed)"
        }
    }

    /// "Fe-Li-O": symbols in alphabetical order, as the field writes a chemical system.
    static func name(_ system: [Element]) -> String { system.map(\.symbol).sorted().joined(separator: "-") }

    /// Each system ascending in atomic number, as it may be written in any order.
    private static func systems(_ list: Substring, of text: String) throws(SplitError) -> [[Element]] {
        var systems: [[Element]] = []
        for word in list.split(separator: ",", omittingEmptySubsequences: false) {
            var elements: Set<Element> = []
            for symbol in word.split(separator: "-", omittingEmptySubsequences: false) {
                guard let element = Element(symbol: String(symbol)) else {
                    throw .specification(text: text, problem: "'\(symbol)' is no element's symbol; a system is written as in Fe-Li-O")
                }
                guard elements.insert(element).inserted else { throw .specification(text: text, problem: "\(word) has \(symbol) twice") }
            }
            let system = elements.sorted()
            guard !systems.contains(system) else { throw .specification(text: text, problem: "\(name(system)) is there twice") }
            systems.append(system)
        }
        return systems
    }

    private static func drawnFold(_ list: Substring, of text: String) throws(SplitError) -> SplitSpecification {
        let fields = list.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 3, let count = Int(fields[0]), let fold = Int(fields[1]), let seed = UInt32(fields[2]) else {
            throw .specification(
                text: text, problem: "how many folds, the one that is tested and a seed must follow 'kfold:', whole numbers as in kfold:5:0:1")
        }
        guard count >= 2 else { throw .specification(text: text, problem: "there must be two folds at least") }
        guard (0..<count).contains(fold) else {
            throw .specification(text: text, problem: "there is no fold \(fold); \(count) folds are numbered 0 to \(count - 1)")
        }
        return .drawnFold(ShuffledFolds(count: count, seed: seed), fold)
    }

    private static func fractions(_ list: Substring, of text: String) throws(SplitError) -> Fractions {
        let fields = list.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == 3 else {
            throw .specification(
                text: text, problem: "expected three fractions (training, validation, test), found \(list.isEmpty ? 0 : fields.count)")
        }
        var values: [Double] = []
        for field in fields {
            guard let value = Double(field), value > 0, value < 1 else {
                throw .specification(text: text, problem: "'\(field)' is not a fraction between 0 and 1")
            }
            values.append(value)
        }
        // Room for the rounding of 0.7 + 0.2 + 0.1.
        let sum = values[0] + values[1] + values[2]
        guard sum <= 1 + 1e-9 else { throw .specification(text: text, problem: "the fractions sum to \(sum), more than 1") }
        return Fractions(training: values[0], validation: values[1], test: values[2])
    }
}

extension SplitSpecification.GroupKey {
    init(_ name: String) {
        switch name {
        case "composition": self = .composition
        case "prototype": self = .prototype
        case "anonymous-formula": self = .anonymousFormula
        default: self = .column(name)
        }
    }

    var name: String {
        switch self {
        case .composition: "composition"
        case .prototype: "prototype"
        case .anonymousFormula: "anonymous-formula"
        case .column(let name): name
        }
    }
}
