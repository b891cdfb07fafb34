import Datasets
import Kernels

/// How features enter a network: which they are, and their means and deviations over the training set, which go with a model wherever it is used
/// (Mathematics.md §7).
///
/// A feature that a material lacks (NaN) is taken to be the mean.
public struct FeatureScaling {
    let features: FeatureBasis
    /// Over the materials of the training set that have the feature; 0 where none has.
    public let means: [Float]
    /// The same; 0 for a column that is constant.
    public let deviations: [Float]
    public let isStandardised: Bool
    private let limit: Limit
    /// [1 × n]: what is subtracted, what the rest is multiplied by, and what stands for a missing value.
    private let shift: Matrix
    private let factor: Matrix
    private let substitute: Matrix

    /// Deviations from the mean beyond which a feature says no more. One that hardly varies over the training set, as a magnetic moment does, may be
    /// hundreds of deviations off in a new material, and a network goes on in a straight line there: its prediction is beyond all reason.
    enum Limit: Equatable {
        case ten
        /// Ten, or as many as a material of the training set is off in some feature: what is learnt from is left as it is.
        case ofTraining(Float)

        static let least: Float = 10

        var deviations: Float {
            switch self {
            case .ten: Self.least
            case .ofTraining(let most): max(most, Self.least)
            }
        }
    }

    private init(features: FeatureBasis, means: [Float], deviations: [Float], isStandardised: Bool, limit: Limit = .ten) {
        self.limit = limit
        self.features = features
        self.means = means
        self.deviations = deviations
        self.isStandardised = isStandardised
        shift = Matrix(packedRows: 1, columns: means.count)
        factor = Matrix(packedRows: 1, columns: means.count)
        substitute = Matrix(packedRows: 1, columns: means.count)
        for column in means.indices {
            shift[0, column] = isStandardised ? means[column] : 0
            // Too small a deviation is as good as none.
            let inverse = 1 / deviations[column]
            factor[0, column] = isStandardised ? (inverse.isFinite ? inverse : 0) : 1
            substitute[0, column] = isStandardised ? 0 : means[column]
        }
    }

    /// - Parameter training: rows that means and deviations are taken over
    init(_ basis: FeatureBasis, _ features: StoredFeatures, training: [Int], isStandardised: Bool) {
        let width = features.schema.columns.count
        var moments = [ColumnMoments](repeating: ColumnMoments(), count: width)
        for row in training {
            features.withNumbers(of: row) { numbers in for column in 0..<width { moments[column].add(numbers[column]) } }
        }
        for row in training {
            features.withNumbers(of: row) { numbers in for column in 0..<width { moments[column].addSquare(numbers[column]) } }
        }
        self.init(
            features: basis, means: moments.map { Float($0.mean) }, deviations: moments.map { Float($0.deviation) },
            isStandardised: isStandardised)
    }

    /// Lays a material's numbers out as one row.
    func layOut(_ numbers: Span<Float>, into row: Matrix) {
        Rows.standardise(
            numbers, shift: shift, factor: factor, missing: substitute, limit: isStandardised ? limit.deviations : .infinity, into: row)
    }

    /// [rows × columns] the standardised numbers of some materials.
    func matrix(of rows: some Collection<Int>, _ features: StoredFeatures) -> Matrix {
        let matrix = Matrix(rows: rows.count, columns: means.count)
        for (place, row) in rows.enumerated() { features.withNumbers(of: row) { layOut($0, into: matrix.rows(place..<place + 1)) } }
        return matrix
    }

    /// Standardised, and held within no less than what the rows have that they are learnt from.
    ///
    /// - Parameter training: rows that means, deviations and the limit are taken over
    static func coveringTraining(_ basis: FeatureBasis, _ features: StoredFeatures, training: [Int]) -> FeatureScaling {
        let scaling = FeatureScaling(basis, features, training: training, isStandardised: true)
        var most: Float = 0
        for row in training {
            features.withNumbers(of: row) { numbers in
                for column in numbers.indices where !numbers[column].isNaN {
                    most = max(most, abs((numbers[column] - scaling.shift[0, column]) * scaling.factor[0, column]))
                }
            }
        }
        return FeatureScaling(
            features: basis, means: scaling.means, deviations: scaling.deviations, isStandardised: true, limit: .ofTraining(most))
    }
}

/// Sums over a column, the squares in a second pass.
private struct ColumnMoments {
    private var count = 0
    private var sum = 0.0
    private var squares = 0.0
    private var smallest = Float.infinity
    private var largest = -Float.infinity

    mutating func add(_ value: Float) {
        guard !value.isNaN else { return }
        count += 1
        sum += Double(value)
        smallest = min(smallest, value)
        largest = max(largest, value)
    }

    mutating func addSquare(_ value: Float) {
        guard !value.isNaN else { return }
        let difference = Double(value) - mean
        squares += difference * difference
    }

    var mean: Double { count == 0 ? 0 : smallest == largest ? Double(smallest) : sum / Double(count) }

    /// Exactly 0 for a column that is constant, where sums would leave a rounding.
    var deviation: Double { smallest < largest ? (squares / Double(count)).squareRoot() : 0 }
}

extension FeatureScaling {
    static let meanName = "features/mean"
    static let deviationName = "features/deviation"
    /// [1] deviations from the mean, where the training set has decided it.
    static let limitName = "features/limit"

    /// As a file has it.
    static var names: [(array: String, attributes: [String])] { [(FeatureBasis.arrayName, []), (meanName, []), (deviationName, [])] }

    /// With a limit of the training set.
    static var namesCoveringTraining: [(array: String, attributes: [String])] { names + [(limitName, [])] }

    var arrays: [NamedArray] {
        var arrays = [
            features.array, NamedArray(name: Self.meanName, shape: [means.count], elements: .floats(means)),
            NamedArray(name: Self.deviationName, shape: [deviations.count], elements: .floats(deviations)),
        ]
        if case .ofTraining(let most) = limit { arrays.append(NamedArray(name: Self.limitName, shape: [1], elements: .floats([most]))) }
        return arrays
    }

    /// The rule of a file, nothing of which is trusted.
    ///
    /// - Parameter isCoveringTraining: whether it has a limit of the training set
    init(_ arrays: [NamedArray], features name: String, isStandardised: Bool, isCoveringTraining: Bool = false) throws(ModelError) {
        let features = try FeatureBasis(arrays, named: name)
        let width = features.schema.columns.count
        let means = try arrays.floats(Self.meanName, shape: [width])
        let deviations = try arrays.floats(Self.deviationName, shape: [width])
        guard means.allSatisfy(\.isFinite) else { throw .array(name: Self.meanName, problem: "has a mean that is not finite") }
        guard deviations.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
            throw .array(name: Self.deviationName, problem: "has a deviation that is negative or not finite")
        }
        guard isCoveringTraining else {
            self.init(features: features, means: means, deviations: deviations, isStandardised: isStandardised)
            return
        }
        let most = try arrays.floats(Self.limitName, shape: [1])[0]
        guard most.isFinite && most >= 0 else { throw .array(name: Self.limitName, problem: "is negative or not finite") }
        self.init(features: features, means: means, deviations: deviations, isStandardised: isStandardised, limit: .ofTraining(most))
    }
}
