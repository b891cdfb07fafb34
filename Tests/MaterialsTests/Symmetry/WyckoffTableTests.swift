import Foundation
import Materials
import TestSupport
import Testing

@Suite struct WyckoffTableTests {
    private let table = WyckoffTable.standard

    /// Mathematics.md §2. The thesis counts 248 offsets and 1,038 distinct vectors; the sites as International Tables print them have 218
    /// distinct offsets modulo whole cells (326 with those that centring adds). The thesis' vectors have several columns for one offset: the
    /// sites of P4_1 and P4_3 have the same four offsets, but no column in common there. `vectorsAreTheReferences` has the rest.
    @Test func countsOfTheTable() {
        #expect(table.count == 1731 && WyckoffTable.rowCount == 1731)
        #expect(WyckoffTable.spaceGroups.reduce(0) { $0 + table.relabellings($1).count } == 882)
        let vectors = WyckoffVectors.standard
        #expect(vectors.algebraicParts == 185)
        #expect(vectors.offsets == 218)
        #expect(vectors.dimension == 6 + 5 + 185 + 218)
        let rows = Set((0..<table.count).map { Array(vectors.values[($0 * vectors.dimension)..<(($0 + 1) * vectors.dimension)]) })
        #expect(rows.count == 1072)
    }

    /// Each position's sites, counted by applying the group's operations to a site with generic free coordinates.
    @Test func multiplicitiesAreThoseOfTheOrbits() {
        for row in 0..<table.count {
            let position = table.position(row)
            #expect(Orbit(of: position, in: table, at: SIMD3(0.1237, 0.2911, 0.0573)).sites.count == position.multiplicity, "row \(row)")
        }
    }

