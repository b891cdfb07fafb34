import Glibc
import Materials

/// Which elements stand for which: how near they are among `ElementVectors.builtIn`.
struct ElementKinship {
    /// By atomic number, the running sums of the chances of all others.
    private let sums: [[Float]]

    init(width: Double) {
        let vectors = ElementVectors.builtIn
        let (count, dimension) = (Element.count + 1, vectors.dimension)
        sums = (0..<count).map { own in
            var sum: Float = 0
            return (0..<count).map { other in
                guard own > 0, other > 0, other != own else { return sum }
                var distance = 0.0
                for column in 0..<dimension {
                    let difference = Double(vectors.values[own * dimension + column] - vectors.values[other * dimension + column])
                    distance += difference * difference
                }
                sum += Float(exp(-distance / (2 * width * width)))
                return sum
            }
        }
    }

    func relative(of element: UInt8, at point: Float) -> UInt8 {
        let own = sums[Int(element)]
        guard let all = own.last, all > 0 else { return element }
        return UInt8(own.firstIndex { $0 > point * all } ?? Int(element))
    }
}
