extension OxidationStateSet {
    /// The usual oxidation states in compounds that are not alloys: the principal ones of Greenwood and Earnshaw, Chemistry of the Elements, second
    /// edition (tables of oxidation states of each group), with those of the heaviest elements as the CRC Handbook's table "Properties of the
    /// elements" has them. States that only a few complexes have are left out, and so are those of clusters and of Zintl phases of metals.
    public static let common = OxidationStateSet(
        name: "common",
        Dictionary(
            uniqueKeysWithValues: table.split(separator: "\n").flatMap { $0.split(separator: ",") }.compactMap { entry -> (Element, [Int])? in
                let words = entry.split(separator: " ")
                guard let symbol = words.first, let element = Element(symbol: symbol) else { return nil }
                return (element, words.dropFirst().compactMap { Int($0) })
            }))

    private static let table = """
        H -1 1, He
        Li 1, Be 2, B 3, C -4 -3 -2 -1 2 3 4, N -3 -2 -1 1 2 3 4 5, O -2 -1, F -1, Ne
        Na 1, Mg 2, Al 3, Si -4 4, P -3 -2 -1 1 3 4 5, S -2 -1 2 4 5 6, Cl -1 1 3 5 7, Ar
        K 1, Ca 2, Sc 3, Ti 2 3 4, V 2 3 4 5, Cr 2 3 4 5 6, Mn 2 3 4 5 6 7, Fe 2 3, Co 2 3, Ni 2 3, Cu 1 2, Zn 2
        Ga 1 3, Ge -4 2 4, As -3 -2 -1 3 5, Se -2 -1 4 6, Br -1 1 3 5 7, Kr 2
        Rb 1, Sr 2, Y 3, Zr 2 3 4, Nb 3 4 5, Mo 2 3 4 5 6, Tc 4 6 7, Ru 2 3 4 5 6 7 8, Rh 1 3 4, Pd 2 4, Ag 1 2, Cd 2
        In 1 3, Sn -4 2 4, Sb -3 3 5, Te -2 -1 4 6, I -1 1 3 5 7, Xe 2 4 6 8
        Cs 1, Ba 2, La 3, Ce 3 4, Pr 3 4, Nd 3, Pm 3, Sm 2 3, Eu 2 3, Gd 3, Tb 3 4, Dy 3, Ho 3, Er 3, Tm 2 3, Yb 2 3, Lu 3
        Hf 4, Ta 3 4 5, W 2 3 4 5 6, Re 3 4 5 6 7, Os 3 4 5 6 7 8, Ir 1 3 4 5, Pt 2 4, Au 1 3, Hg 1 2
        Tl 1 3, Pb 2 4, Bi -3 3 5, Po -2 2 4, At -1 1, Rn 2
        Fr 1, Ra 2, Ac 3, Th 4, Pa 4 5, U 3 4 5 6, Np 3 4 5 6 7, Pu 3 4 5 6, Am 2 3 4 5 6, Cm 3 4, Bk 3 4, Cf 2 3
        Es 2 3, Fm 2 3, Md 2 3, No 2 3, Lr 3
        """
}
