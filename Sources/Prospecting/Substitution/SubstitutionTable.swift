import Materials

/// The probabilities P(b | a) that element b takes the place of element a.
public struct SubstitutionTable: Sendable {
    public struct Successor: Hashable, Sendable {
        public let element: Element
        public let probability: Double
    }

    /// What messages call it.
    public let name: String
    /// Rows sum to one, or to zero where nothing replaces an element.
    public let matrix: ElementMatrix
    /// [119] by atomic number: the most probable first, equally probable ones by atomic number; none that is impossible.
    private let successors: [[Successor]]

    /// - Parameter weights: counts or probabilities; each row is divided by its sum
    public init(name: String, weights: ElementMatrix) {
        self.name = name
        var matrix = weights
        var successors = [[Successor]](repeating: [], count: Element.count + 1)
        for element in weights.elements {
            let row = weights.row(element)
            let total = row.reduce(0, +)
            guard total > 0 else { continue }
            for (other, weight) in zip(weights.elements, row) { matrix[element, other] = weight / total }
            successors[Int(element.atomicNumber)] = zip(weights.elements, matrix.row(element)).filter { $0.1 > 0 }
                .map { Successor(element: $0, probability: $1) }
                .sorted { $0.probability == $1.probability ? $0.element < $1.element : $0.probability > $1.probability }
        }
        self.matrix = matrix
        self.successors = successors
    }

    /// Of what has been counted. An element that no material shows another in the place of stays what it is.
    public init(name: String, counts: SubstitutionCounts) {
        var weights = counts.matrix
        for element in weights.elements where weights.row(element).allSatisfy({ $0 == 0 }) { weights[element, element] = 1 }
        self.init(name: name, weights: weights)
    }

    /// Reads a table of element × element, counts or probabilities.
    public init(path: String) throws(SubstitutionError) {
        self.init(name: path, weights: try ElementMatrix(path: path))
    }

    /// The most probable first, equally probable ones by atomic number; itself is among them where that may be.
    public func successors(of element: Element) -> [Successor] { successors[Int(element.atomicNumber)] }

    public func probability(of successor: Element, for element: Element) -> Double { matrix[element, successor] }
}
