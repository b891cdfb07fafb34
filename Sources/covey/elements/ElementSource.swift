import Commands
import Descriptors
import Ensembles
import Foundation
import HDF5
import Materials
import Models

/// Vectors of elements: a table that the program has, one of a file, or what the members of an ensemble have learnt.
struct ElementSource {
    let name: String
    /// By atomic number.
    let elements: [Element]
    /// Whether its numbers are of different units.
    let hasManyUnits: Bool
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
        case "magpie": self.init(.magpie, hasManyUnits: true)
        case "covey-elements-1": self.init(.builtIn, hasManyUnits: false)
        default:
            guard isThere else {
                throw CommandError.missingInput("\(text) is no file, and no table of the program's own (\(Self.builtIn.joined(separator: ", ")))")
            }
            self.init(try ElementVectors(path: text), hasManyUnits: false)
        }
    }

    private init(_ table: ElementVectors, hasManyUnits: Bool) {
        name = table.name
        self.hasManyUnits = hasManyUnits
        var vectors: [Element: [Double]] = [:]
        for number in 1...Element.count where table.isPresent[number] {
            guard let element = Element(atomicNumber: number) else { continue }
            vectors[element] = table.values[number * table.dimension..<(number + 1) * table.dimension].map(Double.init)
        }
        self.vectors = vectors
        elements = vectors.keys.sorted()
    }

    private init(name: String, _ vectors: [Element: [Double]]) {
        self.name = name
        self.vectors = vectors
        hasManyUnits = false
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
