/// Finds protostructures: by itself where a crystal's operations are beyond doubt, with spglib where they are not.
///
/// Naming Wyckoff positions takes spglib up to 0.1 s for a cubic crystal, and a millisecond for any. Most crystals of databases are relaxed
/// with their symmetry kept, so that their operations hold to many digits and lead straight to the same names.
public struct SymmetryFinder: Sendable {
    private let symprec: Double
    private let angleTolerance: Double

    /// - Parameters:
    ///   - symprec: Å within which atoms count as equivalent
    ///   - angleTolerance: degrees
    public init(symprec: Double = 0.1, angleTolerance: Double = 5) {
        self.symprec = symprec
        self.angleTolerance = angleTolerance
    }

    /// - Throws: `ProtostructureError.noSymmetry`
    public func protostructure(of structure: Structure) throws(ProtostructureError) -> Protostructure {
        if let certain = Protostructure(certainly: structure, symprec: symprec, angleTolerance: angleTolerance) { return certain }
        return try Protostructure(of: structure, symprec: symprec, angleTolerance: angleTolerance)
    }
}
