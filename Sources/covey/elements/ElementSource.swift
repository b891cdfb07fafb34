import Commands
import Descriptors
import Ensembles
import Foundation
import HDF5
import Materials
import Models
import Predictions

/// Vectors of elements: a table that the program has, one of a file, or what the members of an ensemble have learnt.
struct ElementSource {
    let name: String
    /// By atomic number.
    let elements: [Element]
    /// Whether its numbers are of different units.
    let hasManyUnits: Bool
    /// Numbers that the table does not have.
    let gaps: Int
    private let vectors: [Element: [Double]]

    static let builtIn = ["magpie", "covey-elements-1"]

    func vector(_ element: Element) -> [Double] { vectors[element] ?? [] }

    init(_ text: String, _ arguments: Arguments) throws {
        var isDirectory: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: text, isDirectory: &isDirectory)
        if isThere, isDirectory.boolValue || HDF5File.isOne(text) {
            self = try Self.learnt(text, arguments)
            return
        }
        guard !arguments.has("member") else { throw CommandError.usage("--member belongs to an ensemble; \(text) is a table") }
        switch text {
        case "magpie": self.init(ElementColumns(.magpie), hasManyUnits: true)
        case "covey-elements-1": self.init(ElementColumns(.builtIn), hasManyUnits: false)
        default:
            guard isThere else {
                throw CommandError.missingInput("\(text) is no file, and no table of the program's own (\(Self.builtIn.joined(separator: ", ")))")
            }
            let table = try ElementColumns(path: text)
            // Numbers that have names are properties; what has none are coordinates of one space.
            self.init(table, hasManyUnits: table.columns != table.columns.indices.map { "\($0 + 1)" })
        }
    }

    /// Numbers that are not known are the mean over the elements that have them.
    private init(_ table: ElementColumns, hasManyUnits: Bool) {
        name = table.name
        self.hasManyUnits = hasManyUnits
        let width = table.columns.count
        let rows = (1...Element.count).filter { table.isPresent[$0] }
        let means = (0..<width).map { column in
            let known = rows.map { table.values[$0 * width + column] }.filter { !$0.isNaN }
            return known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
        }
        gaps = rows.reduce(0) { count, row in count + (0..<width).count { table.values[row * width + $0].isNaN } }
        var vectors: [Element: [Double]] = [:]
        for row in rows {
            guard let element = Element(atomicNumber: row) else { continue }
            vectors[element] = (0..<width).map { table.values[row * width + $0].isNaN ? means[$0] : table.values[row * width + $0] }
        }
        self.vectors = vectors
        elements = vectors.keys.sorted()
    }

    private init(name: String, _ vectors: [Element: [Double]]) {
        self.name = name
        self.vectors = vectors
        hasManyUnits = false
        gaps = 0
        elements = vectors.keys.sorted()
    }

    /// The elements that training has met, as they enter the first layer of the members, these one behind the other: their scalar products are then the sum
    /// of those of the members, whose own directions mean nothing to each other.
    private static func learnt(_ path: String, _ arguments: Arguments) throws -> ElementSource {
        let bundle = try arguments.bundle(path)
        let ensemble = try Bundle.read(bundle)
        guard let model = ensemble.model as? SetModel else {
            throw CommandError.badData("\(path): its models have no vectors of elements; ensembles of roost, wren and their like have")
        }
        var members = ensemble.sound
        if let number = try arguments.integer("member", in: 0...Int.max) {
            members = members.filter { $0.number == number }
            guard !members.isEmpty else {
                throw CommandError.usage("--member \(number): the sound members of \(path) are \(ensemble.sound.map { "\($0.number)" }.joined(separator: ", "))")
            }
        }
        let tables = members.compactMap { $0.weights as? ParameterVector }.map { model.learntElements($0) }
        guard !tables.isEmpty else { throw CommandError.badData("\(path): there is no sound member") }
        let met = ensemble.trained?.elements.map { Set($0) }
        var vectors: [Element: [Double]] = [:]
        for number in 1...Element.count {
            guard let element = Element(atomicNumber: number), model.tables.vectors.isPresent[number], met?.contains(element) ?? true else { continue }
            vectors[element] = tables.flatMap { $0[number].map(Double.init) }
        }
        let which = arguments.text("member").map { "member \($0)" } ?? counted(members.count, "member")
        return ElementSource(name: "learnt by \(URL(fileURLWithPath: path).lastPathComponent) (\(which))", vectors)
    }
}
