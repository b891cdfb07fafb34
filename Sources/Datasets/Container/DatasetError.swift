import HDF5

/// What is wrong with a data set, or with what is asked of it.
public enum DatasetError: Error, Sendable, CustomStringConvertible {
    case file(HDF5Error)
    case notADataset(path: String, found: String)
    case version(path: String, expected: Int, found: Int)
    /// An array contradicts the format or another array.
    case array(path: String, name: String, index: Int?, expected: String, found: String)
    /// Nothing of that name; what there is.
    case unknown(path: String, what: String, name: String, known: [String])

    public var description: String {
        switch self {
        case .file(let error): error.description
        case .notADataset(let path, let found): "\(path): expected a covey data set, found \(found); make one with `covey featurise`"
        case .version(let path, let expected, let found):
            "\(path): data set of version \(found); this program reads versions up to \(expected)"
        case .array(let path, let name, let index, let expected, let found):
            "\(path): \(name)\(index.map { "[\($0)]" } ?? ""): expected \(expected), found \(found)"
        case .unknown(let path, let what, let name, let known):
            "\(path): no \(what) named \(name); there \(known.isEmpty ? "is none" : "are: " + known.joined(separator: ", "))"
        }
    }
}

/// Lets the errors of the file through under the data set's own type.
func reading<Result: ~Copyable>(_ body: () throws(HDF5Error) -> Result) throws(DatasetError) -> Result {
    do { return try body() } catch { throw .file(error) }
}
