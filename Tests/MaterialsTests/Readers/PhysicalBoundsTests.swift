import Materials
import TestSupport
import Testing

/// Atoms keep their distance and have room in every format.
struct PhysicalBoundsTests {
    private func poscar(_ edge: Double, _ elements: String, _ positions: [SIMD3<Double>]) -> StructureTextError? {
        let symbols = elements.split(separator: " ")
        let lines = positions.map { "\($0.x) \($0.y) \($0.z)" }.joined(separator: "\n")
        let counts = symbols.map { _ in "1" }.joined(separator: " ")
        let text = "x\n1\n\(edge) 0 0\n0 \(edge) 0\n0 0 \(edge)\n\(elements)\n\(counts)\nDirect\n\(lines)\n"
        return structureFault { () throws(StructureTextError) in try Structure(poscar: text) }
    }

    @Test func distances() {
        // Half the sum of the radii of Cs and Cl: (2.44 + 1.02) / 2.
        #expect(poscar(10, "Cs Cl", [.zero, SIMD3(0.17, 0, 0)]) == .tooNear("1 (Cs)", "2 (Cl)", distance: 1.7000000000000002, least: 1.73))
        #expect(poscar(10, "Cs Cl", [.zero, SIMD3(0.175, 0, 0)]) == nil)
        // Through the faces of the cell.
        guard case .tooNear("1 (Cs)", "2 (Cl)", let distance, _) = poscar(10, "Cs Cl", [SIMD3(0.02, 0.5, 0.5), SIMD3(0.9, 0.5, 0.5)]) else {
            Issue.record("images are not seen")
            return
        }
        #expect(abs(distance - 1.2) < 1e-12)
        // An atom and its own image.
        #expect(poscar(2.4, "Cs", [.zero]) == .tooNear("1 (Cs)", nil, distance: 2.4, least: 2.44))
        // Hydrogen's molecule, and what is too short even for it.
        #expect(poscar(3, "H H", [.zero, SIMD3(0.74 / 3, 0, 0)]) == nil)
        #expect(poscar(3, "H H", [.zero, SIMD3(0.45 / 3, 0, 0)])?.description.contains("0.45 Å apart; nearer than 0.5 Å") == true)
    }

    /// A cell in nanometres, angles in radians, a thousandth of the length.
    @Test func room() {
        func cif(_ lengths: String, _ angles: String) -> StructureTextError? {
            let cell = zip(["length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"], (lengths + " " + angles).split(separator: " "))
                .map { "_cell_\($0) \($1)" }.joined(separator: "\n")
            let text = "data_x\n\(cell)\nloop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z Cs 0 0 0 Cl .5 .5 .5"
            return structureFault { () throws(StructureTextError) in try Structure(cif: text) }
        }
        #expect(cif("4.12 4.12 4.12", "90 90 90") == nil)
        for (lengths, angles) in [("0.412 0.412 0.412", "90 90 90"), ("4.12 4.12 4.12", "1.5708 1.5708 1.5708"), ("0.001 0.001 0.001", "90 90 90")] {
            guard case .badCell(let reason) = cif(lengths, angles) else {
                Issue.record("\(lengths) \(angles)")
                continue
            }
            #expect(reason.contains("edges are in Å, angles in degrees"))
        }
    }

    /// The nearest pair by all distances in all neighbouring cells, in cells of every shape.
    @Test func nearestPairsOfRandomCells() throws {
        var generator = SeededGenerator(seed: 5)
        var refused = 0
        for _ in 0..<300 {
            let angles = SIMD3<Double>.random(in: 50...130, using: &generator)
            guard let cell = Lattice(lengths: .random(in: 2...14, using: &generator), angles: angles), cell.volume > 20 else { continue }
            let count = Int.random(in: 1...12, using: &generator)
            let positions = (0..<count).map { _ in SIMD3<Double>.random(in: -1...2, using: &generator) }
            var nearest = Double.infinity
            for one in positions.indices {
                for other in one..<count {
                    for x in -4...4 { for y in -4...4 { for z in -4...4 where other != one || (x, y, z) != (0, 0, 0) {
                        var step = positions[other] - positions[one]
                        step -= step.rounded(.down)
                        let path = cell.cartesian(step + SIMD3(Double(x), Double(y), Double(z)))
                        nearest = min(nearest, (path * path).sum().squareRoot())
                    }}}
                }
            }
            let rows = [cell.a, cell.b, cell.c].map { "\($0.x) \($0.y) \($0.z)" }.joined(separator: "\n")
            let text = "x\n1\n\(rows)\nCs\n\(count)\nDirect\n" + positions.map { "\($0.x) \($0.y) \($0.z)" }.joined(separator: "\n")
            switch structureFault({ () throws(StructureTextError) in try Structure(poscar: text) }) {
            case nil: #expect(nearest >= 2.44)
            case .tooNear(_, _, let distance, 2.44):
                refused += 1
                #expect(abs(distance - nearest) < 1e-9)
            case .samePlace(_, _, let distance): #expect(abs(distance - nearest) < 1e-9)
            case let other: #expect(cell.volume < Double(count), "\(String(describing: other))")
            }
        }
        #expect(refused > 50)
    }

    /// Thousands of atoms are compared with their neighbours alone; with all others this would take minutes.
    @Test func largeCells() throws {
        let side = 24
        let positions = (0..<side * side * side).map { SIMD3(Double($0 % side), Double($0 / side % side), Double($0 / side / side)) / Double(side) }
        let edge = Double(side) * 2.5
        let text = "x\n1\n\(edge) 0 0\n0 \(edge) 0\n0 0 \(edge)\nFe\n\(positions.count)\nDirect\n"
            + positions.map { "\($0.x) \($0.y) \($0.z)" }.joined(separator: "\n")
        #expect(try Structure(poscar: text).sites.count == 13_824)
    }
}
