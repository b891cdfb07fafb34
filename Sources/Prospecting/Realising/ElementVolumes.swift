import HDF5
import Materials

/// What each element takes of a crystal's volume: V ≈ Σ n_e v_e, fitted to known structures (Mathematics.md, "Realising labels").
public struct ElementVolumes: Hashable, Sendable {
    /// Å³ of an atom, by atomic number less one.
    public private(set) var volumes: [Double]
    /// Known materials with each element; 0: its volume comes from its radius.
    public let materials: [Int]

    /// Non-negative least squares over volumes per atom and atomic fractions, so that large cells count no more than small ones; by coordinate
    /// descent on the normal equations, which ends at the one minimum.
    ///
    /// Elements that no material holds have the volume that a line in the squared covalent radius gives the others.
    /// - Parameter known: composition and Å³ per atom of each
    public init(fitting known: some Sequence<(composition: Composition, volumePerAtom: Double)>) {
        let count = Element.count
        var gram = [Double](repeating: 0, count: count * count)
        var moments = [Double](repeating: 0, count: count)
        var materials = [Int](repeating: 0, count: count)
        for (composition, volume) in known {
            let shares = zip(composition.components, composition.fractions).map { (Int($0.element.atomicNumber) - 1, $1) }
            for (one, share) in shares {
                materials[one] += 1
                moments[one] += share * volume
                for (other, otherShare) in shares { gram[one * count + other] += share * otherShare }
            }
        }
        let seen = materials.indices.filter { materials[$0] > 0 }
        var volumes = Element.all.map { Self.fallback($0, Self.usualLine) }
        for _ in 0..<Self.sweeps {
            var change = 0.0
            for one in seen {
                var rest = moments[one]
                for other in seen where other != one { rest -= gram[one * count + other] * volumes[other] }
                let value = max(0, rest / gram[one * count + one])
                change = max(change, abs(value - volumes[one]))
                volumes[one] = value
            }
            if change < 1e-9 { break }
        }
        let line = Self.line(seen.map { (Element.all[$0].covalentRadius, volumes[$0]) })
        for number in volumes.indices where materials[number] == 0 { volumes[number] = Self.fallback(Element.all[number], line) }
        self.volumes = volumes
        self.materials = materials
    }

    /// Volumes from radii alone, for where nothing is known.
    public static let usual = ElementVolumes(fitting: [])

    public subscript(_ element: Element) -> Double { volumes[Int(element.atomicNumber) - 1] }

    /// Å³ of so many atoms. Never less than a tenth of what their radii say: an element whose fit is 0 may stand alone.
    public func volume(of composition: Composition) -> Double {
        composition.components.reduce(0) { $0 + $1.amount * max(self[$1.element], Self.fallback($1.element, Self.usualLine) / 10) }
    }

    private static let sweeps = 20_000
    /// Å³ and Å³/Å²: the line of 88 elements fitted to 17,887 materials of the Materials Project (Prospecting.md).
    private static let usualLine = (constant: 10.8, slope: 5.56)

    private static func fallback(_ element: Element, _ line: (constant: Double, slope: Double)) -> Double {
        let radius = element.covalentRadius
        return max(1, line.constant + line.slope * radius * radius)
    }

    /// Least squares of volume on the squared radius; the usual line where there are few elements.
    private static func line(_ known: [(radius: Double, volume: Double)]) -> (constant: Double, slope: Double) {
        guard known.count >= 10 else { return usualLine }
        let count = Double(known.count)
        let mean = known.reduce(into: (x: 0.0, y: 0.0)) { $0.x += $1.radius * $1.radius / count; $0.y += $1.volume / count }
        var (covariance, variance) = (0.0, 0.0)
        for (radius, volume) in known {
            covariance += (radius * radius - mean.x) * (volume - mean.y)
            variance += (radius * radius - mean.x) * (radius * radius - mean.x)
        }
        guard variance > 1e-9, covariance > 0 else { return usualLine }
        let slope = covariance / variance
        return (mean.y - slope * mean.x, slope)
    }
}

extension ElementVolumes {
    public static let columns = ["element", "volume", "materials"]

    /// The table of volumes in Å³, hydrogen first.
    public var table: String {
        TableText.line(Self.columns)
            + Element.all.enumerated().map { TableText.line([$1.symbol, TableText.field(volumes[$0]), "\(materials[$0])"]) }.joined()
    }
}

extension Element {
    /// Hydrogen to oganesson.
    static let all = (1...Element.count).compactMap { Element(atomicNumber: $0) }
}
