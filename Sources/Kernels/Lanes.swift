import Glibc

/// One register of the widest vector unit.
public typealias Lanes = SIMD16<Float>

/// Slope of LeakyReLU below zero, as in the reference.
let leak: Float = 0.01

/// φ(t): a comparison and one masked product.
@inline(__always)
func leaky(_ t: Lanes) -> Lanes {
    t.replacing(with: t * leak, where: t .< 0)
}

/// scale · φ'(t), of which `leaked` is scale · 0.01.
@inline(__always)
func slope(_ t: Lanes, _ scale: Lanes, _ leaked: Lanes) -> Lanes {
    scale.replacing(with: leaked, where: t .< 0)
}

/// The sum of the lanes by halving: four dependent additions and not the fifteen of `SIMD16.sum()`.
@inline(__always)
func total(_ x: Lanes) -> Float {
    let eight = x.lowHalf + x.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
}
