extension Structure {
    /// The structure as one frame of extended XYZ (libAtoms/extxyz): cell, species, Cartesian positions in Å.
    ///
    /// - Parameter properties: more keys and values of the frame; values without quotes and line ends
    public func extendedXYZText(properties: [(name: String, value: String)] = []) -> String {
        let cell = [lattice.a, lattice.b, lattice.c].map(\.fixedText).joined(separator: " ")
        var text = "\(sites.count)\nLattice=\"\(cell)\" Properties=species:S:1:pos:R:3 pbc=\"T T T\""
        for (name, value) in properties { text += " \(name)=\"\(value)\"" }
        text += "\n"
        for site in sites { text += "\(site.element) \(lattice.cartesian(site.position).fixedText)\n" }
        return text
    }
}
