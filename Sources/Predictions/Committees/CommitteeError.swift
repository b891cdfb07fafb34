/// Why predictions make no committee. Materials are named by their ids, parts by their names.
public enum CommitteeError: Error, Equatable, CustomStringConvertible {
    /// `row` and `other` count from 1.
    case repeatedMaterial(part: String, id: String, row: Int, other: Int)
    /// The first id of each of two parts.
    case nothingShared(part: String, id: String, other: String, otherID: String)
    /// Of so many materials two parts know different true values, of this one first.
    case differentValues(id: String, part: String, value: Double, other: String, otherValue: Double, materials: Int)
    /// So many materials are in different parts of a split, this one first.
    case differentSplits(id: String, part: String, split: String, other: String, otherSplit: String, materials: Int)
    case numbersAndClasses(numbers: String, classes: String)
    case differentClasses(part: String, classes: [String], other: String, otherClasses: [String])
    case noProbabilities(part: String)
    case tooFewValidationRows(found: Int)

    public var description: String {
        switch self {
        case .repeatedMaterial(let part, let id, let row, let other): "\(part): \(id) stands in row \(row) and in row \(other) already"
        case .nothingShared(let part, let id, let other, let otherID):
            "no material is predicted by all of them: ids are such as '\(id)' in \(part) and '\(otherID)' in \(other)"
        case .differentValues(let id, let part, let value, let other, let otherValue, let materials):
            "the true value of \(id) is \(value) in \(part) and \(otherValue) in \(other)\(Self.more(materials)): they do not predict one quantity"
        case .differentSplits(let id, let part, let split, let other, let otherSplit, let materials):
            "\(id) is a \(split) material of \(part) and a \(otherSplit) material of \(other)\(Self.more(materials)): what one of them was trained "
                + "on tests no committee. Train them with one --split"
        case .numbersAndClasses(let numbers, let classes): "\(numbers) predicts numbers and \(classes) classes"
        case .differentClasses(let part, let classes, let other, let otherClasses):
            "the classes of \(part) are \(classes.joined(separator: ", ")), those of \(other) are \(otherClasses.joined(separator: ", "))"
        case .noProbabilities(let part): "\(part) predicts classes without probabilities, which a committee is the mean of"
        case .tooFewValidationRows(let found):
            "weights are chosen by \(Recalibration.fewestRows) validation materials or more that all of them predict and whose values are known; "
                + "there \(found == 1 ? "is 1" : "are \(found)"). Single runs have them; of other predictions the weights may be equal or given as numbers"
        }
    }

    private static func more(_ materials: Int) -> String { materials > 1 ? " (and so of \(materials) materials)" : "" }
}
