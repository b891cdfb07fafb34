extension Structure {
    /// The structure as pymatgen's JSON dictionary (`Structure.as_dict`).
    public var pymatgenText: String {
        func list(_ vector: SIMD3<Double>) -> String { "[" + (0..<3).map { "\(vector[$0])" }.joined(separator: ", ") + "]" }
        let metric = Metric(lattice)
        let matrix = [lattice.a, lattice.b, lattice.c].map(list).joined(separator: ", ")
        let (lengths, angles) = (metric.lengths, metric.angles)
        let atoms = sites.map { site in
            "    {\"species\": [{\"element\": \"\(site.element)\", \"occu\": 1}], \"abc\": \(list(site.position)), "
                + "\"xyz\": \(list(lattice.cartesian(site.position))), \"label\": \"\(site.element)\", \"properties\": {}}"
        }
        return """
            {"@module": "pymatgen.core.structure", "@class": "Structure", "charge": 0,
              "lattice": {"matrix": [\(matrix)], "pbc": [true, true, true],
                "a": \(lengths.x), "b": \(lengths.y), "c": \(lengths.z), "alpha": \(angles.x), "beta": \(angles.y), "gamma": \(angles.z),
                "volume": \(lattice.volume)},
              "properties": {},
              "sites": [
            \(atoms.joined(separator: ",\n"))
              ]}

            """
    }
}
