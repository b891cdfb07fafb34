import Foundation
import Materials
import TestSupport
import Testing

/// Random crystals, written with the freedoms that each format allows, are read back as they were.
struct RoundTripTests {
    private typealias Random = SeededGenerator

    private static let rounds = 400

    private struct Crystal {
        let lattice: Lattice
        let elements: [String]
        /// Fractional.
        let positions: [SIMD3<Double>]

        init(_ random: inout Random) {
            func vector(_ axis: Int) -> SIMD3<Double> {
                var vector = SIMD3<Double>((0..<3).map { _ in (Double.random(in: -1...1, using: &random) * 1000).rounded() / 1000 })
                // Six atoms side by side along the first axis, each with the room that the largest of them needs.
                let edge = axis == 0 ? 18.0...24.0 : 5...9
                vector[axis] = (Double.random(in: edge, using: &random) * 1000).rounded() / 1000
                return vector
            }
            lattice = Lattice(a: vector(0), b: vector(1), c: vector(2))
            let count = Int.random(in: 1...6, using: &random)
            elements = (0..<count).map { _ in ["Na", "Cl", "Fe", "O", "U"].randomElement(using: &random) ?? "H" }.sorted()
            // Atoms keep apart along the first axis.
            positions = (0..<count).map { index in
                let rest = (0..<2).map { _ in (Double.random(in: 0..<1, using: &random) * 1e4).rounded() / 1e4 }
                return SIMD3((Double(index) + 0.25) / 6, rest[0], rest[1])
            }
        }

        var cartesian: [SIMD3<Double>] { positions.map { lattice.a * $0.x + lattice.b * $0.y + lattice.c * $0.z } }
        var rows: [SIMD3<Double>] { [lattice.a, lattice.b, lattice.c] }
    }

    private func expectSame(_ structure: Structure, _ crystal: Crystal, _ text: String) -> Bool {
        func isClose(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Bool { let gap = one - other; return max(abs(gap.x), abs(gap.y), abs(gap.z)) < 1e-7 }
        let isSame =
            structure.sites.map(\.element.symbol) == crystal.elements && zip(structure.sites, crystal.positions).allSatisfy { isClose($0.position, $1) }
            && isClose(structure.lattice.a, crystal.lattice.a) && isClose(structure.lattice.b, crystal.lattice.b)
            && isClose(structure.lattice.c, crystal.lattice.c)
        #expect(isSame, "read back as \(structure):\n\(text)")
        return isSame
    }

    /// The first text that is not read back is shown, and ends the test.
    private func everyRound(seed: UInt64, _ write: (Crystal, inout Random) -> String, _ read: (String) throws -> Structure) {
        var random = Random(seed: seed)
        for _ in 0..<Self.rounds {
            let crystal = Crystal(&random)
            let text = write(crystal, &random)
            do {
                guard try expectSame(read(text), crystal, text) else { return }
            } catch {
                Issue.record("\(error):\n\(text)")
                return
            }
        }
    }

    private static func pick(_ texts: [String], _ random: inout Random) -> String { texts.randomElement(using: &random) ?? "" }

    /// A number as programs write it: with or without an exponent, which may be Fortran's where that is allowed.
    private static func number(_ value: Double, fortran: Bool = false, _ random: inout Random) -> String {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return String(format: "%.10e", value)
        case 1 where fortran: return String(format: "%.10e", value).replacing("e", with: pick(["d", "D"], &random))
        case 2: return String(format: "%.10E", value)
        case 3: return String(format: "%.10f", value)
        case 4 where fortran && value >= 0: return "+\(value)"
        default: return "\(value)"
        }
    }

    private static func blanks(_ random: inout Random) -> String { pick(["", "", " ", "  ", "\t"], &random) }
    private static func gap(_ random: inout Random) -> String { pick([" ", "  ", "\t", "    "], &random) }

    private static func numbers(_ values: [Double], _ random: inout Random) -> String {
        values.map { number($0, fortran: true, &random) }.joined(separator: gap(&random))
    }

    private static func numbers(_ vector: SIMD3<Double>, _ random: inout Random) -> String { numbers([vector.x, vector.y, vector.z], &random) }

    @Test func extendedXYZ() {
        everyRound(seed: 31, Self.frame) { try Structure(extendedXYZ: $0) }
    }

