import Foundation
import Materials

extension Descriptor {
    private static let magpieSource =
        "Ward et al., npj Comput. Mater. 2, 16028 (2016); tables as in matminer 0.10.1, ionic features with those of pymatgen 2026.10.16"

    static let magpie132 = magpie(
        [PropertyStatistics.part], name: "magpie132", summary: "statistics of 22 properties of the elements (Magpie)")

    static let magpie145 = magpie(
        [StoichiometricNorms.part, PropertyStatistics.part, ValenceShares.part, IonicCharacter.part], name: "magpie145",
        summary: "magpie132 with norms of the fractions, shares of valence electrons and ionic character")

    private static func magpie(_ parts: [MagpiePart], name: String, summary: String) -> Descriptor {
        let columns = parts.flatMap(\.columns)
        let rule = Descriptor.Rule.composition { composition in
            let material = WeightedElements(composition)
            // A gap of an element is filled; of one that the table does not have (Nh to Og) nothing is known that could be averaged.
            guard !material.elements.isEmpty, material.elements.allSatisfy({ MagpieTable.standard.contains($0) }) else {
                return [Double](repeating: .nan, count: columns.count)
            }
            return parts.flatMap { $0.values(material) }
        }
        return Descriptor(
            name: name, summary: summary, version: 1, columns: columns, imputation: .meanOverElements, source: magpieSource, rule: rule)
    }
}

/// Some of Magpie's features: their names, and how they come from a material all of whose elements the table has.
struct MagpiePart: Sendable {
    let columns: [String]
    let values: @Sendable (WeightedElements) -> [Double]
}

/// The elements of a composition with their atomic fractions.
struct WeightedElements {
    let elements: [Element]
    let fractions: [Double]

    init(_ composition: Composition) {
        elements = composition.components.map(\.element)
        fractions = composition.fractions
    }

    /// Σ x_i p_i
    func mean(_ value: (Element) -> Double) -> Double {
        var sum = 0.0
        for index in elements.indices { sum += fractions[index] * value(elements[index]) }
        return sum
    }
}

/// (Σ x_i^p)^(1/p) of the atomic fractions x_i; p = 0 counts the elements.
enum StoichiometricNorms {
    private static let powers = [2, 3, 5, 7, 10]

    static let columns = ["0-norm"] + powers.map { "\($0)-norm" }

    static let part = MagpiePart(columns: columns, values: values)

    static func values(of material: WeightedElements) -> [Double] {
        [Double(material.elements.count)]
            + powers.map { power in
                let sum = material.fractions.reduce(0) { $0 + pow($1, Double(power)) }
                return pow(sum, 1 / Double(power))
            }
    }
}

/// Smallest, largest, range, mean and average deviation Σ x_i |p_i − p̄| of each property p over the elements, weighted with atomic fractions
/// x_i, and its mode: the property of the most frequent element, of several the smallest.
enum PropertyStatistics {
    static let columns = MagpieProperty.allCases.flatMap { property in
        ["minimum", "maximum", "range", "mean", "avg_dev", "mode"].map { "MagpieData \($0) \(property.rawValue)" }
    }

    static let part = MagpiePart(columns: columns, values: values)

    static func values(of material: WeightedElements) -> [Double] {
        let table = MagpieTable.standard
        let (elements, fractions) = (material.elements, material.fractions)
        // Fractions that are as near as this count as equally frequent: numpy's isclose, which matminer asks.
        let most = fractions.max() ?? 0
        let isMostFrequent = fractions.map { most - $0 <= 1e-8 + 1e-5 * most }
        var values: [Double] = []
        values.reserveCapacity(columns.count)
        for place in 0..<MagpieProperty.count {
            var (smallest, largest, mode, mean, deviation) = (Double.infinity, -Double.infinity, Double.infinity, 0.0, 0.0)
            for index in elements.indices {
                let value = table.value(place, of: elements[index])
                smallest = min(smallest, value)
                largest = max(largest, value)
                mean += fractions[index] * value
                if isMostFrequent[index] { mode = min(mode, value) }
            }
            for index in elements.indices { deviation += fractions[index] * abs(table.value(place, of: elements[index]) - mean) }
            values.append(smallest)
            values.append(largest)
            values.append(largest - smallest)
            values.append(mean)
            values.append(deviation)
            values.append(mode)
        }
        return values
    }
}

/// Mean number of s, p, d and f electrons over the mean number of valence electrons.
enum ValenceShares {
    static let columns = ["s", "p", "d", "f"].map { "frac \($0) valence electrons" }

    static let part = MagpiePart(columns: columns, values: values)

    static func values(of material: WeightedElements) -> [Double] {
        let total = material.mean { MagpieTable.standard.value(MagpieProperty.valence.place, of: $0) }
        return MagpieProperty.shells.map { shell in
            let place = shell.place
            return material.mean { MagpieTable.standard.value(place, of: $0) } / total
        }
    }
}
