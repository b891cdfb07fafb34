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

/// √x of lanes that are not negative, to the last digit or two: Newton's steps towards 1/√x from its well-known first guess by exponents.
/// The library's square root of a vector goes lane by lane.
@inline(__always)
func squareRoot(_ x: Lanes) -> Lanes {
    let guess = SIMD16<UInt32>(repeating: 0x5f37_59df) &- (unsafeBitCast(x, to: SIMD16<UInt32>.self) &>> 1)
    var y = unsafeBitCast(guess, to: Lanes.self)
    let half = x * 0.5
    for _ in 0..<3 { y = y * Lanes(repeating: 1.5).addingProduct(-half * y, y) }
    return x * y
}