    private static func frame(_ crystal: Crystal, _ random: inout Random) -> String {
        let flat = crystal.rows.flatMap { [$0.x, $0.y, $0.z] }
        let lattice: String
        switch Int.random(in: 0..<5, using: &random) {
        case 0: lattice = "\"" + numbers(flat, &random) + "\""
        case 1: lattice = "'" + numbers(flat, &random) + "'"
        case 2: lattice = "{" + numbers(flat, &random) + "}"
        case 3: lattice = "[" + flat.map { number($0, fortran: true, &random) }.joined(separator: "," + blanks(&random)) + "]"
        default:
            let rows = crystal.rows.map { row in
                "[" + blanks(&random) + [row.x, row.y, row.z].map { number($0, fortran: true, &random) }.joined(separator: "," + blanks(&random)) + "]"
            }
            lattice = "[" + rows.joined(separator: "," + blanks(&random)) + blanks(&random) + "]"
        }
        func truth() -> String { pick(["T", "True", "true", "TRUE"], &random) }
        let three = [truth(), truth(), truth()]
        let pbc = pick(
            ["\"" + three.joined(separator: " ") + "\"", "[" + three.joined(separator: ", ") + "]", "{" + three.joined(separator: " ") + "}", "TTT", truth()], &random)
        // A further column before or behind, and the position first or last.
        let species = ("species:S:1", 0)
        let position = ("pos:R:3", 1)
        var columns = Bool.random(using: &random) ? [species, position] : [position, species]
        if Bool.random(using: &random) { columns.insert(("forces:R:3", 2), at: Int.random(in: 0...2, using: &random)) }
        if Bool.random(using: &random) { columns.insert(("tag:L:1", 3), at: Int.random(in: 0...columns.count, using: &random)) }
        let isPlain = columns.map { $0.1 } == [0, 1] && Bool.random(using: &random)
        func equals() -> String { blanks(&random) + "=" + blanks(&random) }
        var pairs = ["Lattice" + equals() + lattice]
        if !isPlain { pairs.append("Properties" + equals() + columns.map { $0.0 }.joined(separator: ":")) }
        if Bool.random(using: &random) { pairs.append("pbc" + equals() + pbc) }
        if Bool.random(using: &random) {
            pairs.append(pick(["energy=-1.5", "note = \"pbc=\\\"F F F\\\" [\"", "relaxed", "stress=[[1, 2], [3, 4]]", "config_type='a b'", "x={1 2 3}"], &random))
        }
        pairs.shuffle(using: &random)
        var text = blanks(&random) + "\(crystal.elements.count)" + blanks(&random) + "\n" + pairs.joined(separator: gap(&random)) + "\n"
        for (element, place) in zip(crystal.elements, crystal.cartesian) {
            let fields = columns.map { column in
                switch column.1 {
                case 0: element
                case 1: numbers(place, &random)
                case 2: "0.5 -1 2e-3"
                default: truth()
                }
            }
            text += blanks(&random) + fields.joined(separator: gap(&random)) + blanks(&random) + pick(["\n", "\r\n"], &random)
        }
        return text
    }

    @Test func poscar() {
        everyRound(seed: 32, Self.poscar) { try Structure(poscar: $0) }
    }

