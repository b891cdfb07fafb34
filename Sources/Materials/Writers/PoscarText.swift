extension Structure {
    /// The structure as a POSCAR of VASP 5 with direct coordinates (VASP manual, "POSCAR"). Atoms of an element stand together, elements in the
    /// order of their first atoms.
    public func poscarText(comment: String) -> String {
        var order: [Element] = []
        for site in sites where !order.contains(site.element) { order.append(site.element) }
        let groups = order.map { element in sites.filter { $0.element == element } }
        var text = comment + "\n1.0\n"
        for vector in [lattice.a, lattice.b, lattice.c] { text += vector.fixedText + "\n" }
        text += order.map(\.symbol).joined(separator: " ") + "\n" + groups.map { "\($0.count)" }.joined(separator: " ") + "\nDirect\n"
        for site in groups.joined() { text += site.position.fixedText + " \(site.element)\n" }
        return text
    }
}

extension SIMD3<Double> {
    /// Three decimal numbers, without an exponent, which some programs do not read.
    var fixedText: String { (0..<3).map { self[$0].fixed(14) }.joined(separator: " ") }
}
