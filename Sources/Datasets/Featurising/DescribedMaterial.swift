import Materials

/// What features are made of.
public struct DescribedMaterial: Sendable, Hashable {
    public var composition: Composition
    /// nil where none is known.
    public var structure: Structure?

    public init(composition: Composition, structure: Structure?) {
        self.composition = composition
        self.structure = structure
    }
}
