/// The cuts between the bins that a node has: sums over what lies to the left of each, and the search for the best.
struct CutCandidates: ~Copyable {
    /// Bins that there can be, and room for a last vector.
    private static let capacity = 256 + 8

    /// Σ w y left of a cut; for classes the sum of squares Σ_k n_k² left of it.
    let firsts: UnsafeMutablePointer<Double>
    /// For classes the sum of squares right of a cut.
    let seconds: UnsafeMutablePointer<Double>
    /// Σ w left of a cut.
    let weights: UnsafeMutablePointer<Double>
    /// The last bin left of a cut.
    let bins: UnsafeMutablePointer<UInt8>

    init() {
        firsts = .allocate(capacity: Self.capacity)
        firsts.initialize(repeating: 0, count: Self.capacity)
        seconds = .allocate(capacity: Self.capacity)
        seconds.initialize(repeating: 0, count: Self.capacity)
        weights = .allocate(capacity: Self.capacity)
        weights.initialize(repeating: 1, count: Self.capacity)
        bins = .allocate(capacity: Self.capacity)
        bins.initialize(repeating: 0, count: Self.capacity)
    }

    deinit {
        firsts.deallocate()
        seconds.deallocate()
        weights.deallocate()
        bins.deallocate()
    }

    /// The first of those with the least squared error.
    @inline(__always)
    func bestBySquaredError(_ cuts: Range<Int>, sum: Double, weight: Double) -> FeatureCut {
        if cuts.count == 1 {
            let left = firsts[cuts.lowerBound]
            let right = sum - left
            let below = weights[cuts.lowerBound]
            let above = weight - below
            let score = (left * left * above + right * right * below) / (below * above)
            return FeatureCut(score: score, place: .after(bin: bins[cuts.lowerBound]))
        }
        pad(after: cuts)
        return best(cuts) { (place: Int) -> SIMD4<Double> in
            let left = four(firsts, place)
            let right = sum - left
            let below = four(weights, place)
            let above = weight - below
            return (left * left * above + right * right * below) / (below * above)
        }
    }

    /// The first of those with the least Gini impurity.
    @inline(__always)
    func bestByGini(_ cuts: Range<Int>, weight: Double) -> FeatureCut {
        pad(after: cuts)
        return best(cuts) { (place: Int) -> SIMD4<Double> in
            let below = four(weights, place)
            let above = weight - below
            return (four(firsts, place) * above + four(seconds, place) * below) / (below * above)
        }
    }

    /// Repeats the last cut to the end of a vector: what is no better than another is not taken.
    @inline(__always)
    private func pad(after cuts: Range<Int>) {
        let last = cuts.upperBound - 1
        for place in cuts.upperBound..<cuts.upperBound + 3 {
            firsts[place] = firsts[last]
            seconds[place] = seconds[last]
            weights[place] = weights[last]
        }
    }

    @inline(__always)
    private func four(_ values: UnsafeMutablePointer<Double>, _ place: Int) -> SIMD4<Double> {
        UnsafeRawPointer(values + place).loadUnaligned(as: SIMD4<Double>.self)
    }

    @inline(__always)
    private func best(_ cuts: Range<Int>, _ scores: (Int) -> SIMD4<Double>) -> FeatureCut {
        var place = cuts.lowerBound
        var lanes = scores(place)
        var places = SIMD4<Int64>(repeating: Int64(place))
        place += 4
        while place < cuts.upperBound {
            let other = scores(place)
            let isBetter = other .> lanes
            lanes.replace(with: other, where: isBetter)
            places.replace(with: SIMD4<Int64>(repeating: Int64(place)), where: isBetter)
            place += 4
        }
        places &+= SIMD4<Int64>(0, 1, 2, 3)
        // By halving: the library's own extremes of a vector go lane by lane.
        let two = lanes.highHalf.replacing(with: lanes.lowHalf, where: lanes.lowHalf .> lanes.highHalf)
        let score = max(two.x, two.y)
        let those = places.replacing(with: .max, where: lanes .!= score)
        let first = those.highHalf.replacing(with: those.lowHalf, where: those.lowHalf .< those.highHalf)
        return FeatureCut(score: score, place: .after(bin: bins[Int(min(first.x, first.y, Int64(cuts.upperBound - 1)))]))
    }
}

/// A set of one bin, for each of the 256: a load where a shift would need a choice among four words.
struct BinBits: ~Copyable {
    private let table: UnsafeMutablePointer<SIMD4<UInt64>>

    init() {
        table = .allocate(capacity: 256)
        for bin in 0..<256 {
            var bits = SIMD4<UInt64>.zero
            bits[bin / 64] = 1 << UInt64(bin % 64)
            (table + bin).initialize(to: bits)
        }
    }

    deinit { table.deallocate() }

    @inline(__always)
    subscript(bin: Int) -> SIMD4<UInt64> { table[bin] }
}
