import Datasets
import Kernels
import Materials

/// A distance with what it has taken from reference materials: means and deviations of standardised features, and which features they are.
public struct FittedDistance {
    public let distance: Distance
    /// Of the features that the distance reads, in the order of `Distance.features`; materials of other data sets must have the same.
    public let schemas: [FeatureSchema]
    /// Of each part, [columns] each; nil where nothing is standardised.
    let scalings: [ColumnScaling?]
    /// Raw norms of a block, and what transports are computed in.
    private let scratch = Matrix(rows: blockRows, columns: blockRows)
    private let transport = TransportSolver()

    /// Rows of a block of distances.
    static let blockRows = 128

    init(_ distance: Distance, schemas: [FeatureSchema], scalings: [ColumnScaling?]) {
        self.distance = distance
        self.schemas = schemas
        self.scalings = scalings
    }

    /// - Parameter rows: reference materials, over which means and deviations are taken
    /// - Throws: `DistanceError.lacks` where the data set has not the features
    public init(_ distance: Distance, _ dataset: Dataset, rows: [Int]) throws(DistanceError) {
        var schemas: [FeatureSchema] = []
        for name in distance.features {
            guard let schema = dataset.featureSchemas.first(where: { $0.name == name }) else {
                throw .lacks(path: dataset.path, distance: distance.text, features: name, known: dataset.featureSchemas.map(\.name))
            }
            schemas.append(schema)
        }
        var scalings: [ColumnScaling?] = []
        for part in distance.parts {
            guard case .features(let name, .standardised, _) = part.encoding else {
                scalings.append(nil)
                continue
            }
            scalings.append(ColumnScaling(try Self.features(name, of: dataset), rows: rows))
        }
        self.init(distance, schemas: schemas, scalings: scalings)
    }

    private static func features(_ name: String, of dataset: Dataset) throws(DistanceError) -> StoredFeatures {
        do { return try dataset.features(name) } catch { throw .dataset(error) }
    }

    /// Materials as the distance sees them.
    ///
    /// - Throws: `DistanceError.features` where the data set has not the features that the distance was fitted to
    public func encode(_ dataset: Dataset, rows: [Int]) throws(DistanceError) -> EncodedPoints {
        for schema in schemas {
            do { try schema.check(against: dataset) } catch { throw .features(error) }
        }
        var isKnown = [Bool](repeating: true, count: rows.count)
        var matrices: [Matrix] = []
        for (part, scaling) in zip(distance.parts, scalings) {
            let stored: StoredFeatures? = if let name = part.features { try Self.features(name, of: dataset) } else { nil }
            let width = part.width(featureColumns: stored?.schema.columns.count ?? 0)
            let matrix = Matrix(rows: rows.count, columns: RowDistances.paddedColumns(width))
            let encoder = PartEncoder(part, scaling, width: width)
            var values = [Float](repeating: 0, count: width)
            for (place, row) in rows.enumerated() {
                let found =
                    if let stored {
                        stored.withNumbers(of: row) { encoder.encode($0, into: &values) }
                    } else {
                        (try? Composition(dataset.formula(row))).map { encoder.encode($0, into: &values) } ?? false
                    }
                isKnown[place] = isKnown[place] && found
                guard found else { continue }
                for column in 0..<width { matrix[place, column] = values[column] }
            }
            matrices.append(matrix)
        }
        return EncodedPoints(isKnown: isKnown, rows: matrices, parts: distance.parts)
    }

    /// out[i, j] = d(a_i, b_j) of some rows of each; NaN where one of the two is not known.
    ///
    /// A number depends on its two materials alone, and d(a, b) = d(b, a) to the last bit. Nothing is allocated.
    ///
    /// - Parameter out: [rowsA × rowsB], overwritten
    public func distances(_ a: EncodedPoints, _ rowsA: Range<Int>, _ b: EncodedPoints, _ rowsB: Range<Int>, into out: Matrix) {
        precondition(out.rows == rowsA.count && out.columns == rowsB.count, "a number for each pair")
        for firstA in stride(from: 0, to: rowsA.count, by: Self.blockRows) {
            let blockA = firstA..<min(firstA + Self.blockRows, rowsA.count)
            for firstB in stride(from: 0, to: rowsB.count, by: Self.blockRows) {
                let blockB = firstB..<min(firstB + Self.blockRows, rowsB.count)
                block(a, rowsA.lowerBound + blockA.lowerBound, b, rowsB.lowerBound + blockB.lowerBound, into: out.rows(blockA).columns(blockB))
            }
        }
    }

    private func block(_ a: EncodedPoints, _ firstA: Int, _ b: EncodedPoints, _ firstB: Int, into out: Matrix) {
        out.fill(0)
        let raw = scratch.prefix(rows: out.rows).columns(0..<out.columns)
        for (place, part) in distance.parts.enumerated() {
            if case .fractions(let costs) = part.encoding {
                for i in 0..<out.rows {
                    for j in 0..<out.columns {
                        let (first, second) = (a.amounts[place].of(firstA + i), b.amounts[place].of(firstB + j))
                        guard !first.isEmpty, !second.isEmpty else { continue }
                        // Always in one order, so that the roundings of (a, b) are those of (b, a).
                        let isInOrder = first.lexicographicallyPrecedes(second) { ($0.element, $0.amount) < ($1.element, $1.amount) }
                        let cost = transport.leastCost(from: isInOrder ? first : second, to: isInOrder ? second : first, costs)
                        out[i, j] += part.weight * Float(cost)
                    }
                }
                continue
            }
            let norm: RowNorm =
                switch part.comparison {
                case .manhattan, .transport: .manhattan
                case .euclidean, .angle: .squares
                case .chebyshev: .largest
                }
            RowDistances.fill(
                norm, a.rows[place].rows(firstA..<firstA + out.rows), b.rows[place].rows(firstB..<firstB + out.columns), into: raw)
            for i in 0..<out.rows {
                for j in 0..<out.columns {
                    let value =
                        switch part.comparison {
                        case .manhattan(let factor): factor * raw[i, j]
                        case .euclidean: raw[i, j].squareRoot()
                        case .angle: 0.5 * raw[i, j]
                        case .chebyshev, .transport: raw[i, j]
                        }
                    out[i, j] += part.weight * value
                }
            }
        }
        for i in 0..<out.rows where !a.isKnown[firstA + i] { out.rows(i..<i + 1).fill(.nan) }
        for j in 0..<out.columns where !b.isKnown[firstB + j] { out.columns(j..<j + 1).fill(.nan) }
    }
}
