extension Prototype {
    static let faceCentredCubic = Prototype("face-centred cubic", 225, [("a", [])])
    static let bodyCentredCubic = Prototype("body-centred cubic", 229, [("a", [])])
    static let hexagonalClosePacked = Prototype("hexagonal close-packed", 194, c: 1.63, [("c", [])])
    static let diamond = Prototype("diamond", 227, [("a", [])])
    static let simpleCubic = Prototype("simple cubic", 221, [("a", [])])
    static let whiteTin = Prototype("white tin", 141, c: 0.55, [("a", [])])

    static let elemental = [faceCentredCubic, bodyCentredCubic, hexagonalClosePacked, diamond, simpleCubic, whiteTin]
}
