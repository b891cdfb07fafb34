import Foundation
import Materials

/// How ionic a compound may be: whether its elements can make a neutral one with a common charge each, and the largest and the mean of the
/// ionic characters c_ij = 1 − exp(−(χ_i − χ_j)²/4) of its pairs, the mean as Σ_{i<j} x_i x_j c_ij.
enum IonicCharacter {
    static let columns = ["compound possible", "max ionic char", "avg ionic char"]
    static let part = MagpiePart(columns: columns, values: values)

    static func values(of material: WeightedElements) -> [Double] {
        let elements = material.elements
        // What is but one element is neutral as it is.
        guard elements.count > 1 else { return [1, 0, 0] }
        let electronegativities = elements.map { IonicTable.standard.electronegativity(of: $0) }
        var (largest, mean) = (0.0, 0.0)
        for i in elements.indices {
            for j in elements.indices.dropFirst(i + 1) {
                let difference = electronegativities[i] - electronegativities[j]
                let character = 1 - exp(-difference * difference / 4)
                largest = max(largest, character)
                mean += material.fractions[i] * material.fractions[j] * character
            }
        }
        let isPossible = NeutralCharges.exist(elements.map { IonicTable.standard.charges(of: $0) }, fractions: material.fractions)
        return [isPossible.map { $0 ? 1 : 0 } ?? .nan, largest, mean]
    }
}

/// Whether one charge for each element can be chosen so that Σ x_i q_i is zero.
enum NeutralCharges {
    /// A sum as near to zero as this is zero, with fractions that sum to one.
    static let tolerance = 1e-8
    /// Sums that are followed. Compounds of nature need a few hundred; more come of formulae that were made to have them.
    static let mostSums = 1 << 16

    /// - Parameters:
    ///   - charges: of each element, ascending; an element without any is in no neutral compound
    ///   - fractions: of each element
    /// - Returns: nil where there are more sums than are followed
    static func exist(_ charges: [[Double]], fractions: [Double]) -> Bool? {
        // How far the elements still to come can move a sum, down and up.
        var reach = [(down: 0.0, up: 0.0)]
        for (list, fraction) in zip(charges, fractions).reversed() {
            guard let least = list.first, let most = list.last else { return false }
            let last = reach[reach.count - 1]
            reach.append((last.down + fraction * least, last.up + fraction * most))
        }
        reach.reverse()
        var sums = [0.0]
        for (place, (list, fraction)) in zip(charges, fractions).enumerated() {
            let (down, up) = reach[place + 1]
            var next: [Double] = []
            next.reserveCapacity(sums.count * list.count)
            for sum in sums {
                for charge in list {
                    let total = sum + charge * fraction
                    // What can no longer come back to zero is let go.
                    if total + down <= tolerance, total + up >= -tolerance { next.append(total) }
                }
            }
            sums = distinct(next)
            guard !sums.isEmpty else { return false }
            guard sums.count <= mostSums else { return nil }
        }
        return true
    }

    /// Sums that differ by rounding alone, once each.
    private static func distinct(_ sums: [Double]) -> [Double] {
        var kept: [Double] = []
        for sum in sums.sorted() where kept.last.map({ sum - $0 > 1e-13 }) ?? true { kept.append(sum) }
        return kept
    }
}
