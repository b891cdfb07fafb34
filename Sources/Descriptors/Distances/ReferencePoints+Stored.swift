import Datasets
import Kernels
import Materials

extension ReferencePoints {
    /// An array of numbers, as a file keeps it.
    public struct StoredArray: Sendable, Equatable {
        public let name: String
        public let shape: [Int]
        public let values: [Float]

        public init(name: String, shape: [Int], values: [Float]) {
            self.name = name
            self.shape = shape
            self.values = values
        }
    }

    /// Everything but the text of the distance and the schemas of its features: of part k `part-k/points` [count × width], and where there are any
    /// `part-k/means`, `part-k/deviations` [width], `part-k/places` [119] of a scale, `part-k/costs` [119 × 119]; `known` [count], 1 or 0.
    public var stored: [StoredArray] {
        var arrays = [StoredArray(name: "known", shape: [count], values: points.isKnown.map { $0 ? 1 : 0 })]
        for (place, part) in distance.parts.enumerated() {
            func add(_ name: String, _ shape: [Int], _ values: [Float]) {
                arrays.append(StoredArray(name: "part-\(place)/\(name)", shape: shape, values: values))
            }
            let width = part.width(featureColumns: columns(of: part))
            add("points", [count, width], points.rows[place].columns(0..<width).elements)
            if let scaling = fitted.scalings[place] {
                add("means", [width], scaling.means)
                add("deviations", [width], scaling.deviations)
            }
            switch part.encoding {
            case .scale(let scale): add("places", [scale.places.count], scale.places)
            case .fractions(let costs): add("costs", [ElementCosts.side, ElementCosts.side], costs.costs)
            case .cumulated, .features: break
            }
        }
        return arrays
    }

    private func columns(of part: DistancePart) -> Int { fitted.schemas.first { $0.name == part.features }?.columns.count ?? 0 }

    /// Reference points as a file has them, nothing of which is trusted. Tables that the distance was made with are taken from there and
    /// not from their files.
    ///
    /// - Parameters:
    ///   - text: of the distance
    ///   - schemas: of its features
    /// - Throws: `DistanceError.array` with what is missing or is no such array
    public init(_ text: String, schemas: [FeatureSchema], stored arrays: [StoredArray]) throws(DistanceError) {
        func array(_ name: String, _ shape: [Int?], mayHaveGaps: Bool = false) throws(DistanceError) -> StoredArray {
            guard let array = arrays.first(where: { $0.name == name }) else { throw .array(name: name, problem: "is missing") }
            let fits = array.shape.count == shape.count && zip(array.shape, shape).allSatisfy { $1 == nil || $0 == $1 }
            guard fits, array.values.count == array.shape.reduce(1, *) else {
                throw .array(name: name, problem: "expected the shape \(shape.map { $0.map { "\($0)" } ?? "any" }), found \(array.shape)")
            }
            guard array.values.allSatisfy({ $0.isFinite || mayHaveGaps && $0.isNaN }) else {
                throw .array(name: name, problem: "holds a number that is not finite")
            }
            return array
        }
        let distance = try Distance(text) { (place, request) throws(DistanceError) in
            switch request {
            case .scale:
                let places = try array("part-\(place)/places", [Element.count + 1], mayHaveGaps: true).values
                return .scale(ElementScale(places: places))
            case .costs(_, _, let staysInCommon):
                let costs = try array("part-\(place)/costs", [ElementCosts.side, ElementCosts.side], mayHaveGaps: true).values
                guard costs.allSatisfy({ !($0 < 0) }) else { throw .array(name: "part-\(place)/costs", problem: "holds a negative number") }
                return .fractions(ElementCosts(costs: costs, staysInCommon: staysInCommon))
            }
        }
        guard schemas.map(\.name) == distance.features else {
            let (expected, found) = (distance.features.joined(separator: ", "), schemas.map(\.name).joined(separator: ", "))
            throw .array(name: "schemas", problem: "expected those of \(expected), found \(found)")
        }
        let known = try array("known", [nil])
        var (matrices, scalings): ([Matrix], [ColumnScaling?]) = ([], [])
        for (place, part) in distance.parts.enumerated() {
            let columns = schemas.first { $0.name == part.features }?.columns.count ?? 0
            let width = part.width(featureColumns: columns)
            if case .cumulated = part.encoding, width != columns {
                throw .array(name: "schemas", problem: "\(part.features ?? "") has \(columns) columns; the distance \(part.name) needs \(width)")
            }
            let values = try array("part-\(place)/points", [known.values.count, width]).values
            let matrix = Matrix(rows: known.values.count, columns: RowDistances.paddedColumns(width))
            matrix.columns(0..<width).copy(from: values.span)
            matrices.append(matrix)
            if case .features(_, .standardised, _) = part.encoding {
                let (means, deviations) = (try array("part-\(place)/means", [width]).values, try array("part-\(place)/deviations", [width]).values)
                guard deviations.allSatisfy({ $0 >= 0 }) else { throw .array(name: "part-\(place)/deviations", problem: "holds a negative number") }
                scalings.append(ColumnScaling(means: means, deviations: deviations))
            } else {
                scalings.append(nil)
            }
        }
        fitted = FittedDistance(distance, schemas: schemas, scalings: scalings)
        points = EncodedPoints(isKnown: known.values.map { $0 != 0 }, rows: matrices, parts: distance.parts)
    }
}
