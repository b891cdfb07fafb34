/// What can be wrong with a model's description or with weights brought to it.
public enum ModelError: Error, Sendable, CustomStringConvertible {
    case size(name: String, found: Int, range: ClosedRange<Int>, factor: Int)
    case missingTensor(name: String)
    case tensorShape(name: String, expected: [Int], found: [Int])
    /// A value that a setting cannot have, or a setting that there is not.
    case setting(name: String, problem: String)
    /// An array of a file whose numbers cannot be what they should.
    case array(name: String, problem: String)

    public var description: String {
        switch self {
        case .size(let name, let found, let range, let factor):
            "\(name) is \(found); it must be between \(range.lowerBound) and \(range.upperBound)"
                + (factor > 1 ? " and a multiple of \(factor)" : "")
        case .missingTensor(let name): "the weights lack the tensor \(name)"
        case .tensorShape(let name, let expected, let found): "the tensor \(name) has shape \(found); this model needs \(expected)"
        case .setting(_, let problem): problem
        case .array(let name, let problem): "\(name): \(problem)"
        }
    }
}
