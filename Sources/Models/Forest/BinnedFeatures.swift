import Kernels

/// The features of the training rows, sorted once for all trees: of each value its rank among the feature's distinct values, and its bin.
///
/// A missing value (NaN) counts as greater than every number and has a rank and a bin of its own, so that it goes right of every cut between
/// numbers and may be told apart from all of them. Infinite values are refused.
public struct BinnedFeatures: Sendable {
    public let rowCount: Int
    public let featureCount: Int
    /// [features × rows] bins of about equally many rows, in the order of the values.
    private let bins: ContiguousArray<UInt8>
    /// [features × rows] ranks among the feature's distinct values.
    private let ranks: ContiguousArray<UInt32>
    /// The distinct values of every feature, ascending, one feature after the other.
    private let values: ContiguousArray<Float>
    private let firstValue: [Int]
    /// Whether each distinct value of a feature has a bin of its own.
    private let isExact: [Bool]

    /// - Parameters:
    ///   - matrix: [rows × features]
    ///   - rows: those to learn from, in the order of the targets
    ///   - bins: of a feature at most
    public init(_ matrix: Matrix, rows: [Int], bins limit: Int = 256) throws(ForestError) {
        guard !rows.isEmpty else { throw .noRows }
        guard matrix.columns > 0 else { throw .noFeatures }
        guard (2...256).contains(limit) else { throw .setting(name: "model.bins", found: limit, range: 2...256) }
        if let row = rows.first(where: { !(0..<matrix.rows).contains($0) }) { throw .rowOutside(row: row, rows: matrix.rows) }
        rowCount = rows.count
        featureCount = matrix.columns
        var bins = ContiguousArray<UInt8>(repeating: 0, count: rows.count * matrix.columns)
        var ranks = ContiguousArray<UInt32>(repeating: 0, count: rows.count * matrix.columns)
        var values: ContiguousArray<Float> = []
        var firstValue = [0]
        var isExact: [Bool] = []
        var keys = ContiguousArray<UInt64>(repeating: 0, count: rows.count)
        var binOfRank: ContiguousArray<UInt8> = []
        for feature in 0..<matrix.columns {
            for (place, row) in rows.enumerated() {
                let value = matrix[row, feature]
                guard !value.isInfinite else { throw .infiniteFeature(row: row, feature: feature) }
                keys[place] = UInt64(Self.order(value)) << 32 | UInt64(place)
            }
            keys.sort()
            let counts = Self.rank(keys, from: feature * rows.count, into: &ranks)
            let hasMissing = keys[rows.count - 1] >> 32 == UInt64(Self.missing)
            Self.bin(counts, limit, lastIsMissing: hasMissing, into: &binOfRank)
            for place in feature * rows.count..<(feature + 1) * rows.count { bins[place] = binOfRank[Int(ranks[place])] }
            var previous: UInt64?
            for key in keys where key >> 32 != previous {
                previous = key >> 32
                values.append(matrix[rows[Int(key & 0xffff_ffff)], feature])
            }
            firstValue.append(values.count)
            isExact.append(counts.count <= limit)
        }
        self.bins = bins
        self.ranks = ranks
        self.values = values
        self.firstValue = firstValue
        self.isExact = isExact
    }

    @_lifetime(borrow self)
    func bins(_ feature: Int) -> Span<UInt8> { bins.span.extracting(feature * rowCount..<(feature + 1) * rowCount) }

    @_lifetime(borrow self)
    func ranks(_ feature: Int) -> Span<UInt32> { ranks.span.extracting(feature * rowCount..<(feature + 1) * rowCount) }

    func value(_ feature: Int, row: Int) -> Float { values[firstValue[feature] + Int(ranks[feature * rowCount + row])] }

    /// [rows × features] the values themselves.
    func matrix() -> Matrix {
        let matrix = Matrix(rows: rowCount, columns: featureCount)
        for feature in 0..<featureCount { for row in 0..<rowCount { matrix[row, feature] = value(feature, row: row) } }
        return matrix
    }

    func hasExactBins(_ feature: Int) -> Bool { isExact[feature] }

    func isConstant(_ feature: Int) -> Bool { firstValue[feature + 1] - firstValue[feature] == 1 }

    /// The threshold between two neighbouring values of a node: their middle, or, where no float lies between, the lesser.
    static func threshold(_ left: Float, _ right: Float) -> Float {
        // Every number goes left, and only what is missing right.
        if right.isNaN { return .infinity }
        let middle = Float((Double(left) + Double(right)) / 2)
        return middle < right ? middle : left
    }

    private static let missing = UInt32.max

    /// An integer that is ordered as the values are; −0 equals 0.
    private static func order(_ value: Float) -> UInt32 {
        guard !value.isNaN else { return missing }
        let bits = (value + 0).bitPattern
        return bits >> 31 == 1 ? ~bits : bits | 1 << 31
    }

    /// Ranks of the sorted keys' rows; how many rows each rank has.
    private static func rank(_ keys: ContiguousArray<UInt64>, from first: Int, into ranks: inout ContiguousArray<UInt32>) -> [Int] {
        var counts: [Int] = []
        var previous: UInt64?
        for key in keys {
            if key >> 32 == previous {
                counts[counts.count - 1] += 1
            } else {
                counts.append(1)
                previous = key >> 32
            }
            ranks[first + Int(key & 0xffff_ffff)] = UInt32(counts.count - 1)
        }
        return counts
    }

    /// Bins of about equally many of the rows that remain: a value that many rows share does not take the bins of the others.
    private static func bin(_ counts: [Int], _ limit: Int, lastIsMissing: Bool, into bins: inout ContiguousArray<UInt8>) {
        bins.removeAll(keepingCapacity: true)
        guard counts.count > limit else {
            for rank in counts.indices { bins.append(UInt8(rank)) }
            return
        }
        let numbers = lastIsMissing ? counts.count - 1 : counts.count
        let available = lastIsMissing ? limit - 1 : limit
        var rest = counts[..<numbers].reduce(0, +)
        var bin = 0
        var inBin = 0
        for rank in 0..<numbers {
            // As many as a bin's share, or a value that would carry it further beyond than it falls short.
            let share = (rest + inBin) / (available - bin)
            if inBin > 0 && bin + 1 < available && inBin + counts[rank] / 2 >= max(share, 1) {
                bin += 1
                inBin = 0
            }
            bins.append(UInt8(bin))
            inBin += counts[rank]
            rest -= counts[rank]
        }
        if lastIsMissing { bins.append(UInt8(bin + 1)) }
    }
}
