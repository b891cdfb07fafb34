import Datasets
import Kernels

/// The materials of the training set that kernels compare others with, once for all members.
struct KernelPoints {
    private enum Source {
        /// Standardised, and those of the references [references × columns].
        case features(FeatureScaling, Matrix)
        case distance(ReferenceBasis)
    }

    private let source: Source
    private let kernel: KernelSettings.Kernel
    /// Rows of the data set that the references are; empty where they come from a file.
    private let rows: [Int]

    /// - Throws: `ModelMismatch` where the data set lacks what is compared, `ModelError`
    init(_ settings: KernelSettings, _ dataset: Dataset, rows: [Int]) throws {
        kernel = settings.kernel
        self.rows = rows
        if let distance = settings.distance {
            source = .distance(try ReferenceBasis(distance, dataset, rows: rows))
        } else {
            let features = try FeatureBasis(settings.features, of: dataset)
            let stored = try dataset.features(settings.features)
            let scaling = FeatureScaling.coveringTraining(features, stored, training: rows)
            source = .features(scaling, scaling.matrix(of: rows, stored))
        }
    }

    var count: Int {
        switch source {
        case .features(_, let references): references.rows
        case .distance(let basis): basis.count
        }
    }

    var summary: String {
        switch source {
        case .features(let scaling, let references): "\(references.rows) materials by \(scaling.features.summary)"
        case .distance(let basis): basis.summary
        }
    }

    /// Stored features that are compared.
    var schemas: [FeatureSchema] {
        switch source {
        case .features(let scaling, _): [scaling.features.schema]
        case .distance(let basis): basis.schemas
        }
    }

    func check(_ dataset: Dataset) throws {
        switch source {
        case .features(let scaling, _): try scaling.features.check(dataset)
        case .distance(let basis): try basis.check(dataset)
        }
    }

    func check(_ rows: some Sequence<Int>, of dataset: Dataset) throws {
        if case .distance(let basis) = source { try basis.check(rows, of: dataset) }
    }

    /// The place of each of some rows among the references.
    func places(of rows: [Int]) -> [Int] { ReferenceBasis.places(of: rows, among: self.rows) }

    /// Some materials, ready to be compared with the references: their features, or all their distances.
    struct Others {
        fileprivate let matrix: Matrix
        let count: Int
    }

    func others(_ rows: [Int], _ dataset: Dataset) throws -> Others {
        switch source {
        case .features(let scaling, _):
            Others(matrix: scaling.matrix(of: rows, try dataset.features(scaling.features.schema.name)), count: rows.count)
        case .distance(let basis): Others(matrix: try basis.distances(of: rows, dataset), count: rows.count)
        }
    }

    /// The references themselves, to be compared with each other.
    var references: Others {
        switch source {
        case .features(_, let references): Others(matrix: references, count: references.rows)
        case .distance(let basis): Others(matrix: basis.ownDistances, count: basis.count)
        }
    }

    /// What the kernel is a function of, of one of the others with each of the first references: x·x', ‖x − x'‖², Σ|x − x'|, d or d².
    func separations(_ row: Int, of others: Others, first count: Int, into separations: inout [Double]) {
        switch source {
        case .features(_, let references):
            var all = separations.mutableSpan
            var span = all._mutatingExtracting(0..<count)
            PairwiseRows.sum(kernel.sum, others.matrix.rows(row..<row + 1), references.prefix(rows: count), into: &span)
        case .distance:
            for place in 0..<count {
                let distance = Double(others.matrix[row, place])
                separations[place] = kernel == .squaredExponential ? distance * distance : distance
            }
        }
    }

    /// The separation of a material from itself, as `separations` has it.
    func ownSeparation(_ row: Int, of others: Others) -> Double {
        guard case .features = source, kernel == .linear else { return 0 }
        let own = others.matrix.rows(row..<row + 1)
        var sum = [0.0]
        var span = sum.mutableSpan
        PairwiseRows.sum(.products, own, own, into: &span)
        return sum[0]
    }
}

extension KernelSettings.Kernel {
    fileprivate var sum: PairwiseRows.Sum {
        switch self {
        case .linear: .products
        case .squaredExponential: .squares
        case .laplacian: .magnitudes
        }
    }
}

extension KernelPoints {
    private static let referencesName = "references/features"

    static func names(_ settings: KernelSettings) -> [(array: String, attributes: [String])] {
        settings.distance == nil ? FeatureScaling.namesCoveringTraining + [(referencesName, [])] : ReferenceBasis.names
    }

    var arrays: [NamedArray] {
        switch source {
        case .features(let scaling, let references):
            scaling.arrays + [
                NamedArray(name: Self.referencesName, shape: [references.rows, references.columns], elements: .floats(references.elements))
            ]
        case .distance(let basis): basis.arrays
        }
    }

    /// As a file has them, nothing of which is trusted.
    init(_ settings: KernelSettings, _ arrays: [NamedArray]) throws(ModelError) {
        kernel = settings.kernel
        rows = []
        guard settings.distance == nil else {
            source = .distance(try ReferenceBasis(arrays))
            return
        }
        let scaling = try FeatureScaling(arrays, features: settings.features, isStandardised: true, isCoveringTraining: true)
        let shape = try arrays.array(Self.referencesName).shape
        guard shape.count == 2, (1...KernelSettings.mostRows).contains(shape[0]), shape[1] == scaling.means.count else {
            throw .array(name: Self.referencesName, problem: "has the shape \(shape); expected \(scaling.means.count) columns")
        }
        let values = try arrays.floats(Self.referencesName, shape: shape)
        guard values.allSatisfy(\.isFinite) else { throw .array(name: Self.referencesName, problem: "has a number that is not finite") }
        let references = Matrix(rows: shape[0], columns: shape[1])
        references.copy(from: values.span)
        source = .features(scaling, references)
    }
}
