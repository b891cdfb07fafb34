import Glibc

/// Attention of each token to those before it and to itself, within its sequence (Vaswani et al. 2017): heads of softmax(q·k / √w) · v.
///
/// Sequences of some ten tokens: no product of a library is worth its call, and nothing is padded.
public struct CausalAttention: Sendable {
    public let heads: Int
    /// d, of all heads together.
    public let width: Int
    private let lanes: Int
    private let scale: Float

    /// - Parameter width: a multiple of 16 for each head
    public init(heads: Int, width: Int) {
        precondition(heads > 0 && width % (16 * heads) == 0, "heads of whole vectors")
        self.heads = heads
        self.width = width
        lanes = width / heads / 16
        scale = 1 / Float(width / heads).squareRoot()
    }

    /// Columns that a token's shares take, of sequences of at most so many tokens.
    public func shareColumns(longest: Int) -> Int { heads * Self.room(longest) }

    private static func room(_ tokens: Int) -> Int { (tokens + 15) / 16 * 16 }

    /// - Parameters:
    ///   - qkv: [T × 3d], queries, keys and values beside each other
    ///   - starts: [S + 1] where sequences begin, and at last where they end
    ///   - shares: [T × shareColumns], overwritten with what each token gives of its attention to each before it
    ///   - out: [T × d]
    public func forward(_ qkv: Matrix, starts: Span<Int32>, shares: Matrix, into out: Matrix) {
        check(qkv, starts, shares)
        precondition(out.columns == width && out.rows >= Int(starts[starts.count - 1]) && out.hasAlignedRows, "a row for each token")
        let stride = shares.columns / heads
        for sequence in 0..<(starts.count - 1) {
            let (first, end) = (Int(starts[sequence]), Int(starts[sequence + 1]))
            for token in first..<end {
                attend(qkv, from: token, over: first, shares: shares.pointer + token * shares.stride, stride: stride, into: out.lanes(token))
            }
        }
    }

    /// One token more of some sequences, whose earlier ones lie before it.
    ///
    /// - Parameters:
    ///   - tokens: rows of the new ones in `qkv`
    ///   - firsts: rows of their sequences' first tokens
    ///   - scratch: [1 × shareColumns]
    ///   - out: [tokens × d]
    public func step(_ qkv: Matrix, tokens: Span<Int32>, firsts: Span<Int32>, scratch: Matrix, into out: Matrix) {
        precondition(qkv.columns == 3 * width && qkv.hasAlignedRows && scratch.hasAlignedRows && out.hasAlignedRows, "rows of whole vectors")
        precondition(tokens.count == firsts.count && out.rows >= tokens.count && out.columns == width, "a row for each token")
        let stride = scratch.columns / heads
        for place in 0..<tokens.count {
            let (token, first) = (Int(tokens[place]), Int(firsts[place]))
            precondition(first >= 0 && first <= token && token < qkv.rows && token - first < stride, "tokens that there are")
            attend(qkv, from: token, over: first, shares: scratch.pointer, stride: stride, into: out.lanes(place))
        }
    }

    /// Of two vectors of a head.
    @inline(__always)
    private func product(_ one: UnsafePointer<Lanes>, _ other: UnsafePointer<Lanes>) -> Float {
        var sum = one[0] * other[0]
        for lane in 1..<lanes { sum = sum.addingProduct(one[lane], other[lane]) }
        return total(sum)
    }

    private func attend(
        _ qkv: Matrix, from token: Int, over first: Int, shares: UnsafeMutablePointer<Float>, stride: Int, into out: UnsafeMutablePointer<Lanes>
    ) {
        let count = token - first + 1
        let vectors = width / 16
        for head in 0..<heads {
            let query = qkv.lanes(token) + head * lanes
            let own = shares + head * stride
            var largest = -Float.infinity
            for other in 0..<count {
                let key = qkv.lanes(first + other) + vectors + head * lanes
                let energy = product(query, key) * scale
                own[other] = energy
                largest = max(largest, energy)
            }
            for other in count..<((count + 15) / 16 * 16) { own[other] = largest - 100 }
            let blocks = UnsafeMutableRawPointer(own).assumingMemoryBound(to: Lanes.self)
            var sum = Lanes.zero
            for block in 0..<((count + 15) / 16) {
                let weights = exponential(blocks[block] - largest)
                blocks[block] = weights
                sum += weights
            }
            let inverse = 1 / total(sum)
            let target = out + head * lanes
            for lane in 0..<lanes { target[lane] = .zero }
            for other in 0..<count {
                let share = own[other] * inverse
                own[other] = share
                let value = qkv.lanes(first + other) + 2 * vectors + head * lanes
                for lane in 0..<lanes { target[lane] = target[lane].addingProduct(Lanes(repeating: share), value[lane]) }
            }
        }
    }

