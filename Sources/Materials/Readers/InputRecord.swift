/// One material of the input, its text not yet parsed: most ranks pass over most rows.
public struct InputRecord: Sendable {
    /// What the text of a record is.
    public enum Kind: Sendable, Hashable {
        case structure
        case formula
        case protostructure
    }

    /// File that the record came from.
    public let path: String
    /// Number of the record in its file, from 1: table row, CIF block, frame, JSON object.
    public let number: Int
    public internal(set) var id: String
    /// The material and the column of its structure, where a material may have several; nil where each record is one.
    public internal(set) var variant: Variant?
    /// The columns that were asked for, by name, as they are written.
    public let columns: [String: String]

    public let kind: Kind

    /// One of the structures of a material.
    public struct Variant: Sendable, Hashable {
        /// The name of its row.
        public let material: String
        /// The column that the structure stands in.
        public let structure: String
    }

    let content: Content
    /// What a table says of the composition beside a structure or a label; nil where it says nothing.
    public internal(set) var statedFormula: StatedFormula?

    /// A formula that stands beside the material and must agree with it.
    public struct StatedFormula: Sendable, Hashable {
        public let column: String
        public let text: String
        /// Whether the column was named; else it is taken for one by its usual name, and may be something else.
        public let isAsked: Bool
    }

    /// Whether the record, or what is left of its file, could not even be taken apart.
    public var isUnreadable: Bool {
        if case .rejected = content { true } else { false }
    }

    /// The raw text of a record, with how it is to be parsed.
    enum Content: Sendable {
        /// - Parameter suffix: of a file that holds such a text
        case structure([UInt8], suffix: String, parse: @Sendable ([UInt8]) throws(StructureTextError) -> Structure)
        case formula(String)
        case protostructure(String)
        /// The record could not even be taken apart.
        case rejected(String)
    }

    /// Parses the crystal. Throws where the text is none, and for records of formulae and labels.
    public func structure() throws(RecordError) -> Structure {
        var unusable = "there is no structure in this record"
        do throws(StructureTextError) {
            switch content {
            case .structure(let bytes, _, let parse): return try parse(bytes)
            case .formula, .protostructure: break
            case .rejected(let reason): unusable = reason
            }
        } catch {
            throw RecordError(record: self, reason: .structure(error))
        }
        throw RecordError(record: self, reason: .unusable(unusable))
    }

    /// The text of the structure as the input has it, and the suffix of a file that holds it: what is brought back is what was given. nil where
    /// the record has none.
    public var structureText: (bytes: [UInt8], suffix: String)? {
        guard case .structure(let bytes, let suffix, _) = content else { return nil }
        return (bytes, suffix)
    }

    /// The composition that the formula gives, or the structure. Throws for records of labels, which know their own.
    public func composition() throws(RecordError) -> Composition {
        guard case .formula(let text) = content else { return Composition(of: try structure()) }
        do { return try Composition(formulaOrAmounts: text) } catch { throw RecordError(record: self, reason: .formula(error)) }
    }

    /// The protostructure label as it is written. Throws for records of structures and formulae.
    public func label() throws(RecordError) -> String {
        switch content {
        case .protostructure(let text): return text
        case .rejected(let reason): throw RecordError(record: self, reason: .unusable(reason))
        default: throw RecordError(record: self, reason: .unusable("there is no protostructure label in this record"))
        }
    }
}

/// Why one record cannot be used. The records after it still can.
public struct RecordError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: Hashable, Sendable, CustomStringConvertible {
        case structure(StructureTextError)
        case formula(FormulaError)
        /// The record could not be taken apart, or holds another kind of material than was asked for.
        case unusable(String)

        public var description: String {
            switch self {
            case .structure(let error): error.description
            case .formula(let error): error.description
            case .unusable(let reason): reason
            }
        }
    }

    public let path: String
    public let number: Int
    public let id: String
    public let reason: Reason

    init(record: InputRecord, reason: Reason) {
        path = record.path
        number = record.number
        id = record.id
        self.reason = reason
    }

    public var description: String { "\(path), record \(number) (\(id)): \(reason)" }
}
