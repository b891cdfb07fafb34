// Species in the order of the family's formula: ABX2, ABX3, ABX4, AB2X4, ABC, A2BC … with the anions last.
extension Prototype {
    // ABX2
    static let chalcopyrite = Prototype("chalcopyrite", 122, c: 1.97, [("a", [])], [("b", [])], [("d", [0.257])])
    static let lithiumFerrite = Prototype("lithium ferrite", 141, c: 2.16, [("a", [])], [("b", [])], [("e", [0.140])])
    // z = 0.233 is that of the sodium salts (α-NaFeO2), where both cations have six neighbours.
    static let delafossite = Prototype("delafossite", 166, c: 5.3, [("a", [])], [("b", [])], [("c", [0.233])])

    // ABX3
    static let perovskite = Prototype("perovskite", 221, [("b", [])], [("a", [])], [("d", [])])
    static let polarPerovskite = Prototype(
        "polar perovskite", 99, c: 1.06, [("a", [0])], [("b", [0.54])], [("b", [0.11]), ("c", [0.62])])
    static let tiltedPerovskite = Prototype(
        "tilted perovskite", 140, c: 1.42, [("b", [])], [("c", [])], [("a", []), ("h", [0.225])])
    static let orthorhombicPerovskite = Prototype(
        "orthorhombic perovskite", 62, b: 1.37, c: 0.95, [("c", [0.058, 0.985])], [("b", [])],
        [("c", [0.470, 0.105]), ("d", [0.303, 0.051, 0.696])])
    static let hexagonalPerovskite = Prototype(
        "hexagonal perovskite", 194, c: 0.86, [("d", [])], [("a", [])], [("h", [0.150])])
    static let ilmenite = Prototype(
        "ilmenite", 148, c: 2.77, [("c", [0.355])], [("c", [0.146])], [("f", [0.317, 0.023, 0.245])])
    static let lithiumNiobate = Prototype(
        "lithium niobate", 161, c: 2.69, [("a", [0.279])], [("a", [0])], [("b", [0.048, 0.343, 0.063])])

    // ABX4
    static let scheelite = Prototype("scheelite", 88, c: 2.17, [("b", [])], [("a", [])], [("f", [0.151, 0.009, 0.211])])
    static let zircon = Prototype("zircon", 141, c: 0.905, [("a", [])], [("b", [])], [("h", [0.066, 0.195])])

    // AB2X4
    static let spinel = Prototype("spinel", 227, [("a", [])], [("d", [])], [("e", [0.2625])])
    static let olivine = Prototype(
        "olivine", 62, b: 0.586, c: 0.466, [("c", [0.094, 0.426])], [("a", []), ("c", [0.277, 0.992])],
        [("c", [0.091, 0.766]), ("c", [0.447, 0.222]), ("d", [0.163, 0.033, 0.278])])
    static let ruddlesdenPopper = Prototype(
        "potassium nickel fluoride", 139, c: 3.27, [("a", [])], [("e", [0.352])], [("c", []), ("e", [0.151])])

    // ABC
    static let halfHeusler = Prototype("half-Heusler", 216, [("a", [])], [("c", [])], [("b", [])])
    static let titaniumNickelSilicide = Prototype(
        "titanium nickel silicide", 62, b: 0.597, c: 1.14, [("c", [0.021, 0.180])], [("c", [0.142, 0.561])],
        [("c", [0.765, 0.623])])
    static let zirconiumNickelAluminide = Prototype(
        "zirconium nickel aluminide", 189, c: 0.50, [("g", [0.591])], [("b", []), ("c", [])], [("f", [0.250])])
    static let zirconiumBerylliumSilicide = Prototype(
        "zirconium beryllium silicide", 194, c: 1.50, [("a", [])], [("d", [])], [("c", [])])
    static let matlockite = Prototype("matlockite", 129, c: 1.76, [("c", [0.205])], [("a", [])], [("c", [0.650])])

    // A2BC and AB2C2
    static let heusler = Prototype("Heusler", 225, [("c", [])], [("a", [])], [("b", [])])
    static let inverseHeusler = Prototype("inverse Heusler", 216, [("a", []), ("c", [])], [("b", [])], [("d", [])])
    static let thoriumChromiumSilicide = Prototype(
        "thorium chromium silicide", 139, c: 2.6, [("a", [])], [("d", [])], [("e", [0.370])])
    static let lanthanumOxysulfide = Prototype(
        "lanthanum oxysulfide", 164, c: 1.71, [("a", [])], [("d", [0.63])], [("d", [0.28])])
}
