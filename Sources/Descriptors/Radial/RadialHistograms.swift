import Foundation

/// Turns counts of distances into smeared, normalised histograms, as gridrdf 0.3.0 does.
///
/// A distance falls into one of fine bins, a fifth of a bin wide; the Gaussian spreads a fine bin over its neighbours up to four deviations
/// away and is thrown back at zero and a little beyond the longest distance; a fine bin belongs to the bin that its beginning lies in. What
/// lands beyond the cutoff is left out, and the rest has an area of 1.
struct RadialHistograms: Sendable {
    private let settings: RadialSettings
    private let fineWidth: Double
    /// The Gaussian at 0, 1, … fine bins, normalised over both sides.
    private let kernel: [Double]

    private static let finePerBin = 5.0
    /// Å. A distance this little below an edge counts as on it: what roundings make of a distance does not decide.
    private static let tolerance = 1e-8

    init(_ settings: RadialSettings) {
        self.settings = settings
        fineWidth = settings.bin / (settings.smearing > 0 ? Self.finePerBin : 1)
        guard settings.smearing > 0 else {
            kernel = [1]
            return
        }
        let deviation = settings.smearing / fineWidth
        let values = (0...Int(4 * deviation + 0.5)).map { exp(-0.5 * Double($0 * $0) / (deviation * deviation)) }
        let sum = values[0] + 2 * values.dropFirst().reduce(0, +)
        kernel = values.map { $0 / sum }
    }

    /// - Parameter distances: [groups × atoms], Å: of group i those of every atom's i-th neighbour
    /// - Parameter isSum: one histogram of all groups instead of one for each
    /// - Returns: [groups × bins], or [bins]: 1/Å; zeros for a group of which nothing lies within the cutoff
    func values(_ distances: [Double], atoms: Int, isSum: Bool) -> [Double] {
        let bins = settings.bins
        let fineCount = fineBins(longest: distances.max() ?? 0)
        let places = (0..<fineCount).map { bin(of: Double($0) * fineWidth, of: bins) }
        var result = [Double](repeating: 0, count: isSum ? bins : settings.groups * bins)
        var counts = [Int32](repeating: 0, count: fineCount)
        let length = isSum ? distances.count : atoms
        for group in 0..<(isSum ? 1 : settings.groups) {
            // Counts are whole, so that no order of the atoms changes a bit.
            var (first, last) = (fineCount, -1)
            for index in group * length..<(group + 1) * length {
                let fine = fineBin(of: distances[index], of: fineCount)
                counts[fine] += 1
                (first, last) = (min(first, fine), max(last, fine))
            }
            var total = 0.0
            for fine in stride(from: first, through: last, by: 1) where counts[fine] > 0 {
                total += spread(Double(counts[fine]), at: fine, places, into: &result, from: group * bins)
                counts[fine] = 0
            }
            let factor = total > 0 ? 1 / (total * settings.bin) : 0
            for bin in group * bins..<(group + 1) * bins { result[bin] *= factor }
        }
        return result
    }

    /// - Parameter begin: the place of the histogram's first bin
    /// - Returns: what has fallen within the cutoff
    private func spread(_ count: Double, at fine: Int, _ places: [Int], into result: inout [Double], from begin: Int) -> Double {
        var total = 0.0
        for offset in 1 - kernel.count..<kernel.count {
            let place = places[Self.reflected(fine + offset, places.count)]
            guard place >= 0 else { continue }
            let part = count * kernel[abs(offset)]
            result[begin + place] += part
            total += part
        }
        return total
    }

    /// … 2 1 0 | 0 1 2 … n−1 | n−1 n−2 …
    private static func reflected(_ index: Int, _ count: Int) -> Int {
        if index >= 0 && index < count { return index }
        let around = ((index % (2 * count)) + 2 * count) % (2 * count)
        return around < count ? around : 2 * count - 1 - around
    }

    private func fineBins(longest: Double) -> Int {
        guard settings.smearing > 0 else { return max(settings.bins, Int(longest / fineWidth) + 2) }
        return RadialSettings.edges(to: longest - Self.tolerance + 3 * settings.smearing + fineWidth, by: fineWidth) - 1
    }

    /// The bin whose beginning is at or below; the multiples of the width are rounded as products are, which decides where widths are no
    /// binary fractions.
    private func fineBin(of distance: Double, of count: Int) -> Int {
        let value = distance + Self.tolerance
        var place = Int(value / fineWidth)
        if Double(place) * fineWidth > value { place -= 1 } else if Double(place + 1) * fineWidth <= value { place += 1 }
        return min(place, count - 1)
    }

    /// The bin that a fine bin's beginning lies in; the last has its end as well. −1 beyond.
    private func bin(of beginning: Double, of count: Int) -> Int {
        var place = Int(beginning / settings.bin)
        if Double(place) * settings.bin > beginning { place -= 1 } else if Double(place + 1) * settings.bin <= beginning { place += 1 }
        return place < count ? place : beginning <= Double(count) * settings.bin ? count - 1 : -1
    }
}
