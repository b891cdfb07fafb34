import HDF5

extension StoredFeatures {
    /// The numbers of a material where they lie, for whoever reads many materials and copies none of them.
    public func withNumbers<Result, Failure: Error>(
        of material: Int, _ body: (Span<Float>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(values.span.extracting(row(material)))
    }

    /// A copy of the numbers of a material.
    public func numbers(of material: Int) -> [Float] { row(material).map { values[$0] } }
}