    /// - Parameters:
    ///   - slopes: δout, [T × d]
    ///   - shares: as `forward` left them
    ///   - scratch: [1 × shareColumns]
    ///   - gradient: [T × 3d], overwritten
    public func backward(_ slopes: Matrix, qkv: Matrix, starts: Span<Int32>, shares: Matrix, scratch: Matrix, into gradient: Matrix) {
        check(qkv, starts, shares)
        let tokens = Int(starts[starts.count - 1])
        precondition(slopes.columns == width && slopes.rows >= tokens && slopes.hasAlignedRows, "a slope for each token")
        precondition(gradient.columns == 3 * width && gradient.rows >= tokens && gradient.hasAlignedRows, "a gradient for each token")
        precondition(scratch.columns >= shares.columns / heads, "room for a row of slopes")
        let stride = shares.columns / heads
        let vectors = width / 16
        for token in 0..<tokens { for lane in vectors..<(3 * vectors) { gradient.lanes(token)[lane] = .zero } }
        for sequence in 0..<(starts.count - 1) {
            let (first, end) = (Int(starts[sequence]), Int(starts[sequence + 1]))
            for token in first..<end {
                for head in 0..<heads {
                    let own = shares.pointer + token * shares.stride + head * stride
                    backward(head, token, first, own, scratch.pointer, slopes.lanes(token) + head * lanes, qkv, gradient)
                }
            }
        }
    }

    private func backward(
        _ head: Int, _ token: Int, _ first: Int, _ shares: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>,
        _ slope: UnsafeMutablePointer<Lanes>, _ qkv: Matrix, _ gradient: Matrix
    ) {
        let (count, vectors) = (token - first + 1, width / 16)
        let (keys, values) = (vectors + head * lanes, 2 * vectors + head * lanes)
        var mean: Float = 0
        for other in 0..<count {
            let value = qkv.lanes(first + other) + values
            scratch[other] = product(slope, value)
            mean = mean.addingProduct(shares[other], scratch[other])
        }
        let query = qkv.lanes(token) + head * lanes
        let target = gradient.lanes(token) + head * lanes
        for lane in 0..<lanes { target[lane] = .zero }
        for other in 0..<count {
            let share = Lanes(repeating: shares[other])
            let energy = Lanes(repeating: shares[other] * (scratch[other] - mean) * scale)
            let key = qkv.lanes(first + other) + keys
            let (keyGradient, valueGradient) = (gradient.lanes(first + other) + keys, gradient.lanes(first + other) + values)
            for lane in 0..<lanes {
                target[lane] = target[lane].addingProduct(energy, key[lane])
                keyGradient[lane] = keyGradient[lane].addingProduct(energy, query[lane])
                valueGradient[lane] = valueGradient[lane].addingProduct(share, slope[lane])
            }
        }
    }

    private func check(_ qkv: Matrix, _ starts: Span<Int32>, _ shares: Matrix) {
        precondition(starts.count >= 1 && starts[0] == 0 && Int(starts[starts.count - 1]) <= min(qkv.rows, shares.rows), "tokens that there are")
        precondition(qkv.columns == 3 * width && qkv.hasAlignedRows && shares.hasAlignedRows, "rows of whole vectors")
        precondition(shares.columns % (16 * heads) == 0, "shares of every head")
        let stride = shares.columns / heads
        for sequence in 0..<(starts.count - 1) {
            let length = starts[sequence + 1] - starts[sequence]
            precondition(length >= 0 && length <= stride, "sequences that fit")
        }
    }
}
