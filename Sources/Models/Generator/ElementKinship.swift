import Glibc
import Materials

/// Which elements are related: those of one group of the periodic table, exp(−d²/2) with d the distance of their vectors in `ElementVectors.builtIn`.
///
/// Of one group, because they give and take as many electrons: what replaces an ion leaves a compound neutral.
enum ElementKinship {
    /// By atomic number, the running sums over all others.
    private static let sums: [[Float]] = {
        let vectors = ElementVectors.builtIn
        let (count, dimension) = (Element.count + 1, vectors.dimension)
        return (0..<count).map { own in
            var sum: Float = 0
            return (0..<count).map { other in
                guard let one = Element(atomicNumber: own), let its = Element(atomicNumber: other), one != its,
                    ElementProperties.of(one).group == ElementProperties.of(its).group
                else { return sum }
                var square = 0.0
                for column in 0..<dimension {
                    let difference = Double(vectors.values[own * dimension + column] - vectors.values[other * dimension + column])
                    square += difference * difference
                }
                sum += Float(exp(-square / 2))
                return sum
            }
        }
    }()

    /// Another element, the nearer the likelier.
    ///
    /// - Parameter point: at least 0 and less than 1
    static func relative(of element: UInt8, at point: Float) -> UInt8 {
        let own = sums[Int(element)]
        guard let all = own.last, all > 0 else { return element }
        return own.firstIndex { $0 > point * all }.map { UInt8($0) } ?? element
    }
}