    /// Relabellings are a group of permutations, and move positions to positions of the same kind.
    @Test func relabellingsAreAGroup() {
        let vectors = WyckoffVectors.standard
        for group in WyckoffTable.spaceGroups {
            let first = table.firstRow(group)
            let all = table.relabellings(group)
            let known = Set(all)
            #expect(all.first == (0..<table.letterCount(group)).map { UInt16(first + $0) }, "the identity first")
            #expect(known.count == all.count)
            for one in all {
                #expect(Set(one).count == one.count && one.allSatisfy { table.spaceGroup(ofRow: Int($0)) == group })
                for (place, row) in one.enumerated() {
                    let (from, to) = (table.position(first + place), table.position(Int(row)))
                    #expect(from.multiplicity == to.multiplicity && from.degreesOfFreedom == to.degreesOfFreedom)
                }
                for other in all { #expect(known.contains(other.map { one[Int($0) - first] }), "group \(group)") }
            }
        }
        #expect(vectors.values.count == table.count * vectors.dimension)
    }

    /// Crystals on every position of every group are given to spglib, which must find the group and the letter, up to the choice of origin.
    @Test(arguments: [1...15, 16...74, 75...142, 143...194, 195...230])
    func spglibNamesEveryPositionTheSame(groups: ClosedRange<Int>) throws {
        for group in groups {
            let first = table.firstRow(group)
            let general = first + table.letterCount(group) - 1
            for row in first...general {
                let crystal = try Crystal(table, group: group, rows: [row, general, general, general].suffix(group <= 74 ? 4 : 2))
                let found = try Protostructure(of: crystal.structure, symprec: 1e-4, angleTolerance: -1)
                #expect(found == crystal.expected, "\(found.label) where \(crystal.expected.label) was built, position \(table.position(row).letter)")
            }
        }
    }

    /// The same crystals, each on another basis and with another origin, whose operations leave no doubt: no spglib is needed for them.
    @Test(arguments: [16...74, 75...142, 143...194, 195...230])
    func positionsAreNamedWithoutSpglib(groups: ClosedRange<Int>) throws {
        for group in groups {
            let first = table.firstRow(group)
            let general = first + table.letterCount(group) - 1
            // One position in three: a cubic cell with centring has 400 atoms here.
            for row in stride(from: first + group % 3, through: general, by: 3) {
                let crystal = try Crystal(table, group: group, rows: [row, general])
                let found = Protostructure(certainly: crystal.structure.onAnotherBasis, symprec: 0.01, angleTolerance: 5)
                #expect(found == crystal.expected, "\(found?.label ?? "none") where \(crystal.expected.label) was built")
            }
        }
    }

    /// Of the many standard cells of a monoclinic or triclinic lattice spglib takes one by its lengths, and letters depend on it.
    @Test func lowSymmetryIsLeftToSpglib() throws {
        for group in 1...15 {
            let crystal = try Crystal(table, group: group, rows: [table.firstRow(group) + table.letterCount(group) - 1])
            #expect(Protostructure(certainly: crystal.structure, symprec: 0.1, angleTolerance: 5) == nil)
        }
    }

    /// System, centring and algebraic parts column for column, whatever their order; of offsets, how often each stands in a position.
    @Test(.enabled(if: SharedData.isThere, "needs ../shared/reference")) func vectorsAreTheReferences() throws {
        let path = try #require(SharedData.path("reference/wyckoff_vectors.json.gz"))
        var stream = try ByteStream(path: path)
        let data = Data(try stream.rest())
        let reference = try JSONDecoder().decode([String: [String: [Float]]].self, from: data)
        let rows = try (0..<table.count).map { row in
            let position = table.position(row)
            return try #require(reference["\(position.spaceGroup)"]?["\(position.letter)"])
        }
        let vectors = WyckoffVectors.standard
        func columns(_ range: Range<Int>, _ value: (Int, Int) -> Float) -> Set<[Float]> {
            Set(range.map { column in (0..<table.count).map { value($0, column) } })
        }
        func ours(_ row: Int, _ column: Int) -> Float { vectors.values[row * vectors.dimension + column] }
        let theirs = { (row: Int, column: Int) in rows[row][column] }
        #expect(columns(0..<6, ours) == columns(433..<439, theirs), "systems")
        #expect(columns(6..<11, ours) == columns(439..<444, theirs), "centrings")
        #expect(columns(11..<196, ours) == columns(0..<185, theirs), "algebraic parts")
        for row in 0..<table.count {
            let own = (196..<vectors.dimension).map { ours(row, $0) }.filter { $0 > 0 }.sorted()
            #expect(own == rows[row][185..<433].filter { $0 > 0 }.sorted(), "offsets of row \(row)")
        }
    }

    /// The facts of the reference's tables: letters, multiplicities, free coordinates, relabellings.
    @Test(.enabled(if: SharedData.isThere, "needs ../shared/reference")) func tableIsTheReferences() throws {
        struct Facts: Decodable {
            let letters: [String: String]
            let multiplicity: [String: [String: Int]]
            let free_coordinates: [String: [String: Int]]
            let relabellings: [String: [String]]
        }
        let path = try #require(SharedData.path("reference/wyckoff.json"))
        let facts = try JSONDecoder().decode(Facts.self, from: try Data(contentsOf: URL(fileURLWithPath: path)))
        for group in WyckoffTable.spaceGroups {
            let first = table.firstRow(group)
            let rows = first..<(first + table.letterCount(group))
            #expect(Set(facts.letters["\(group)"] ?? "") == Set(rows.map { table.position($0).letter }))
            for row in rows {
                let position = table.position(row)
                #expect(facts.multiplicity["\(group)"]?["\(position.letter)"] == position.multiplicity)
                #expect(facts.free_coordinates["\(group)"]?["\(position.letter)"] == position.degreesOfFreedom)
            }
            let words = table.relabellings(group).map { String($0.map { table.position(Int($0)).letter }) }
            #expect(Set(facts.relabellings["\(group)"] ?? []) == Set(words), "group \(group)")
        }
    }
}

/// The sites of a position for one choice of its free coordinates.
private struct Orbit {
    private(set) var sites: [SIMD3<Double>] = []

    init(of position: WyckoffPosition, in table: WyckoffTable, at free: SIMD3<Double>) {
        let site = Self.evaluate(position.representative, free)
        for operation in table.operations(position.spaceGroup) {
            for translation in table.centring(position.spaceGroup).translations {
                let image = Self.evaluate(operation, site) + SIMD3<Double>(translation) / 24
                let wrapped = image - image.rounded(.down)
                if !sites.contains(where: { Self.areTheSame($0, wrapped) }) { sites.append(wrapped) }
            }
        }
    }

