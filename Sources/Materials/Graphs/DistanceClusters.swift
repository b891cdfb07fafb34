/// Which distances of a crystal are one: those that follow each other within the rounding of coordinates that people write.
///
/// A chain of small steps, which crystals without symmetry may have by chance, is cut at its widest steps until no part is wider than a few
/// of them.
package struct DistanceClusters {
    /// Å between neighbours in the order of distances that are still one.
    package static let step = 1e-4
    /// Å between the first and the last of one.
    package static let widest = 3e-4

    /// Å, ascending: the mean of each cluster.
    package private(set) var means: [Double] = []
    /// Of each distance its cluster.
    package private(set) var numbers: [Int32]

    private struct Placed {
        let distance: Double
        let place: Int
    }

    /// - Parameter distances: Å, in any order
    package init(_ distances: [Double]) {
        numbers = Array(repeating: 0, count: distances.count)
        let order = distances.enumerated().map { Placed(distance: $1, place: $0) }.sorted { $0.distance < $1.distance }
        var first = 0
        for place in order.indices {
            guard place + 1 == order.count || order[place + 1].distance - order[place].distance > Self.step else { continue }
            close(first..<place + 1, of: order)
            first = place + 1
        }
    }

    /// Makes a cluster of a chain, or several.
    private mutating func close(_ chain: Range<Int>, of order: [Placed]) {
        var open = [chain]
        while let range = open.popLast() {
            guard order[range.upperBound - 1].distance - order[range.lowerBound].distance <= Self.widest else {
                let cut = Self.widestStep(in: range, of: order)
                open.append(cut..<range.upperBound)
                open.append(range.lowerBound..<cut)
                continue
            }
            var sum = 0.0
            for place in range {
                numbers[order[place].place] = Int32(truncatingIfNeeded: means.count)
                sum += order[place].distance
            }
            means.append(sum / Double(range.count))
        }
    }

    /// The place after the widest step; of equal ones the nearest to the middle, so that even chains are halved.
    private static func widestStep(in range: Range<Int>, of order: [Placed]) -> Int {
        var best = (step: -1.0, fromMiddle: 0, place: range.lowerBound + 1)
        for place in (range.lowerBound + 1)..<range.upperBound {
            let step = order[place].distance - order[place - 1].distance
            let fromMiddle = abs(2 * place - range.lowerBound - range.upperBound)
            if step > best.step || step == best.step && fromMiddle < best.fromMiddle { best = (step, fromMiddle, place) }
        }
        return best.place
    }
}
