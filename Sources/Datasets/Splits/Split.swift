/// Which part of a split a material belongs to, as data sets store it.
public enum SplitPart: UInt8, Sendable, CaseIterable {
    case training = 0
    case validation = 1
    case test = 2
    case unused = 255

    /// The part that a word in a table names: train, val or validation, test, unused; nil for any other.
    public init?(word: String) {
        switch word {
        case "train": self = .training
        case "val", "validation": self = .validation
        case "test": self = .test
        case "unused": self = .unused
        default: return nil
        }
    }

    /// "train", "validation", "test", "unused"
    public var word: String {
        switch self {
        case .training: "train"
        case .validation: "validation"
        case .test: "test"
        case .unused: "unused"
        }
    }
}

/// The rows of a data set that train, validate and test; no row is in two parts.
public struct Split: Sendable, Hashable {
    /// Rows, ascending.
    public let training: [Int]
    /// Rows, ascending.
    public let validation: [Int]
    /// Rows, ascending.
    public let test: [Int]

    /// - Parameter parts: the part of each row
    public init(parts: [SplitPart]) {
        func rows(_ part: SplitPart) -> [Int] { parts.indices.filter { parts[$0] == part } }
        training = rows(.training)
        validation = rows(.validation)
        test = rows(.test)
    }

    private init(training: [Int], validation: [Int], test: [Int]) {
        self.training = training
        self.validation = validation
        self.test = test
    }

    /// The same validation and test sets, and of the training set these rows alone.
    public func training(on rows: [Int]) -> Split {
        let chosen = Set(rows)
        return Split(training: training.filter(chosen.contains), validation: validation, test: test)
    }

    /// The same validation set and nothing else.
    public var validationAlone: Split { Split(training: [], validation: validation, test: []) }

    /// The part of each of `count` rows.
    public func parts(count: Int) -> [SplitPart] {
        var parts = [SplitPart](repeating: .unused, count: count)
        for row in training { parts[row] = .training }
        for row in validation { parts[row] = .validation }
        for row in test { parts[row] = .test }
        return parts
    }
}
