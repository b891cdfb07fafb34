import Datasets
import Descriptors
import Foundation
import Kernels

/// The materials of the training set that members compare others with, once for all members: as a distance sees them.
struct ReferenceBasis {
    let points: ReferencePoints
    /// Rows of the data set that the references are; empty where they come from a file.
    let rows: [Int]

    /// - Throws: `ModelError` for a distance that there is not, `ModelMismatch` where the data set lacks what it is made of
    init(_ text: String, _ dataset: Dataset, rows: [Int]) throws {
        let distance = try Self.distance(text)
        do { points = try ReferencePoints(distance, dataset, rows: rows) } catch { throw Self.mismatch(error) }
        self.rows = rows
        let unknown = rows.indices.filter { !points.points.isKnown[$0] }
        guard let first = unknown.first else { return }
        throw ModelMismatch(
            expected: "materials that the distance \(distance) is defined for",
            found: "\(unknown.count) of \(rows.count) to learn from that it is not, the first \(dataset.id(rows[first]))",
            advice: "features that they lack, or elements that a table lacks, make it so")
    }

    static func distance(_ text: String) throws(ModelError) -> Distance {
        do { return try Distance.named(text) } catch { throw .setting(name: "distance", problem: "model.distance: \(error)") }
    }

    private static func mismatch(_ error: DistanceError) -> any Error {
        switch error {
        case .lacks(_, _, let features, let known): ModelMismatch(lacking: features, known: known)
        case .features(let error): ModelMismatch(error)
        default: error
        }
    }

    var count: Int { points.count }

    /// Stored features that the distance is made of.
    var schemas: [FeatureSchema] { points.fitted.schemas }

    var summary: String { "\(count) materials under \(points.distance)" }

    /// Refuses data that lack what the distance is made of.
    func check(_ dataset: Dataset) throws(ModelMismatch) {
        for schema in points.fitted.schemas {
            do { try schema.check(against: dataset) } catch { throw ModelMismatch(error) }
        }
    }

    /// Refuses rows that the distance is not defined for.
    func check(_ rows: some Sequence<Int>, of dataset: Dataset) throws {
        let rows = Array(rows)
        let known: [Bool]
        do { known = try points.encode(dataset, rows: rows).isKnown } catch { throw Self.mismatch(error) }
        guard let first = known.firstIndex(of: false) else { return }
        throw ModelMismatch(
            expected: "materials that the distance \(points.distance) is defined for",
            found: "\(known.count { !$0 }) that it is not, the first \(dataset.id(rows[first]))")
    }

    /// [rows × references] distances of some materials; NaN where there is none.
    func distances(of rows: [Int], _ dataset: Dataset) throws -> Matrix {
        let others = try points.encode(dataset, rows: rows)
        let matrix = Matrix(rows: rows.count, columns: count)
        if !rows.isEmpty { points.distances(from: others, rows: 0..<rows.count, into: matrix) }
        return matrix
    }

    /// [references × references]
    var ownDistances: Matrix {
        let matrix = Matrix(rows: count, columns: count)
        points.distances(from: points.points, rows: 0..<count, into: matrix)
        return matrix
    }

    /// The place of each of some rows among the references.
    func places(of rows: [Int]) -> [Int] { Self.places(of: rows, among: self.rows) }

    static func places(of rows: [Int], among references: [Int]) -> [Int] {
        let places = Dictionary(zip(references, references.indices)) { first, _ in first }
        return rows.compactMap { places[$0] }
    }
}

extension ReferenceBasis {
    private static let schemasName = "references/schemas"
    private static let directoryName = "references/directory"
    private static let numbersName = "references/numbers"
    private static let distanceName = "references/distance"

    static var names: [(array: String, attributes: [String])] {
        [schemasName, directoryName, numbersName, distanceName].map { ($0, []) }
    }

    /// What an array among the numbers is called, and its shape.
    private struct Entry: Codable {
        let name: String
        let shape: [Int]
    }

    /// As a file has it: the arrays of the references one after the other, and what they are.
    var arrays: [NamedArray] {
        let stored = points.stored
        let numbers = stored.flatMap(\.values)
        let text = Array(points.distance.text.utf8)
        return [
            Self.json(points.fitted.schemas, Self.schemasName), Self.json(stored.map { Entry(name: $0.name, shape: $0.shape) }, Self.directoryName),
            NamedArray(name: Self.numbersName, shape: [numbers.count], elements: .floats(numbers)),
            NamedArray(name: Self.distanceName, shape: [text.count], elements: .bytes(text)),
        ]
    }

    private static func json(_ value: some Encodable, _ name: String) -> NamedArray {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and whole numbers can always be encoded.
        let bytes = (try? encoder.encode(value)).map { [UInt8]($0) } ?? []
        return NamedArray(name: name, shape: [bytes.count], elements: .bytes(bytes))
    }

    /// As a file has it, nothing of which is trusted.
    init(_ arrays: [NamedArray]) throws(ModelError) {
        let schemas: [FeatureSchema] = try Self.read(arrays, Self.schemasName)
        let directory: [Entry] = try Self.read(arrays, Self.directoryName)
        let numbers = try arrays.floats(Self.numbersName)
        var stored: [ReferencePoints.StoredArray] = []
        var first = 0
        for entry in directory {
            let count = entry.shape.reduce((1, false)) { product, side in
                let (value, isOver) = product.0.multipliedReportingOverflow(by: side)
                return (value, product.1 || isOver || side < 0)
            }
            guard !count.1, count.0 <= numbers.count - first else {
                throw .array(name: Self.directoryName, problem: "has \(entry.name) of the shape \(entry.shape), beyond the \(numbers.count) numbers")
            }
            stored.append(.init(name: entry.name, shape: entry.shape, values: Array(numbers[first..<first + count.0])))
            first += count.0
        }
        let text = String(decoding: try Self.bytes(arrays, Self.distanceName), as: UTF8.self)
        do { points = try ReferencePoints(text, schemas: schemas, stored: stored) } catch { throw .array(name: "references", problem: "\(error)") }
        guard points.count > 0, points.points.isKnown.allSatisfy({ $0 }) else {
            throw .array(name: "references", problem: "lack a known material")
        }
        rows = []
    }

    private static func bytes(_ arrays: [NamedArray], _ name: String) throws(ModelError) -> [UInt8] {
        guard case .bytes(let bytes) = try arrays.array(name).elements else { throw .array(name: name, problem: "holds no text") }
        return bytes
    }

    private static func read<Value: Decodable>(_ arrays: [NamedArray], _ name: String) throws(ModelError) -> Value {
        let bytes = try bytes(arrays, name)
        do { return try JSONDecoder().decode(Value.self, from: Data(bytes)) } catch { throw .array(name: name, problem: "cannot be read: \(error)") }
    }
}
