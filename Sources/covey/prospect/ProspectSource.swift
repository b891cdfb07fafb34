import Commands
import Datasets
import Discovery
import HDF5
import Materials
import Prospecting

/// `--source`: which of the sources there are, each with its options.
struct ProspectSource {
    let source: any CandidateSource
    /// Reasons for which the source itself may drop a proposal.
    let reasons: Set<DropReason>
    /// Elements that no candidate is to hold.
    let excluded: Set<Element>

    /// A source that has a name of its own.
    private enum Name: String, CaseIterable {
        case substitution, enumeration

        /// Those that mean something to it alone.
        var options: [Option] {
            switch self {
            case .substitution: SubstitutionArguments.options
            case .enumeration: EnumerationArguments.options
            }
        }
    }

    static let names = Name.allCases.map(\.rawValue).joined(separator: ", ")
    static let options: [Option] =
        [
            ElementChoice.option,
            .text("id", "COLUMN", "of a file: names of the candidates (candidate_id, material_id or id, else numbers)"),
            .text("structure", "COLUMN", "of a file: structures, CIF text or pymatgen's JSON (cif or structure)"),
        ] + Name.allCases.flatMap(\.options)

    /// - Parameter entries: the known materials with their formation energies
    /// - Throws: `CommandError` for options of another source, and what making the source throws
    init(_ arguments: Arguments, known: Dataset, entries: EntryTable) throws {
        let text = try arguments.required("source")
        let name = Name(rawValue: text)
        for other in Name.allCases where other != name {
            if let option = other.options.first(where: { arguments.has($0.name) }) {
                throw CommandError.usage("--\(option.name) belongs to --source \(other.rawValue)")
            }
        }
        // What somebody has listed or asked for by name is not to be dropped for its elements, unless they say so.
        excluded = try ElementChoice.excluded(arguments, usually: name == .substitution ? ElementChoice.usualExclusions : "none")
        switch name {
        case .substitution:
            source = try SubstitutionArguments.source(arguments, known: known, entries: entries, excluded: excluded)
            reasons = [.merged, .unchanged, .exhausted]
        case .enumeration:
            source = try EnumerationArguments.source(arguments)
            reasons = []
        case nil:
            let path = try arguments.existing(text)
            let (id, structure) = (arguments.text("id"), arguments.text("structure"))
            source = HDF5File.isOne(path) ? DatasetSource(try Dataset(path: path)) : try FileSource(path: path, id: id, structure: structure)
            reasons = [.unreadable]
        }
        guard name == nil || (!arguments.has("id") && !arguments.has("structure")) else {
            throw CommandError.usage("--id and --structure name columns of a file; --source is \(text)")
        }
        guard source.count > 0 else { throw CommandError.badData("--source \(text): there is nothing to predict") }
    }
}
