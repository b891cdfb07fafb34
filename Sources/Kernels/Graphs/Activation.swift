/// eˣ for x ≤ 0 to a digit or two of the last; what is less than e⁻⁸⁷ becomes that. Lanes that are no numbers stay none.
@inline(__always)
func exponential(_ x: Lanes) -> Lanes {
    let bounded = x.replacing(with: -87, where: x .< -87)
    // Beside so large a number there is room for whole ones alone, in the lowest bits.
    let large = Lanes(repeating: 0x1.8p23)
    let rounded = large.addingProduct(bounded, Lanes(repeating: 1.442_695_04))
    let k = rounded - large
    let rest = bounded.addingProduct(k, Lanes(repeating: -0.693_359_375)).addingProduct(k, Lanes(repeating: 2.121_944_4e-4))
    // The best polynomial of the sixth degree within ±½ log 2, fitted here.
    var sum = Lanes(repeating: 0.001_395_605_62)
    sum = Lanes(repeating: 0.008_375_128_73).addingProduct(sum, rest)
    sum = Lanes(repeating: 0.041_666_083).addingProduct(sum, rest)
    sum = Lanes(repeating: 0.166_664_153).addingProduct(sum, rest)
    sum = Lanes(repeating: 0.5).addingProduct(sum, rest)
    sum = Lanes(repeating: 1).addingProduct(sum, rest)
    sum = Lanes(repeating: 1).addingProduct(sum, rest)
    let scale = unsafeBitCast((unsafeBitCast(rounded, to: SIMD16<Int32>.self) &+ 127) &<< 23, to: Lanes.self)
    return sum * scale
}

/// e^−|x|.
@inline(__always)
func decay(_ x: Lanes) -> Lanes {
    exponential(unsafeBitCast(unsafeBitCast(x, to: SIMD16<UInt32>.self) | 0x8000_0000, to: Lanes.self))
}

/// σ(x) = 1 / (1 + e⁻ˣ).
///
/// - Parameter decay: e^−|x|
@inline(__always)
func sigmoid(_ x: Lanes, decay: Lanes) -> Lanes {
    let share = Lanes(repeating: 1) / (1 + decay)
    return share.replacing(with: decay * share, where: x .< 0)
}

/// log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|).
///
/// - Parameter decay: e^−|x|
@inline(__always)
func softplus(_ x: Lanes, decay: Lanes) -> Lanes {
    // log(1 + t) / t of 0 ≤ t ≤ 1, the best polynomial of the eighth degree, fitted here: 1.2e-7 with its rounding.
    var sum = Lanes(repeating: 0.005_384_058_69)
    sum = Lanes(repeating: -0.030_110_953_4).addingProduct(sum, decay)
    sum = Lanes(repeating: 0.079_210_721).addingProduct(sum, decay)
    sum = Lanes(repeating: -0.137_466_207).addingProduct(sum, decay)
    sum = Lanes(repeating: 0.191_451_162).addingProduct(sum, decay)
    sum = Lanes(repeating: -0.248_529_449).addingProduct(sum, decay)
    sum = Lanes(repeating: 0.333_203_435).addingProduct(sum, decay)
    sum = Lanes(repeating: -0.499_995_53).addingProduct(sum, decay)
    sum = Lanes(repeating: 1).addingProduct(sum, decay)
    return x.replacing(with: 0, where: x .< 0).addingProduct(sum, decay)
}

/// Four registers beside each other.
struct Quartet {
    var p: Lanes, q: Lanes, r: Lanes, s: Lanes

    @inline(__always)
    init() { (p, q, r, s) = (.zero, .zero, .zero, .zero) }

    @inline(__always)
    init(_ source: UnsafePointer<Lanes>) { (p, q, r, s) = (source[0], source[1], source[2], source[3]) }

    @inline(__always)
    init(_ p: Lanes, _ q: Lanes, _ r: Lanes, _ s: Lanes) { (self.p, self.q, self.r, self.s) = (p, q, r, s) }

    /// self + factor · other
    @inline(__always)
    func adding(_ factor: Float, _ other: Quartet) -> Quartet {
        let factor = Lanes(repeating: factor)
        return Quartet(
            p.addingProduct(factor, other.p), q.addingProduct(factor, other.q), r.addingProduct(factor, other.r), s.addingProduct(factor, other.s))
    }

    /// self + left ∘ right
    @inline(__always)
    func adding(_ left: Quartet, _ right: Quartet) -> Quartet {
        Quartet(p.addingProduct(left.p, right.p), q.addingProduct(left.q, right.q), r.addingProduct(left.r, right.r), s.addingProduct(left.s, right.s))
    }

    @inline(__always)
    static func + (left: Quartet, right: Quartet) -> Quartet {
        Quartet(left.p + right.p, left.q + right.q, left.r + right.r, left.s + right.s)
    }

    @inline(__always)
    static func - (left: Quartet, right: Quartet) -> Quartet {
        Quartet(left.p - right.p, left.q - right.q, left.r - right.r, left.s - right.s)
    }

    @inline(__always)
    static func * (left: Quartet, right: Quartet) -> Quartet {
        Quartet(left.p * right.p, left.q * right.q, left.r * right.r, left.s * right.s)
    }

    @inline(__always)
    static func * (factor: Float, right: Quartet) -> Quartet {
        Quartet(right.p * factor, right.q * factor, right.r * factor, right.s * factor)
    }

    @inline(__always)
    func store(_ target: UnsafeMutablePointer<Lanes>) {
        target[0] = p
        target[1] = q
        target[2] = r
        target[3] = s
    }
}
