import Materials

/// How far apart two materials are: a weighted sum of parts (Mathematics.md §10).
///
/// `grid-emd`, `elemd`, `euclidean:features=magpie145`; sums with weights `grid-emd:weight=10+elemd`. Nothing of it means anything to a shell.
public struct Distance: Sendable, Hashable {
    let parts: [DistancePart]

    /// As it can be written again, with everything that is not usual.
    public let text: String

    /// The features that a data set must have, each once, in order.
    public var features: [String] {
        var names: [String] = []
        for case let name? in parts.map(\.features) where !names.contains(name) { names.append(name) }
        return names
    }

    /// Whether it asks nothing but the composition of a material.
    public var isOfCompositions: Bool { features.isEmpty }

    /// The forms that parts have, for help and messages.
    public static let forms: [(form: String, meaning: String)] = [
        ("grid-emd", "earth mover's distance of GRIDs, Å (features grid; grid-emd:bin=0.2 for those of other settings)"),
        ("rdf-emd", "earth mover's distance of radial distribution functions, Å (features rdf)"),
        ("elemd", "earth mover's distance of compositions along the modified Pettifor scale (elemd:scale=atomic, elemd:scale=FILE.csv:column=NAME)"),
        (
            "transport:similarity=FILE.csv",
            "least cost of turning one composition into the other, costs 1/lg(1/s + 1) of similarities s of elements (transport:cost=FILE.csv)"
        ),
        ("euclidean:features=NAME", "of any features; also manhattan, chebyshev, cosine, pearson"),
    ]

    static let exampleOfSum = "grid-emd:weight=10+elemd"
}

extension Distance: CustomStringConvertible {
    public var description: String { text }
}

extension Distance {
    /// Whether materials are points of a space with it, whose directions can be looked at.
    public var isOfVectors: Bool { parts.count == 1 && parts[0].comparison != .transport }
}
