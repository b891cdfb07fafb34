/// How often each distance to the hull was predicted, in bins of 0.01 eV/atom from −1 to 2 eV/atom; what lies beyond is in the outermost ones.
public struct DistanceHistogram: Hashable, Sendable {
    public static let binCount = 300
    public static let width = 0.01
    public static let start = -1.0

    public private(set) var counts: [Int64]

    public init() {
        counts = Array(repeating: 0, count: Self.binCount)
    }

    init(counts: [Int64]) {
        self.counts = counts
    }

    /// The centre of a bin, eV/atom.
    public static func centre(_ bin: Int) -> Double { start + (Double(bin) + 0.5) * width }

    mutating func add(_ distance: Double) {
        guard distance.isFinite else { return }
        let bin = ((distance - Self.start) / Self.width).rounded(.down)
        counts[Int(min(max(bin, 0), Double(Self.binCount - 1)))] += 1
    }
}
