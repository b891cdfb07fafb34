import Materials

/// Why a split cannot be made.
public enum SplitError: Error, Sendable, CustomStringConvertible {
    /// A specification that means nothing.
    case specification(text: String, problem: String)
    /// A row of a split table; `row` counts from 1 below the header.
    case row(path: String, row: Int, problem: String)
    case table(ReaderError)
    /// A split table that is a header alone.
    case noRows(path: String)
    /// A part without a row: nothing could be learnt, chosen or measured.
    case emptyPart(path: String, split: String, part: SplitPart, materials: Int)
    /// A split that has the structures of a material in several parts, so that one is tested by a model that has learnt another.
    case parted(path: String, split: String, material: String, structures: [(id: String, part: SplitPart)])
    case dataset(DatasetError)

    public var description: String {
        switch self {
        case .specification(let text, let problem):
            "split '\(text)': \(problem); splits are NAME of a stored one, random:0.8,0.1,0.1, group:KEY:0.8,0.1,0.1 with KEY composition, "
                + "prototype, anonymous-formula or a kept column, systems:Fe-Li-O,…, random-systems:N, folds:COLUMN:VALUE and kfold:N:K:SEED"
        case .row(let path, let row, let problem): "\(path), row \(row): \(problem)"
        case .table(let error): error.description
        case .noRows(let path): "\(path): no row follows the header; each names a material_id and its split"
        case .emptyPart(let path, let split, let part, let materials):
            "\(path), split '\(split)': none of the \(materials) materials is in \(part.word); train, validation and test need one at least"
        case .parted(let path, let split, let material, let structures):
            "\(path), split '\(split)': the structures of the material \(material) are in several parts, "
                + structures.map { "\($0.id) in \($0.part.word)" }.joined(separator: ", ") + "; a split must keep them together"
        case .dataset(let error): error.description
        }
    }
}
