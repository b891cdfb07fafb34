import Foundation

/// Values of a target that lie beyond all others: a slip of the decimal, another unit, or a mark for "not known". One of them moves the mean and the
/// deviation that all others are measured by.
///
/// An honest tail thins out: between its outermost values there are others on the way. What is looked for is a gap, beyond which nothing but a few
/// values lies. Of values of one sign, such as moduli and conductivities over decades, the gap must be one of their logarithms too.
public struct FarValues: Sendable, Hashable {
    /// Places of the values, the farthest first.
    public let places: [Int]
    /// Of the others.
    public let median: Double
    /// How far the farthest of the others lies from their median.
    public let reach: Double
    /// How many times as far the farthest lies.
    public let times: Double

    /// Beyond the others by so many times their own reach …
    private static let gap = 30.0
    /// … and, of one sign, by so many quartile ranges of their logarithms.
    private static let gapOfLogarithms = 6.0
    /// At most so many of the values are "a few" …
    private static let few = 0.05
    /// … or, where all of them are one value, which is then a mark.
    private static let fewOfOneValue = 0.2
    private static let fewestOthers = 5

    /// - Parameter values: NaN where not known
    /// - Returns: nil where no value lies beyond all others
    public init?(_ values: [Double]) {
        let known = values.indices.filter { !values[$0].isNaN }
        guard known.count > Self.fewestOthers, let middle = Quartiles(known.map { values[$0] })?.median else { return nil }
        let order = known.map { (place: $0, distance: abs(values[$0] - middle)) }
            .sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }
        let farthest = values[order[order.count - 1].place]
        let equal = order.firstIndex { $0.distance > 0 } ?? order.count
        var isOneValue = true
        // The largest group beyond a gap: there may be others within it.
        var found: (first: Int, median: Double)?
        for count in 1...max(1, Int(Self.fewOfOneValue * Double(order.count))) {
            let first = order.count - count
            guard first >= Self.fewestOthers else { break }
            isOneValue = isOneValue && values[order[first].place] == farthest
            guard isOneValue || count <= max(1, Int(Self.few * Double(order.count))) else { break }
            let reach = order[first - 1].distance
            // Of values that are nearly all the same, the few that are not lie beyond nothing.
            guard first - equal >= max(Self.fewestOthers, 4 * count) else { break }
            guard order[first].distance >= Self.gap * reach else { continue }
            let others = order[..<first].map { values[$0.place] }
            guard Self.isBeyond(values[order[first].place], others) else { continue }
            found = (first, Quartiles(others)?.median ?? middle)
        }
        guard let found else { return nil }
        places = order[found.first...].reversed().map(\.place)
        median = found.median
        reach = order[found.first - 1].distance
        times = order[order.count - 1].distance / reach
    }

    private static func isBeyond(_ value: Double, _ others: [Double]) -> Bool {
        guard value != 0, !others.contains(where: { ($0 < 0) != (value < 0) && $0 != 0 }) else { return true }
        guard let quartiles = Quartiles(others.filter { $0 != 0 }.map { log(abs($0)) }) else { return true }
        return abs(log(abs(value)) - quartiles.median) >= gapOfLogarithms * quartiles.range
    }

    /// "m5 is 100000000: 8e+07 times as far from the middle (-1.348) as any other value. Is it a slip …"
    ///
    /// - Parameters:
    ///   - name: of the material at a place
    ///   - text: of the value there
    public func sentence(name: (Int) -> String, text: (Int) -> String) -> String {
        let shown = places.prefix(3).map { "\(name($0)) is \(text($0))" }.joined(separator: ", ")
        let rest = places.count > 3 ? " and \(places.count - 3) more like \(places.count == 4 ? "it" : "them")" : ""
        let far = String(format: times < 1e6 ? "%.0f" : "%.2g", times)
        return shown + rest + ": \(places.count > 1 ? "up to " : "")\(far) times as far from the middle (\(String(format: "%.4g", median))) as any other value. Is it a slip, another unit, "
            + "or a mark for what is not known? Mend it in the table, or leave the field empty; it moves the mean and the deviation of all"
    }
}
