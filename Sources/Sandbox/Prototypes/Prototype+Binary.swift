// In salts the first species is the cation; in alloys, the larger or more electropositive metal.
extension Prototype {
    // AB
    static let rockSalt = Prototype("rock salt", 225, [("a", [])], [("b", [])])
    static let caesiumChloride = Prototype("caesium chloride", 221, [("a", [])], [("b", [])])
    static let zincBlende = Prototype("zinc blende", 216, [("a", [])], [("c", [])])
    static let wurtzite = Prototype("wurtzite", 186, c: 1.63, [("b", [0])], [("b", [0.375])])
    static let nickelArsenide = Prototype("nickel arsenide", 194, c: 1.5, [("a", [])], [("c", [])])
    static let tungstenCarbide = Prototype("tungsten carbide", 187, c: 0.98, [("a", [])], [("d", [])])
    static let manganesePhosphide = Prototype(
        "manganese phosphide", 62, b: 0.6, c: 1.12, [("c", [0.005, 0.197])], [("c", [0.188, 0.569])])
    static let chromiumBoride = Prototype("chromium boride", 63, b: 2.65, c: 0.99, [("c", [0.146])], [("c", [0.440])])
    static let copperGold = Prototype("copper gold", 123, c: 1.31, [("a", [])], [("d", [])])

    // AB2
    static let fluorite = Prototype("fluorite", 225, [("a", [])], [("c", [])])
    static let rutile = Prototype("rutile", 136, c: 0.644, [("a", [])], [("f", [0.305])])
    static let anatase = Prototype("anatase", 141, c: 2.51, [("a", [])], [("e", [0.0831])])
    static let cotunnite = Prototype(
        "cotunnite", 62, b: 0.595, c: 1.187, [("c", [0.246, 0.096])], [("c", [0.862, 0.074]), ("c", [0.478, 0.837])])
    static let cadmiumIodide = Prototype("cadmium iodide", 164, c: 1.61, [("a", [])], [("d", [0.25])])
    static let cadmiumChloride = Prototype("cadmium chloride", 166, c: 4.5, [("a", [])], [("c", [0.25])])
    static let molybdenite = Prototype("molybdenite", 194, c: 3.9, [("c", [])], [("f", [0.621])])
    static let pyrite = Prototype("pyrite", 205, [("a", [])], [("c", [0.350])])
    static let cristobalite = Prototype("cristobalite", 227, [("a", [])], [("c", [])])
    static let molybdenumSilicide = Prototype("molybdenum silicide", 139, c: 2.45, [("a", [])], [("e", [0.333])])
    static let aluminiumBoride = Prototype("aluminium boride", 191, c: 0.75, [("a", [])], [("d", [])])
    static let cubicLaves = Prototype("cubic Laves", 227, [("a", [])], [("d", [])])
    static let hexagonalLaves = Prototype(
        "hexagonal Laves", 194, c: 1.633, [("f", [0.062])], [("a", []), ("h", [0.830])])
    static let khatyrkite = Prototype("khatyrkite", 140, c: 0.803, [("a", [])], [("h", [0.158])])

    // A2B
    static let cuprite = Prototype("cuprite", 224, [("b", [])], [("a", [])])
    static let antimonyCopper = Prototype(
        "copper antimonide", 129, c: 1.53, [("a", []), ("c", [0.27])], [("c", [0.70])])
    static let indiumNickel = Prototype("nickel indide", 194, c: 1.22, [("a", []), ("d", [])], [("c", [])])

    static let antifluorite = fluorite.exchanged("antifluorite")
    static let antiCotunnite = cotunnite.exchanged("anticotunnite")
    static let antiCadmiumIodide = cadmiumIodide.exchanged("anti cadmium iodide")
    static let antiKhatyrkite = khatyrkite.exchanged("antikhatyrkite")
    static let nickelIndide = indiumNickel.exchanged("indium nickelide")

    // AB3
    static let auricupride = Prototype("auricupride", 221, [("a", [])], [("c", [])])
    static let chromiumSilicide = Prototype("chromium silicide", 223, [("a", [])], [("c", [])])
    static let bismuthFluoride = Prototype("bismuth fluoride", 225, [("a", [])], [("b", []), ("c", [])])
    static let nickelTin = Prototype("nickel stannide", 194, c: 0.80, [("c", [])], [("h", [0.833])])
    static let titaniumAluminide = Prototype("titanium aluminide", 139, c: 2.23, [("a", [])], [("b", []), ("d", [])])
    static let rheniumTrioxide = Prototype("rhenium trioxide", 221, [("a", [])], [("d", [])])
    static let bismuthIodide = Prototype(
        "bismuth iodide", 148, c: 2.76, [("c", [0.1667])], [("f", [0.3415, 0.3395, 0.0805])])
    static let yttriumFluoride = Prototype(
        "yttrium fluoride", 62, b: 1.078, c: 0.691, [("c", [0.367, 0.059])],
        [("c", [0.523, 0.591]), ("d", [0.165, 0.064, 0.376])])
    static let uraniumChloride = Prototype("uranium chloride", 176, c: 0.58, [("c", [])], [("h", [0.387, 0.302])])

    // A2B3
    static let corundum = Prototype("corundum", 167, c: 2.73, [("c", [0.352])], [("e", [0.306])])
    static let lanthanumOxide = Prototype(
        "lanthanum oxide", 164, c: 1.56, [("d", [0.245])], [("a", []), ("d", [0.645])])
    static let bixbyite = Prototype(
        "bixbyite", 206, [("b", []), ("d", [0.970])], [("e", [0.390, 0.154, 0.381])])
    static let tetradymite = Prototype("tetradymite", 166, c: 6.9, [("c", [0.400])], [("a", []), ("c", [0.212])])

    // AB5
    static let goldBeryllide = Prototype("gold beryllide", 216, [("a", [])], [("c", []), ("e", [0.625])])
    static let calciumCopper = Prototype("calcium copper", 191, c: 0.80, [("a", [])], [("c", []), ("g", [])])
}
