/// How two vectors of elements are compared.
enum ElementMeasure: String, CaseIterable {
    case cosine, pearson, euclidean, manhattan, chebyshev

    var isSimilarity: Bool { self == .cosine || self == .pearson }

    /// As a figure has it.
    var title: String {
        switch self {
        case .cosine: "cosine similarity"
        case .pearson: "Pearson correlation"
        case .euclidean: "Euclidean distance"
        case .manhattan: "Manhattan distance"
        case .chebyshev: "Chebyshev distance"
        }
    }

    /// NaN where a vector has no direction.
    func value(_ a: [Double], _ b: [Double]) -> Double {
        let differences = zip(a, b).map { abs($0 - $1) }
        switch self {
        case .cosine: return Self.cosine(a, b)
        case .pearson: return Self.cosine(Self.centred(a), Self.centred(b))
        case .euclidean: return differences.reduce(0) { $0 + $1 * $1 }.squareRoot()
        case .manhattan: return differences.reduce(0, +)
        case .chebyshev: return differences.max() ?? 0
        }
    }

    private static func cosine(_ a: [Double], _ b: [Double]) -> Double {
        func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
        let lengths = (dot(a, a) * dot(b, b)).squareRoot()
        return lengths > 0 ? min(max(dot(a, b) / lengths, -1), 1) : .nan
    }

    private static func centred(_ values: [Double]) -> [Double] {
        let mean = values.reduce(0, +) / Double(max(values.count, 1))
        return values.map { $0 - mean }
    }
}
