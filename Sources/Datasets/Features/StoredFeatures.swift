import HDF5

/// Features as they lie in a data set.
public struct StoredFeatures {
    public let schema: FeatureSchema
    /// [n × columns], NaN where one does not exist; material m owns numbers `row(m)`.
    public let values: MappedArray<Float>

    /// Numbers of a material.
    public func row(_ material: Int) -> Range<Int> {
        material * schema.columns.count..<(material + 1) * schema.columns.count
    }
}

extension DatasetContent {
    /// Features to be written; a few rows at a time, so that a large table need not lie in memory.
    public struct Features: Sendable {
        public let schema: FeatureSchema
        let values: @Sendable (Range<Int>) -> [Float]

        /// - Parameter values: of some materials, the columns of each in order; NaN where one does not exist
        public init(schema: FeatureSchema, values: @escaping @Sendable (Range<Int>) -> [Float]) {
            self.schema = schema
            self.values = values
        }
    }

    static let featureAttributes = ["columns", "imputation", "source"]

    func write(_ features: Features, into file: borrowing HDF5File) throws(HDF5Error) {
        let (schema, name) = (features.schema, "features/\(features.schema.name)")
        try file.write(rows: ids.count, columns: schema.columns.count, at: name) { features.values($0) }
        try file.setAttribute("columns", of: name, to: schema.columns.joined(separator: "\n"))
        try file.setAttribute("imputation", of: name, to: schema.imputation)
        try file.setAttribute("source", of: name, to: schema.source)
        try file.setAttribute("version", of: name, to: schema.version)
        if let digest = schema.digest { try file.setAttribute("digest", of: name, to: digest) }
    }
}

extension DatasetIndex {
    /// What the attributes of features say; that there are as many columns as names.
    static func schema(_ layout: ArrayLayout, in file: borrowing HDF5File) throws(DatasetError) -> FeatureSchema {
        var texts: [String] = []
        for attribute in DatasetContent.featureAttributes {
            texts.append(try reading { () throws(HDF5Error) in try file.requiredText(attribute, of: layout.name) })
        }
        let columns = texts[0].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        func wrong(_ expected: String, _ found: String) -> DatasetError {
            .array(path: file.path, name: layout.name, index: nil, expected: expected, found: found)
        }
        guard let version = try reading({ () throws(HDF5Error) in try file.integerAttribute("version", of: layout.name) }) else {
            throw wrong("an attribute version", "none")
        }
        guard layout.shape.count == 2, layout.shape[1] == columns.count else {
            throw wrong("\(columns.count) columns, as many as names", "shape \(layout.shape)")
        }
        var seen: Set<String> = []
        for column in columns where column.isEmpty || !seen.insert(column).inserted {
            throw wrong("names of columns, each once", "'\(column)'\(column.isEmpty ? "" : " twice")")
        }
        return FeatureSchema(
            name: String(layout.name.dropFirst("features/".count)), columns: columns, version: version, imputation: texts[1], source: texts[2],
            digest: try reading { () throws(HDF5Error) in try file.textAttribute("digest", of: layout.name) })
    }
}
