import Foundation

extension ElementVectors {
    /// Vectors made of `ElementProperties`: group, period, block (one-hot), logarithm of mass, electronegativity, covalent radius, valence
    /// electrons, ionisation energy, electron affinity, logarithms of melting point and density; every column standardised over the elements.
    ///
    /// A missing value is taken from the nearest period of the same group that has one, where there is none from the mean of the column.
    public static let builtIn: ElementVectors = {
        let columns = Self.columns(ElementProperties.all)
        let count = Element.count
        var values = [Float](repeating: 0, count: (count + 1) * columns.count)
        for (place, column) in columns.enumerated() {
            let mean = column.reduce(0, +) / Double(count)
            let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
            for (index, value) in column.enumerated() {
                values[(index + 1) * columns.count + place] = Float((value - mean) / variance.squareRoot())
            }
        }
        return ElementVectors(
            name: "covey-elements-1", dimension: columns.count, values: values, isPresent: [false] + [Bool](repeating: true, count: count))
    }()

    /// What its columns are called, in their order.
    public static let builtInColumns =
        ["group", "period", "log mass"] + ElementProperties.Block.allCases.map { "\($0.rawValue) block" }
        + ["s", "p", "d", "f"].map { "\($0) electrons" }
        + ["electronegativity", "covalent radius", "ionisation energy", "electron affinity", "log melting point", "log density"]

    private static func columns(_ all: [ElementProperties]) -> [[Double]] {
        var columns = [all.map { Double($0.group) }, all.map { Double($0.period) }, all.map { log($0.mass) }]
        columns += ElementProperties.Block.allCases.map { block in all.map { $0.block == block ? 1 : 0 } }
        columns += (0..<4).map { shell in all.map { Double($0.valenceElectrons[shell]) } }
        columns += [
            imputed(all) { $0.electronegativity }, imputed(all) { $0.covalentRadius }, imputed(all) { $0.ionisationEnergy },
            imputed(all) { $0.electronAffinity }, imputed(all) { $0.meltingPoint.map { log($0) } },
            imputed(all) { $0.density.map { log($0) } },
        ]
        return columns
    }

    /// The published values, gaps filled as `builtIn` says.
    package static func imputed(_ all: [ElementProperties], _ property: (ElementProperties) -> Double?) -> [Double] {
        let known = all.compactMap(property)
        let mean = known.reduce(0, +) / Double(max(known.count, 1))
        return all.map { element in
            if let value = property(element) { return value }
            // The f block shares one group number with scandium's; neighbours by period are then chemically near as well.
            let relatives = all.filter { $0.group == element.group && $0.block == element.block && property($0) != nil }
            let nearest = relatives.min { abs($0.period - element.period) < abs($1.period - element.period) }
            return nearest.flatMap(property) ?? mean
        }
    }
}
