import HDF5

/// A target as its file has it.
enum StoredTarget {
    case single(MappedArray<Float>)
    case double(MappedArray<Double>)

    /// Widened.
    var values: [Double] {
        switch self {
        case .single(let array): array.elements.map { Double($0) }
        case .double(let array): array.elements
        }
    }

    /// Of single precision the double that is nearest to its shortest decimal, which is what was written in a table.
    var decimals: [Double] {
        switch self {
        case .single(let array): array.elements.map { $0.isNaN ? .nan : Double($0.description) ?? Double($0) }
        case .double(let array): array.elements
        }
    }
}
