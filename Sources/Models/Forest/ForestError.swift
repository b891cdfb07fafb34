/// What can be wrong with a forest's settings, with what it is to learn from, or with arrays that say that they are one.
public enum ForestError: Error, Sendable, Equatable, CustomStringConvertible {
    case setting(name: String, found: Int, range: ClosedRange<Int>)
    case share(name: String, found: Double)
    case noRows
    case noFeatures
    case noTrees
    case rowOutside(row: Int, rows: Int)
    case infiniteFeature(row: Int, feature: Int)
    case targetCount(found: Int, rows: Int)
    case targetNotFinite(row: Int)
    case classOutside(row: Int, found: Int, classes: Int)
    case classCount(Int)
    case classWeights([Double], classes: Int)
    case featureCount(found: Int, expected: Int)
    case otherForest(found: String, expected: String)
    case missingArray(name: String)
    case elementKind(name: String, expected: String)
    case arrayShape(name: String, expected: String, found: [Int])
    case brokenTree(tree: Int, node: Int, reason: String)
    case leafValue(leaf: Int, reason: String)

    public var description: String {
        switch self {
        case .setting(let name, let found, let range):
            "\(name) is \(found); it must be between \(range.lowerBound) and \(range.upperBound)"
        case .share(let name, let found): "\(name) is \(found); it must be above 0 and at most 1"
        case .noRows: "a forest cannot be grown from no rows"
        case .noFeatures: "a forest cannot be grown from no features"
        case .noTrees: "the forest has no trees yet and cannot predict"
        case .rowOutside(let row, let rows): "row \(row) is asked for, but the features have \(rows) rows"
        case .infiniteFeature(let row, let feature):
            "feature \(feature) of row \(row) is infinite; only numbers and missing values are known"
        case .targetCount(let found, let rows): "there are \(found) targets for \(rows) rows"
        case .targetNotFinite(let row): "the target of row \(row) is no finite number"
        case .classOutside(let row, let found, let classes): "row \(row) has class \(found); there are \(classes), numbered from 0"
        case .classCount(let found): "there are \(found) classes; a classification needs between 2 and 65536"
        case .classWeights(let found, let classes): "the weights of \(classes) classes are \(found); each must be above 0"
        case .featureCount(let found, let expected): "the rows have \(found) features; the forest was grown from \(expected)"
        case .otherForest(let found, let expected): "a forest of \(found) cannot be joined to one of \(expected)"
        case .missingArray(let name): "the forest lacks the array \(name)"
        case .elementKind(let name, let expected): "the array \(name) of the forest must have elements of kind \(expected)"
        case .arrayShape(let name, let expected, let found): "the array \(name) of the forest has shape \(found); it must be \(expected)"
        case .brokenTree(let tree, let node, let reason): "node \(node) of tree \(tree) is damaged: \(reason)"
        case .leafValue(let leaf, let reason): "leaf \(leaf) of the forest is damaged: \(reason)"
        }
    }
}
