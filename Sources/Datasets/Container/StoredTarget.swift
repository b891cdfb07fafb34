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

    /// What was written in a table, also where it is stored in single precision.
    var decimals: [Double] {
        switch self {
        case .single(let array): array.elements.map(\.decimal)
        case .double(let array): array.elements
        }
    }
}

extension Float {
    /// The double that is nearest to the shortest decimal of a number in single precision: what was written in a table before it was rounded.
    package var decimal: Double { isNaN ? .nan : Double(description) ?? Double(self) }
}
