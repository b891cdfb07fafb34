import HDF5

/// What is wrong with a bundle, or with what is asked of it.
public enum BundleError: Error, CustomStringConvertible {
    case file(HDF5Error)
    case notABundle(path: String, found: String)
    case version(path: String, expected: Int, found: Int)
    case damaged(path: String, object: String, reason: String)
    /// The data set and the ensemble do not go together.
    case mismatch(path: String, expected: String, found: String)

    public var description: String {
        switch self {
        case .file(let error): error.description
        case .notABundle(let path, let found): "\(path): expected an ensemble bundle, found \(found); `covey train` writes one"
        case .version(let path, let expected, let found): "\(path): bundle of version \(found); this program reads version \(expected)"
        case .damaged(let path, let object, let reason): "\(path): \(object): \(reason)"
        case .mismatch(let path, let expected, let found): "\(path): the ensemble needs \(expected), but this is \(found)"
        }
    }
}