    private static func areTheSame(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Bool {
        let difference = a - b
        let nearest = difference - difference.rounded(.toNearestOrEven)
        return abs(nearest.x) + abs(nearest.y) + abs(nearest.z) < 1e-6
    }

    /// "-x+y,2x,z+1/4" at (x, y, z), read in another way than the product does.
    private static func evaluate(_ text: String, _ free: SIMD3<Double>) -> SIMD3<Double> {
        var result = SIMD3<Double>.zero
        for (axis, coordinate) in text.split(separator: ",").enumerated() {
            let terms = coordinate.replacingOccurrences(of: "-", with: "+-").split(separator: "+")
            result[axis] = terms.reduce(0.0) { sum, term in
                guard let last = term.last, let place = "xyz".firstIndex(of: last) else {
                    let parts = term.split(separator: "/").compactMap { Double($0) }
                    return sum + parts[0] / (parts.count > 1 ? parts[1] : 1)
                }
                let factor = term == "x" || term == "y" || term == "z" ? 1 : Double(term.dropLast()) ?? -1
                return sum + factor * free["xyz".distance(from: "xyz".startIndex, to: place)]
            }
        }
        return result
    }
}

/// A crystal with another element on each of some positions, in a cell that has no more symmetry than the group's system.
private struct Crystal {
    let structure: Structure
    let expected: Protostructure

    init(_ table: WyckoffTable, group: Int, rows: [Int]) throws {
        let free: [SIMD3<Double>] = [
            SIMD3(0.1237, 0.2911, 0.0573), SIMD3(0.3391, 0.0719, 0.4127), SIMD3(0.0853, 0.4417, 0.2239), SIMD3(0.2713, 0.1531, 0.3671),
        ]
        var sites: [Site] = []
        var occupations: [Protostructure.Occupation] = []
        for (place, row) in rows.enumerated() {
            let element = try #require(Element(symbol: ["Na", "Cl", "F", "O"][place]))
            occupations.append(Protostructure.Occupation(element: element, row: UInt16(row)))
            sites += Orbit(of: table.position(row), in: table, at: free[place]).sites.map { Site(element: element, position: $0) }
        }
        structure = Structure(lattice: Self.lattice(group), sites: sites)
        expected = Protostructure(spaceGroup: group, occupations: occupations)
    }

    /// Edges long against the tolerance, angles of no special value where they are free.
    private static func lattice(_ group: Int) -> Lattice {
        let (a, b, c) = (17.31, 21.17, 25.93)
        switch CrystalFamily(spaceGroup: group) {
        case .triclinic: return Lattice(a: SIMD3(a, 0, 0), b: SIMD3(3.1, b, 0), c: SIMD3(2.3, 4.7, c))
        case .monoclinic: return Lattice(a: SIMD3(a, 0, 0), b: SIMD3(0, b, 0), c: SIMD3(-5.3, 0, c))
        case .orthorhombic: return Lattice(a: SIMD3(a, 0, 0), b: SIMD3(0, b, 0), c: SIMD3(0, 0, c))
        case .tetragonal: return Lattice(a: SIMD3(a, 0, 0), b: SIMD3(0, a, 0), c: SIMD3(0, 0, c))
        case .hexagonal: return Lattice(a: SIMD3(a, 0, 0), b: SIMD3(-a / 2, a * 0.75.squareRoot(), 0), c: SIMD3(0, 0, c))
        case .cubic: return Lattice(a: SIMD3(a, 0, 0), b: SIMD3(0, a, 0), c: SIMD3(0, 0, a))
        }
    }
}

extension Structure {
    /// The same crystal on a basis that is not reduced, moved and with its atoms in another order.
    fileprivate var onAnotherBasis: Structure {
        // x a + y b + z c with a = a' - b', b = b', c = c' + 2 a' - b'.
        Structure(
            lattice: Lattice(a: lattice.a + lattice.b, b: lattice.b, c: lattice.c - 2 * lattice.a - lattice.b),
            sites: sites.reversed().map { site in
                let place = site.position + SIMD3(0.137, 0.411, 0.893)
                let x = place.x + 2 * place.z
                return Site(element: site.element, position: SIMD3(x, place.y - x + place.z, place.z))
            })
    }
}
