import Descriptors
import Foundation
import Materials
import TestSupport
import Testing

private let pymatgensPatterns = "reference/peers/xrd_pymatgen.csv.gz"
private let pymatgensTable = "data/elements/atomic_scattering_pymatgen.json"

struct StructureFactorTests {
    private func features(_ structure: Structure, _ name: String = "structure-factors") throws -> [String: Double] {
        let descriptor = try Descriptor.named(name)
        return Dictionary(uniqueKeysWithValues: zip(descriptor.columns, descriptor.values(of: Composition(of: structure), structure)))
    }

    private func crystal(_ lattice: Lattice, _ sites: [(String, SIMD3<Double>)]) throws -> Structure {
        Structure(lattice: lattice, sites: try sites.map { Site(element: try #require(Element(symbol: $0.0)), position: $0.1) })
    }

    @Test func columnsByTheLargestIndex() throws {
        #expect(try Descriptor.named("structure-factors").columns.count == 63)
        #expect(try Descriptor.named("structure-factors:hmax=1").columns.count == 14)
        #expect(try Descriptor.named("structure-factors:hmax=1").columns[0] == "|F| 0 0 0")
        #expect(throws: DescriptorError.self) { try Descriptor.named("structure-factors:hmax=1.5") }
    }

    /// Caesium chloride's reflections are sums and differences of two form factors.
    @Test func sumsAndDifferencesOfTwoFormFactors() throws {
        let edge = 4.12
        let lattice = Lattice(a: SIMD3(edge, 0, 0), b: SIMD3(0, edge, 0), c: SIMD3(0, 0, edge))
        let values = try features(crystal(lattice, [("Cs", .zero), ("Cl", SIMD3(repeating: 0.5))]))
        // International Tables: Cs and Cl at s² = 0 and at s² = n / (4 edge²).
        func caesium(_ square: Double) -> Double {
            20.3892 * exp(-3.569 * square) + 19.1062 * exp(-0.3107 * square) + 10.662 * exp(-24.3879 * square) + 1.4953 * exp(-213.904 * square) + 3.3352
        }
        func chlorine(_ square: Double) -> Double {
            11.4604 * exp(-0.0104 * square) + 7.1964 * exp(-1.1662 * square) + 6.2556 * exp(-18.5194 * square) + 1.6455 * exp(-47.7784 * square) - 9.5574
        }
        for (column, sum) in [("|F| 0 0 0", 0.0), ("|F| 1 1 0", 2), ("|F| 2 0 0", 4)] {
            let square = sum / (4 * edge * edge)
            #expect(abs(try #require(values[column]) - (caesium(square) + chlorine(square))) < 1e-6)
        }
        for (column, sum) in [("|F| 1 0 0", 1.0), ("|F| 1 1 1", 3), ("|F| 0 1 -2", 5)] {
            let square = sum / (4 * edge * edge)
            #expect(abs(try #require(values[column]) - abs(caesium(square) - chlorine(square))) < 1e-6)
        }
    }

    /// Lattices with symmetry have several Niggli cells; which of them is found must not matter.
    @Test func nothingDependsOnTheChoiceOfTheCell() throws {
        var crystals = RandomCrystal(seed: 9)
        let shapes: [(SIMD3<Double>, SIMD3<Double>)] = [
            (SIMD3(5, 5, 5), SIMD3(90, 90, 90)), (SIMD3(5, 5, 5), SIMD3(60, 60, 60)), (SIMD3(4, 4, 7), SIMD3(90, 90, 120)),
            (SIMD3(4, 4, 7), SIMD3(90, 90, 90)), (SIMD3(4, 5, 6), SIMD3(90, 103, 90)), (SIMD3(5, 5, 5), SIMD3(88, 88, 88)),
        ]
        for round in 0..<36 {
            var structure = crystals.structure(atoms: 3...5)
            if round % 7 < shapes.count, let lattice = Lattice(lengths: shapes[round % 7].0, angles: shapes[round % 7].1) { structure.lattice = lattice }
            let expected = try features(structure)
            let others = [
                crystals.anotherCell(of: structure), crystals.turned(structure), crystals.movedAndReordered(structure),
                RandomCrystal.supercell(of: structure, 2, 1, 2), crystals.anotherCell(of: RandomCrystal.supercell(of: structure, 3, 1, 1)),
            ]
            for (place, other) in others.enumerated() {
                for (column, value) in try features(other) {
                    let wanted = try #require(expected[column])
                    #expect(abs(value - wanted) < 1e-6 * (expected["|F| 0 0 0"] ?? 1), "\(round), \(place): \(column) \(value) \(wanted)")
                }
            }
        }
    }

    @Test func elementsWithoutAFormFactorHaveNone() throws {
        let lattice = Lattice(a: SIMD3(3, 0, 0), b: SIMD3(0, 3, 0), c: SIMD3(0, 0, 3))
        let none = try features(crystal(lattice, [("Es", .zero)]))
        #expect(none.values.allSatisfy { $0.isNaN })
    }

    /// Powder patterns of copper's Kα line up to 90°, with pymatgen's own form factors: positions and intensities.
    @Test(.enabled(if: SharedData.path(pymatgensPatterns) != nil && SharedData.path(pymatgensTable) != nil, "needs ../shared"))
    func pymatgensPowderPatterns() throws {
        let json = try Data(contentsOf: URL(fileURLWithPath: try #require(SharedData.path(pymatgensTable))))
        let table = try #require(try JSONSerialization.jsonObject(with: json) as? [String: [[Double]]])
        func form(_ element: Element, _ square: Double) -> Double {
            let sum = (table[element.symbol] ?? []).reduce(0) { $0 + $1[0] * exp(-$1[1] * square) }
            return Double(element.atomicNumber) - 41.78214 * square * sum
        }
        var peaks: [String: [(angle: Double, intensity: Double)]] = [:]
        var reader = try TableReader(path: try #require(SharedData.path(pymatgensPatterns)))
        var row = TableRow()
        while try reader.next(into: &row) {
            let fields = try (0..<3).map { try #require(row.text($0)) }
            peaks[fields[0], default: []].append((try #require(Double(fields[1])), try #require(Double(fields[2]))))
        }
        let wavelength = 1.54184
        var source = try RecordSource(
            paths: [try #require(SharedData.path("reference/peers/structures.csv.gz"))], options: InputOptions(structure: "cif"))
        var compared = 0
        while let record = try source.next() {
            guard let expected = peaks[record.id] else { continue }
            let structure = try record.structure()
            let factors = StructureFactors(structure, form: form)
            let reach = 2 * sin(.pi / 4) / wavelength
            let lattice = structure.lattice
            let most = [lattice.a, lattice.b, lattice.c].map { Int(reach * ($0 * $0).sum().squareRoot()) }
            var found: [(angle: Double, intensity: Double)] = []
            for h in -most[0]...most[0] { for k in -most[1]...most[1] { for l in -most[2]...most[2] where (h, k, l) != (0, 0, 0) {
                let inverse = factors.inverseSpacingSquare(SIMD3(h, k, l)).squareRoot()
                guard inverse <= reach else { continue }
                let theta = asin(wavelength * inverse / 2)
                let lorentz = (1 + pow(cos(2 * theta), 2)) / (pow(sin(theta), 2) * cos(theta))
                found.append((theta * 360 / .pi, factors.square(SIMD3(h, k, l)) * lorentz))
            }}}
            // pymatgen splits reflections that rounding keeps apart by more than 10⁻⁵ °, and drops weak ones.
            let strongest = expected.map(\.intensity).max() ?? 1
            var groups: [[(angle: Double, intensity: Double)]] = []
            for peak in expected {
                if let last = groups.last?.last, peak.angle - last.angle < 5e-5 { groups[groups.count - 1].append(peak) } else { groups.append([peak]) }
            }
            for group in groups {
                let (first, last) = (group[0].angle - 2e-5, group[group.count - 1].angle + 2e-5)
                let sum = group.reduce(0) { $0 + $1.intensity }
                let intensity = found.filter { first < $0.angle && $0.angle < last }.reduce(0) { $0 + $1.intensity }
                #expect(abs(intensity - sum) < 1e-4 * sum + 2e-5 * strongest, "\(record.id) at \(first)°")
                compared += 1
            }
        }
        #expect(compared > 900)
    }
}
