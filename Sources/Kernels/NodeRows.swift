/// The rows of a tree's nodes, each node a stretch of one list, with what is summed over them beside.
///
/// Cutting a node moves its rows within its stretch and keeps their order; nothing is allocated after the beginning.
public struct NodeRows: ~Copyable {
    private let capacity: Int
    private let rows: UnsafeMutablePointer<UInt32>
    private let moments: UnsafeMutablePointer<SIMD2<Double>>
    /// Where the right side of a cut waits.
    private let otherRows: UnsafeMutablePointer<UInt32>
    private let otherMoments: UnsafeMutablePointer<SIMD2<Double>>
    public private(set) var count = 0

    public init(capacity: Int) {
        self.capacity = capacity
        rows = .allocate(capacity: capacity)
        rows.initialize(repeating: 0, count: capacity)
        moments = .allocate(capacity: capacity)
        moments.initialize(repeating: .zero, count: capacity)
        otherRows = .allocate(capacity: capacity)
        otherRows.initialize(repeating: 0, count: capacity)
        otherMoments = .allocate(capacity: capacity)
        otherMoments.initialize(repeating: .zero, count: capacity)
    }

    deinit {
        rows.deallocate()
        moments.deallocate()
        otherRows.deallocate()
        otherMoments.deallocate()
    }

    public mutating func removeAll() { count = 0 }

    public mutating func append(_ row: Int, _ moment: SIMD2<Double>) {
        precondition(count < capacity, "room for a row")
        rows[count] = UInt32(row)
        moments[count] = moment
        count += 1
    }

    @_lifetime(borrow self)
    public func rows(_ stretch: Range<Int>) -> Span<UInt32> {
        precondition(stretch.lowerBound >= 0 && stretch.upperBound <= count, "a stretch that there is")
        return _overrideLifetime(Span(_unsafeStart: UnsafePointer(rows + stretch.lowerBound), count: stretch.count), borrowing: self)
    }

    @_lifetime(borrow self)
    public func moments(_ stretch: Range<Int>) -> Span<SIMD2<Double>> {
        precondition(stretch.lowerBound >= 0 && stretch.upperBound <= count, "a stretch that there is")
        return _overrideLifetime(Span(_unsafeStart: UnsafePointer(moments + stretch.lowerBound), count: stretch.count), borrowing: self)
    }

    /// Gives the rows of a stretch the numbers from 0; `names` says what they were called, in that order.
    public mutating func number(_ stretch: Range<Int>, names: inout MutableSpan<UInt32>) {
        precondition(stretch.lowerBound >= 0 && stretch.upperBound <= count && stretch.count <= names.count, "a stretch that there is")
        for place in 0..<stretch.count {
            names[place] = rows[stretch.lowerBound + place]
            rows[stretch.lowerBound + place] = UInt32(truncatingIfNeeded: place)
        }
    }

    /// Moves the rows whose bin is at most `last` to the front of their stretch; the order on each side stays.
    ///
    /// - Returns: the place of the first of the others.
    public mutating func part(_ stretch: Range<Int>, _ bins: Span<UInt8>, last: UInt8) -> Int {
        precondition(stretch.lowerBound >= 0 && stretch.upperBound <= count, "a stretch that there is")
        var left = stretch.lowerBound
        var right = 0
        for place in stretch {
            let row = rows[place]
            let moment = moments[place]
            let goesLeft = bins[Int(row)] <= last
            // Written to both sides, kept on one: a jump would be guessed wrong half of the time.
            rows[left] = row
            moments[left] = moment
            otherRows[right] = row
            otherMoments[right] = moment
            left &+= goesLeft ? 1 : 0
            right &+= goesLeft ? 0 : 1
        }
        (rows + left).update(from: otherRows, count: right)
        (moments + left).update(from: otherMoments, count: right)
        return left
    }

    /// The first row of a stretch with the greatest key.
    public func rowOfGreatest(_ stretch: Range<Int>, _ keys: Span<UInt32>) -> Int { extreme(stretch, keys) { $0 > $1 } }

    public func rowOfGreatest(_ stretch: Range<Int>, _ keys: Span<UInt8>) -> Int { extreme(stretch, keys) { $0 > $1 } }

    /// The first row of a stretch with the least key.
    public func rowOfLeast(_ stretch: Range<Int>, _ keys: Span<UInt32>) -> Int { extreme(stretch, keys) { $0 < $1 } }

    public func rowOfLeast(_ stretch: Range<Int>, _ keys: Span<UInt8>) -> Int { extreme(stretch, keys) { $0 < $1 } }

    @inline(__always)
    private func extreme<Key: FixedWidthInteger>(_ stretch: Range<Int>, _ keys: Span<Key>, _ isBefore: (Key, Key) -> Bool) -> Int {
        precondition(!stretch.isEmpty && stretch.lowerBound >= 0 && stretch.upperBound <= count, "a stretch that there is")
        var found = Int(rows[stretch.lowerBound])
        var key = keys[found]
        for place in stretch.dropFirst() {
            let row = Int(rows[place])
            let other = keys[row]
            if isBefore(other, key) {
                found = row
                key = other
            }
        }
        return found
    }
}
