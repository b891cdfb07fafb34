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

    static let names = "substitution, enumeration"
    static let options: [Option] =
        [
            .text("id", "COLUMN", "of a file: names of the candidates (candidate_id, material_id or id, else numbers)"),
            .text("structure", "COLUMN", "of a file: structures, CIF text or pymatgen's JSON (cif or structure)"),
        ]

    init(_ arguments: Arguments, known: Dataset, phases: KnownPhases) throws {
        let name = try arguments.required("source")
        switch name {
        default:
            let path = try arguments.existing(name)
            if HDF5File.isOne(path) {
                source = DatasetSource(try Dataset(path: path))
            } else {
                source = try FileSource(
                    path: path, options: InputOptions(id: arguments.text("id"), structure: arguments.text("structure")))
            }
            reasons = [.unreadable]
        }
    }
}
