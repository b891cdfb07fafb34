import Datasets

/// What the values of a target show it to be, before anybody says what to learn it as.
public enum TargetNature: Sendable, Equatable {
    /// Words of the input named its classes.
    case named(ClassNames)
    /// Zeros and ones alone.
    case binary
    /// A few small whole numbers, ascending: classes, or a scale of numbers that happens to be coarse.
    case inDoubt([Int])
    case numbers

    /// More distinct values than this are a scale.
    private static let mostValues = 10

    public init(_ name: String, in dataset: Dataset) throws(DatasetError) {
        if let classes = dataset.classes(ofTarget: name) {
            self = .named(classes)
            return
        }
        self.init(try dataset.target(name))
    }

    /// - Parameter values: NaN where not known
    init(_ values: [Double]) {
        var found: Set<Int> = []
        var known = 0
        for value in values where !value.isNaN {
            guard value >= -1, value <= 20, value == value.rounded() else {
                self = .numbers
                return
            }
            known += 1
            found.insert(Int(value))
            guard found.count <= Self.mostValues else {
                self = .numbers
                return
            }
        }
        if !found.isEmpty, found.isSubset(of: [0, 1]) {
            self = .binary
        } else {
            // One value alone is nothing to learn in either way, and of values that hardly ever come again nobody makes classes.
            self = found.count > 1 && known >= 2 * found.count ? .inDoubt(found.sorted()) : .numbers
        }
    }
}
