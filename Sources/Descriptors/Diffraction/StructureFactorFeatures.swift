import Materials

extension Descriptor {
    /// Fourier coefficients of the electron density, |F(hkl)| on the Niggli cell of the primitive lattice.
    ///
    /// That cell is unique as a shape, but not as a choice of axes: where the lattice has symmetry, several Niggli cells call one reflection
    /// by different hkl. A column is therefore the mean of |F| over all hkl that these cells call so. It depends on no choice, and cannot
    /// tell a crystal from its mirror image, as no |F| can.
    static let structureFactors = DescriptorFamily(
        name: "structure-factors",
        parameters: [
            .init(name: "hmax", standard: 2, range: 1...6, isWhole: true, meaning: "the largest of |h|, |k| and |l|"),
        ],
        make: { name, values in
            let reflections = reflections(upTo: Int(values["hmax"] ?? 2))
            return Descriptor(
                name: name, summary: "X-ray structure factors on the Niggli cell, means over equivalent reflections", version: 1,
                columns: reflections.map { "|F| \($0.x) \($0.y) \($0.z)" }, imputation: .none,
                source: "form factors: International Tables for Crystallography C (1992), table 6.1.1.4; cell: Grosse-Kunstleve et al., "
                    + "Acta Cryst. A60, 1 (2004)",
                rule: .structure { amplitudes(of: $0, reflections) })
        })

    /// One of each pair hkl and −h−k−l, of which |F| is the same; the first is 0 0 0, all electrons.
    private static func reflections(upTo most: Int) -> [SIMD3<Int>] {
        (0...most).flatMap { h in (-most...most).flatMap { k in (-most...most).map { SIMD3(h, k, $0) } } }.filter { half($0) == $0 }
    }

    /// The one of hkl and −h−k−l whose first index that is not 0 is positive.
    private static func half(_ hkl: SIMD3<Int>) -> SIMD3<Int> {
        for index in [hkl.x, hkl.y, hkl.z] where index != 0 { return index > 0 ? hkl : 0 &- hkl }
        return hkl
    }

    /// Electrons; nil where an element has no form factor, and for cells too flat to be reduced.
    private static func amplitudes(of structure: Structure, _ reflections: [SIMD3<Int>]) -> [Double]? {
        let table = ScatteringFactors.standard
        guard structure.sites.allSatisfy({ table.contains($0.element) }) else { return nil }
        guard let cell = NiggliCell(structure.primitive(within: 0.01)) else { return nil }
        let factors = StructureFactors(cell.structure) { table.value(of: $0, square: $1) }
        var known: [SIMD3<Int>: Double] = [:]
        return reflections.map { reflection in
            let equivalents = cell.equivalents(of: reflection)
            var sum = 0.0
            for hkl in equivalents.map(half) {
                let amplitude = known[hkl] ?? factors.square(hkl).squareRoot()
                known[hkl] = amplitude
                sum += amplitude
            }
            return sum / Double(equivalents.count)
        }
    }
}
