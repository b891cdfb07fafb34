import Materials

/// Measured properties of the elements that the lattice model starts from.
///
/// Electronegativities: Pauling's scale as revised by Allred, with the customary values where he gives none. Covalent radii: Cordero et al.,
/// Dalton Trans. 2008, 2832 (low spin; carbon sp3). Melting points: CRC Handbook of Chemistry and Physics, 97th edition.
struct ElementFacts: Sendable {
    let electronegativity: Double
    /// Å.
    let covalentRadius: Double
    /// K.
    let meltingPoint: Double
    /// 1 … 18; 3 for lanthanides and actinides.
    let group: Int

    /// nil for elements that the sandbox does not use: hydrogen, the noble gases, polonium and what follows it but thorium and uranium.
    static func of(_ element: Element) -> ElementFacts? { table[element] }

    private static let table: [Element: ElementFacts] = {
        var table: [Element: ElementFacts] = [:]
        for row in rows.split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
            let fields = row.split(separator: " ")
            guard fields.count == 5, let element = Element(symbol: fields[0]), let electronegativity = Double(fields[1]),
                let radius = Double(fields[2]), let melting = Double(fields[3]), let group = Int(fields[4])
            else { continue }
            table[element] = ElementFacts(
                electronegativity: electronegativity, covalentRadius: radius, meltingPoint: melting, group: group)
        }
        return table
    }()

    /// Symbol, electronegativity, radius, melting point, group.
    private static let rows = """
        Li 0.98 1.28 454 1; Be 1.57 0.96 1560 2; B 2.04 0.84 2349 13; C 2.55 0.76 3800 14; N 3.04 0.71 63 15; O 3.44 0.66 54 16
        F 3.98 0.57 54 17; Na 0.93 1.66 371 1; Mg 1.31 1.41 923 2; Al 1.61 1.21 933 13; Si 1.90 1.11 1687 14; P 2.19 1.07 317 15
        S 2.58 1.05 388 16; Cl 3.16 1.02 172 17; K 0.82 2.03 337 1; Ca 1.00 1.76 1115 2; Sc 1.36 1.70 1814 3; Ti 1.54 1.60 1941 4
        V 1.63 1.53 2183 5; Cr 1.66 1.39 2180 6; Mn 1.55 1.39 1519 7; Fe 1.83 1.32 1811 8; Co 1.88 1.26 1768 9; Ni 1.91 1.24 1728 10
        Cu 1.90 1.32 1358 11; Zn 1.65 1.22 693 12; Ga 1.81 1.22 303 13; Ge 2.01 1.20 1211 14; As 2.18 1.19 1090 15
        Se 2.55 1.20 494 16; Br 2.96 1.20 266 17; Rb 0.82 2.20 312 1; Sr 0.95 1.95 1050 2; Y 1.22 1.90 1799 3; Zr 1.33 1.75 2128 4
        Nb 1.6 1.64 2750 5; Mo 2.16 1.54 2896 6; Ru 2.2 1.46 2607 8; Rh 2.28 1.42 2237 9; Pd 2.20 1.39 1828 10; Ag 1.93 1.45 1235 11
        Cd 1.69 1.44 594 12; In 1.78 1.42 430 13; Sn 1.96 1.39 505 14; Sb 2.05 1.39 904 15; Te 2.1 1.38 723 16; I 2.66 1.39 387 17
        Cs 0.79 2.44 302 1; Ba 0.89 2.15 1000 2; La 1.10 2.07 1193 3; Ce 1.12 2.04 1068 3; Pr 1.13 2.03 1208 3; Nd 1.14 2.01 1297 3
        Sm 1.17 1.98 1345 3; Eu 1.2 1.98 1099 3; Gd 1.20 1.96 1585 3; Tb 1.2 1.94 1629 3; Dy 1.22 1.92 1680 3; Ho 1.23 1.92 1734 3
        Er 1.24 1.89 1802 3; Tm 1.25 1.90 1818 3; Yb 1.1 1.87 1097 3; Lu 1.27 1.87 1925 3; Hf 1.3 1.75 2506 4; Ta 1.5 1.70 3290 5
        W 2.36 1.62 3695 6; Re 1.9 1.51 3459 7; Os 2.2 1.44 3306 8; Ir 2.20 1.41 2719 9; Pt 2.28 1.36 2041 10; Au 2.54 1.36 1337 11
        Hg 2.00 1.32 234 12; Tl 1.62 1.45 577 13; Pb 2.33 1.46 601 14; Bi 2.02 1.48 544 15; Th 1.3 2.06 2023 3; U 1.38 1.96 1405 3
        """
}
