/// How the columns of rows are standardised and scaled: ẑ = γ ∘ x̂ + β, x̂ = (z − μ) ∘ r (Ioffe and Szegedy, ICML 2015).
public struct ColumnNorm {
    /// r, −μ ∘ r, γ, β, each [1 × n].
    public let inverse: Matrix
    public let offset: Matrix
    public let gain: Matrix
    public let bias: Matrix

    public init(inverse: Matrix, offset: Matrix, gain: Matrix, bias: Matrix) {
        let columns = inverse.columns
        for row in [inverse, offset, gain, bias] {
            precondition(row.columns == columns && row.rows >= 1 && row.hasAlignedRows, "rows of whole vectors of one width")
        }
        (self.inverse, self.offset, self.gain, self.bias) = (inverse, offset, gain, bias)
    }

    /// What the statistics of the rows take back of a gradient, for each of the rows: c₀ = γ r ⟨δẑ⟩ and c₁ = γ r ⟨δẑ ∘ x̂⟩, each [1 × n].
    public struct Share {
        public let mean: Matrix
        public let slope: Matrix

        public init(mean: Matrix, slope: Matrix) { (self.mean, self.slope) = (mean, slope) }
    }

    var columns: Int { inverse.columns }

    /// Of sixteen columns.
    struct Vectors {
        let inverse: Lanes, offset: Lanes, gain: Lanes, bias: Lanes

        @inline(__always)
        func standardised(_ z: Lanes) -> Lanes { offset.addingProduct(z, inverse) }

        @inline(__always)
        func scaled(_ x: Lanes) -> Lanes { bias.addingProduct(x, gain) }

        @inline(__always)
        func value(_ z: Lanes) -> Lanes { scaled(standardised(z)) }
    }

    @inline(__always)
    func lanes(_ place: Int) -> Vectors {
        Vectors(inverse: inverse.lanes(0)[place], offset: offset.lanes(0)[place], gain: gain.lanes(0)[place], bias: bias.lanes(0)[place])
    }
}
