import Materials

extension Descriptor {
    /// Every descriptor there is. Nothing else lists them.
    public static let all: [Descriptor] = fixed + families.map(\.standard)

    /// Their names, without making any of them.
    public static var names: [String] { fixed.map(\.name) + families.map(\.name) }

    /// Those in which nothing can be chosen.
    private static let fixed: [Descriptor] = [fractions86, fractions118, multiHot, magpie132, magpie145, voronoi, ward2017]

    static let families: [DescriptorFamily] =
        [PooledVectors.family] + MatrixDescriptors.families + [SymmetryFunctions.family, structureFactors, .rdf, .grid]

    /// - Parameter text: NAME or NAME:KEY=VALUE…
    /// - Throws: `DescriptorError.unknown`, which shows the table, `.parameter`
    public static func named(_ text: String) throws(DescriptorError) -> Descriptor {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if let family = families.first(where: { $0.name == parts[0] }) { return try family.descriptor(parts.dropFirst()) }
        guard let descriptor = fixed.first(where: { $0.name == text }) else { throw .unknown(text) }
        return descriptor
    }

    /// Reads names with commas between them.
    ///
    /// - Throws: `DescriptorError` for one that is unknown or stands twice
    public static func list(_ text: String) throws(DescriptorError) -> [Descriptor] {
        var list: [Descriptor] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let descriptor = try named(String(part.drop { $0 == " " }.prefix { $0 != " " }))
            guard !list.contains(where: { $0.name == descriptor.name }) else { throw .twice(descriptor.name) }
            list.append(descriptor)
        }
        return list
    }
}

/// Why features that are asked for cannot be made.
public enum DescriptorError: Error, Hashable, Sendable, CustomStringConvertible {
    case unknown(String)
    case twice(String)
    case parameter(family: String, problem: String)
    /// A file of elements that cannot be read, or is none.
    case file(ReaderError)
    case vectors(ElementVectorsError)

    public var description: String {
        switch self {
        case .unknown(let name):
            "there are no features named '\(name)'; there are:"
                + Descriptor.all.map { "\n  \($0.name): \($0.summary) (\($0.columns.count) numbers, version \($0.version))" }.joined()
        case .parameter(let family, let problem): "the features \(family): \(problem)"
        case .file(let error): error.description
        case .vectors(let error): error.description
        case .twice(let name): "the features \(name) are asked for twice"
        }
    }
}
