/// A plain array with its name and shape: what a bundle stores without knowing what it is for.
public struct NamedArray: Sendable, Equatable {
    public enum Elements: Sendable, Equatable {
        case bytes([UInt8])
        case integers([Int32])
        case floats([Float])
        case doubles([Double])
    }

    public var name: String
    public var shape: [Int]
    public var elements: Elements
    /// Texts that go with it, by name.
    public var attributes: [String: String]

    public init(name: String, shape: [Int], elements: Elements, attributes: [String: String] = [:]) {
        self.name = name
        self.shape = shape
        self.elements = elements
        self.attributes = attributes
    }

    /// Whether its shape is that of so many elements; a file's may be any.
    func holds(_ count: Int) -> Bool {
        var product = 1
        for side in shape {
            let (value, isOver) = product.multipliedReportingOverflow(by: side)
            guard !isOver, side >= 0 else { return false }
            product = value
        }
        return product == count
    }

    /// The same under another name.
    public func named(_ name: String) -> NamedArray { NamedArray(name: name, shape: shape, elements: elements, attributes: attributes) }
}

extension [NamedArray] {
    /// - Throws: `ModelError.missingTensor`
    public func array(_ name: String) throws(ModelError) -> NamedArray {
        guard let array = first(where: { $0.name == name }) else { throw .missingTensor(name: name) }
        return array
    }

    /// Arrays of several targets, each under its target's number.
    init(byTarget own: [[NamedArray]]) {
        self = own.enumerated().flatMap { target, arrays in arrays.map { $0.named("\(target)/\($0.name)") } }
    }

    /// The names of such arrays.
    static func names(_ own: [String], ofTargets count: Int) -> [String] { (0..<count).flatMap { target in own.map { "\(target)/\($0)" } } }

    /// Those of a target, which stand under its number, without it.
    func own(_ target: Int, _ names: [String]) throws(ModelError) -> [NamedArray] {
        var own: [NamedArray] = []
        for name in names { own.append(try array("\(target)/\(name)").named(name)) }
        return own
    }

    /// Numbers of an array of that shape.
    ///
    /// - Parameter shape: nil where any will do
    /// - Throws: `ModelError.missingTensor`, `.tensorShape`
    public func floats(_ name: String, shape: [Int]? = nil) throws(ModelError) -> [Float] {
        let array = try array(name)
        guard case .floats(let values) = array.elements, shape ?? array.shape == array.shape, array.holds(values.count) else {
            throw .tensorShape(name: name, expected: shape ?? array.shape, found: array.shape)
        }
        return values
    }

    /// Numbers in double precision of an array of that shape.
    ///
    /// - Throws: `ModelError.missingTensor`, `.tensorShape`, `.array` where one is not finite
    public func doubles(_ name: String, shape: [Int]) throws(ModelError) -> [Double] {
        let array = try array(name)
        guard case .doubles(let values) = array.elements, shape == array.shape, array.holds(values.count) else {
            throw .tensorShape(name: name, expected: shape, found: array.shape)
        }
        guard values.allSatisfy(\.isFinite) else { throw .array(name: name, problem: "has a number that is not finite") }
        return values
    }
}
