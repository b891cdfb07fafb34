import Materials

extension DescriptorFamily {
    private static let source = "R.-S. Zhang and J. Cumby's GRID as gridrdf 0.3.0 computes it"

    /// Group i: the distances of every atom to its i-th neighbour, as a histogram.
    static let grid = DescriptorFamily(name: "grid", parameters: RadialSettings.parameters) { name, values in
        let settings = RadialSettings(values)
        let histograms = RadialHistograms(settings)
        let beginnings = settings.beginnings
        return Descriptor(
            name: name, summary: "histograms of the distances to the 1st … \(settings.groups)th neighbour (GRID), 1/Å", version: 1,
            columns: (1...settings.groups).flatMap { group in beginnings.map { "n\(group) \($0)" } }, imputation: .none, source: source,
            hasOneUnit: true,
            rule: .structure { structure in
                NeighbourDistances.nearest(settings.groups, of: structure).map { histograms.values($0, atoms: structure.sites.count, isSum: false) }
            })
    }

    /// All groups in one histogram.
    static let rdf = DescriptorFamily(name: "rdf", parameters: RadialSettings.parameters) { name, values in
        let settings = RadialSettings(values)
        let histograms = RadialHistograms(settings)
        return Descriptor(
            name: name, summary: "histogram of the distances to the \(settings.groups) nearest neighbours (radial distribution function), 1/Å",
            version: 1,
            columns: settings.beginnings.map { "r \($0)" }, imputation: .none, source: source,
            hasOneUnit: true,
            rule: .structure { structure in
                NeighbourDistances.nearest(settings.groups, of: structure).map { histograms.values($0, atoms: structure.sites.count, isSum: true) }
            })
    }
}
