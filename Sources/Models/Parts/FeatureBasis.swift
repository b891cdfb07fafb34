import Datasets
import Foundation

/// The features that a model has learnt from: by which name a data set has them, and what their columns mean.
struct FeatureBasis: Sendable, Equatable {
    /// The array that a file keeps it in: the schema as JSON.
    static let arrayName = "features/schema"

    let schema: FeatureSchema

    /// - Throws: `ModelMismatch` where the data set has no features of that name
    init(_ name: String, of dataset: Dataset) throws(ModelMismatch) {
        guard let schema = dataset.featureSchemas.first(where: { $0.name == name }) else {
            throw ModelMismatch(lacking: name, known: dataset.featureSchemas.map(\.name))
        }
        self.schema = schema
    }

    /// As a file has it.
    ///
    /// - Parameter name: that the model's settings have for them
    init(_ arrays: [NamedArray], named name: String) throws(ModelError) {
        guard case .bytes(let bytes) = try arrays.array(Self.arrayName).elements else {
            throw .array(name: Self.arrayName, problem: "holds no text")
        }
        do { schema = try JSONDecoder().decode(FeatureSchema.self, from: Data(bytes)) } catch {
            throw .array(name: Self.arrayName, problem: "is no schema of features: \(error)")
        }
        guard !schema.columns.isEmpty else { throw .array(name: Self.arrayName, problem: "names no columns") }
        guard schema.name == name else { throw .array(name: Self.arrayName, problem: "is of the features \(schema.name), not of \(name)") }
    }

    var array: NamedArray {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and whole numbers can always be encoded.
        let bytes = (try? encoder.encode(schema)).map { [UInt8]($0) } ?? []
        return NamedArray(name: Self.arrayName, shape: [bytes.count], elements: .bytes(bytes))
    }

    var summary: String { "\(schema.name), \(schema.columns.count) columns" }

    /// Refuses features of that name which mean something else.
    func check(_ dataset: Dataset) throws(ModelMismatch) {
        do { try schema.check(against: dataset) } catch { throw ModelMismatch(error) }
    }
}