    private static func poscar(_ crystal: Crystal, _ random: inout Random) -> String {
        func comment() -> String { pick(["", "", " ! x", "  # 1 2"], &random) }
        var groups: [(symbol: String, count: Int)] = []
        for element in crystal.elements {
            // One element may stand in several groups.
            if groups.last?.symbol == element, Bool.random(using: &random) { groups[groups.count - 1].count += 1 } else { groups.append((element, 1)) }
        }
        if Bool.random(using: &random) { groups.insert(("Pt", 0), at: Int.random(in: 0...groups.count, using: &random)) }
        // Written lengths times their factors are the cell's.
        var factors = SIMD3<Double>(repeating: 1)
        let scale: String
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            factors = SIMD3(repeating: 2)
            scale = "2.0"
        case 1:
            factors = SIMD3(2, 0.5, 4)
            scale = "2 0.5 4.0"
        case 2:
            factors = SIMD3(repeating: 0.5)
            scale = String(format: "-%.14f", crystal.lattice.volume)
        default: scale = pick(["1.0", "1", "1.D0"], &random)
        }
        func wrapped(_ words: [String]) -> String {
            let cut = Int.random(in: 1...words.count, using: &random)
            let rest = words[cut...]
            return words[..<cut].joined(separator: gap(&random)) + comment() + (rest.isEmpty ? "" : "\n" + blanks(&random) + rest.joined(separator: " ") + comment())
        }
        var text = "a comment\n\(blanks(&random))\(scale)\(comment())\n"
        for row in crystal.rows { text += blanks(&random) + numbers(row / factors, &random) + comment() + "\n" }
        text += blanks(&random) + wrapped(groups.map { $0.symbol + pick(["", "", "_pv", "_sv_GW", "/0a1b2c"], &random) }) + "\n"
        text += blanks(&random) + wrapped(groups.map { "\($0.count)" }) + "\n"
        let isSelective = Bool.random(using: &random)
        if isSelective { text += pick(["Selective dynamics", "selective", "S"], &random) + "\n" }
        let isCartesian = Bool.random(using: &random)
        text += pick(isCartesian ? ["Cartesian", "cart", "K", "  C"] : ["Direct", "direct configuration=     1", "D", "Fractional"], &random) + "\n"
        for (position, place) in zip(crystal.positions, crystal.cartesian) {
            text += blanks(&random) + numbers(isCartesian ? place / factors : position, &random)
            text += (isSelective ? " T F T" : "") + pick(["", " Fe1", " ! here"], &random) + "\n"
        }
        return text + pick(["", "\n", "\n 0.0 0.0 0.0\n 1 2 3\n", "Lattice velocities and vectors\n 1\n", "\n\n 1\n 0.1D+01\n"], &random)
    }

    @Test func json() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("a.json")
        everyRound(seed: 33, Self.json) { text in
            try write(Array(text.utf8), to: path)
            var source = try RecordSource(paths: [path], options: InputOptions(columns: ["e"]))
            let record = try #require(try source.next())
            #expect(record.columns["e"].map { TableNumber($0) } == .known(-1.5) && (record.id == "m-1" || record.id == "a"), "\(text)")
            #expect(try source.next() == nil)
            return try record.structure()
        }
    }

    private static func json(_ crystal: Crystal, _ random: inout Random) -> String {
        func space() -> String { pick(["", " ", "\n  "], &random) }
        func list(_ values: [String]) -> String { "[" + space() + values.joined(separator: space() + "," + space()) + space() + "]" }
        func vector(_ vector: SIMD3<Double>) -> String { list([vector.x, vector.y, vector.z].map { number($0, &random) }) }
        func object(_ members: [(String, String)]) -> String {
            "{" + members.shuffled(using: &random).map { "\"\($0)\"" + space() + ":" + space() + $1 }.joined(separator: "," + space()) + space() + "}"
        }
        let noise = [("note", "\"]} \\\" \\u00e9 {\""), ("magmom", "NaN"), ("x", "{\"a\": [null, Infinity]}"), ("flag", "true")]
        let structure: (key: String, text: String)
        if Bool.random(using: &random) {
            let sites = zip(crystal.elements, crystal.positions).map { element, position in
                object([
                    ("species", list([object([("element", "\"\(element)\""), ("occu", pick(["1", "1.0"], &random))])])), ("abc", vector(position)),
                    ("label", "\"\(element)\""), ("properties", object([pick(noise.map { $0.0 }, &random)].map { name in (name, noise.first { $0.0 == name }?.1 ?? "1") })),
                ])
            }
            structure = ("structure", object([
                ("@class", "\"Structure\""), ("lattice", object([("matrix", list(crystal.rows.map(vector))), ("pbc", "[true, true, true]")])), ("sites", list(sites)),
            ]))
        } else {
            structure = ("attributes", object([
                ("lattice_vectors", list(crystal.rows.map(vector))), ("cartesian_site_positions", list(crystal.cartesian.map(vector))),
                ("species_at_sites", list(crystal.elements.map { "\"\($0)\"" })), ("dimension_types", "[1, 1, 1]"), ("structure_features", "[]"),
            ]))
        }
        let further = noise.filter { _ in Bool.random(using: &random) }
        let members = [(structure.key, structure.text), ("material_id", "\"m-1\""), ("e", pick(["-1.5", "-15e-1", "\"-1.5\""], &random))] + further
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return object(members)
        case 1: return list([object(members)])
        case 2: return object([("data", list([object(members)])), ("meta", "{\"n\": 1}")])
        case 3: return object([("columns", list(members.map { "\"\($0.0)\"" })), ("index", "[7]"), ("data", list([list(members.map { $0.1 })]))])
        case 4: return object(members.map { ($0.0, object([("7", $0.1)])) })
        default: return object([("row", object(members))])
        }
    }
}
