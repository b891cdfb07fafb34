import Datasets
import Descriptors
import HDF5
import Materials

extension FeatureSchema {
    /// What a descriptor says of its numbers.
    init(_ descriptor: Descriptor) {
        self.init(
            name: descriptor.name, columns: descriptor.columns, version: descriptor.version, imputation: descriptor.imputation.rawValue,
            source: descriptor.source, digest: descriptor.digest)
    }
}

extension DatasetContent.Features {
    /// The numbers that a descriptor has for each of some materials, computed when they are written.
    ///
    /// - Parameter structures: of the same materials, nil where one is not known; empty: of none
    init(_ descriptor: Descriptor, of compositions: [Composition], _ structures: [Structure?] = []) {
        self.init(schema: FeatureSchema(descriptor)) { rows in
            rows.flatMap { row in
                descriptor.values(of: compositions[row], structures.isEmpty ? nil : structures[row]).map { Float($0) }
            }
        }
    }
}

extension StoredFeatures {
    /// Materials all of whose numbers exist.
    var knownCount: Int {
        let width = schema.columns.count
        return (0..<values.count / width).count { row in self.row(row).allSatisfy { !values[$0].isNaN } }
    }
}
