import Foundation
import HDF5
import Materials

/// A directory with a folder for each candidate that is to be computed (FileFormats.md, "Hand-off").
public struct HandOff: Sendable {
    /// A candidate with all that its table says of it.
    public struct Candidate: Sendable {
        public let id: String
        /// Name of its folder.
        public let folder: String
        public let label: String
        /// Columns of the candidates' table and their values.
        public let columns: [(name: String, value: String)]

        public init(id: String, folder: String, label: String, columns: [(name: String, value: String)]) {
            self.id = id
            self.folder = folder
            self.label = label
            self.columns = columns
        }
    }

    public let directory: String
    public let format: StructureFormat
    /// "covey 0.2.0"
    public let program: String

    public init(directory: String, format: StructureFormat, program: String) {
        self.directory = directory
        self.format = format
        self.program = program
    }

    public static let indexName = "index.csv"
    public static let failedName = "failed.csv"
    public static let volumesName = "element_volumes.csv"

    /// Columns of the index before those of the candidates' table.
    public static let columns = [
        "candidate_id", "file", "atoms", "realised", "realised_from", "replaced", "volume_per_atom", "shortest_distance", "shortest_over_radii",
    ]

    /// What the index calls a column of the candidates' table.
    public static func name(ofColumn name: String) -> String { columns.contains(name) ? "input_\(name)" : name }

    /// The fields of a row of the index before those of the candidates' table.
    public func fields(of candidate: Candidate, _ realisation: Realisation) -> [String] {
        let (structure, contact) = (realisation.structure, realisation.contact)
        return [
            candidate.id, "\(candidate.folder)/\(format.fileName)", "\(structure.sites.count)", Self.word(for: realisation), realisation.source,
            realisation.replaced, structure.volumePerSite.fixed(4), contact.distance.fixed(4), contact.ratio.fixed(4),
        ]
    }

    private static func word(for realisation: Realisation) -> String { realisation.way.rawValue + (realisation.isRelaxed ? ", relaxed" : "") }

    /// Writes a candidate's folder: the structure, then `metadata.json`. Nothing waits for the disk: the index comes when all of it is there.
    public func write(_ candidate: Candidate, _ realisation: Realisation) throws {
        let folder = "\(directory)/\(candidate.folder)"
        try Directory.create(folder)
        try AtomicFile.write(format.text(of: realisation.structure, name: candidate.id), to: "\(folder)/\(format.fileName)", isSynced: false)
        let metadata = Metadata(
            program: program, symmetryLibrary: "spglib \(SymmetryLibrary.version)", candidateID: candidate.id, label: candidate.label,
            formula: Composition(of: realisation.structure).reducedFormula, file: format.fileName, atoms: realisation.structure.sites.count,
            realised: Self.word(for: realisation), realisedFrom: realisation.source, replaced: realisation.replaced,
            volumePerAtom: realisation.structure.volumePerSite, shortestDistance: realisation.contact.distance,
            shortestOverRadii: realisation.contact.ratio,
            candidate: Dictionary(candidate.columns.map { ($0.name, Metadata.Value($0.value)) }) { first, _ in first })
        try AtomicFile.write(try metadata.text, to: "\(folder)/metadata.json", isSynced: false)
    }
}

/// `metadata.json` of a candidate.
private struct Metadata: Encodable {
    /// A field of a table: a number where it is one.
    enum Value: Encodable {
        case number(Double)
        case text(String)

        init(_ field: String) { self = TableNumber(field).value.map { .number($0) } ?? .text(field) }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let value): try container.encode(value)
            case .text(let text): try container.encode(text)
            }
        }
    }

    let format = "covey-candidate"
    let version = 1
    let program: String
    let symmetryLibrary: String
    let candidateID: String
    let label: String
    let formula: String
    let file: String
    let atoms: Int
    let realised: String
    let realisedFrom: String
    let replaced: String
    let volumePerAtom: Double
    let shortestDistance: Double
    let shortestOverRadii: Double
    let candidate: [String: Value]

    enum CodingKeys: String, CodingKey {
        case format, version, program, label, formula, file, atoms, realised, replaced, candidate
        case symmetryLibrary = "symmetry_library"
        case candidateID = "candidate_id"
        case realisedFrom = "realised_from"
        case volumePerAtom = "volume_per_atom"
        case shortestDistance = "shortest_distance"
        case shortestOverRadii = "shortest_over_radii"
    }

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }
}
