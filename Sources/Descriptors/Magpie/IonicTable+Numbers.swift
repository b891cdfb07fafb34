/// Electronegativities of Pauling's scale and common oxidation states, as pymatgen 2026.10.16 has them (MIT licence): the ionic features are made
/// of these, not of Magpie's own electronegativities. `-` is not known; elements without either are left out.
extension IonicTable {
    /// symbol, electronegativity, common oxidation states
    static let numbers: String = """
        H 2.2 -1 1
        Li 0.98 1
        Be 1.57 2
        B 2.04 3
        C 2.55 -4 -3 -2 -1 0 1 2 3 4
        N 3.04 -3 3 5
        O 3.44 -2
        F 3.98 -1
        Na 0.93 1
        Mg 1.31 2
        Al 1.61 3
        Si 1.9 -4 4
        P 2.19 -3 3 5
        S 2.58 -2 2 4 6
        Cl 3.16 -1 1 3 5 7
        K 0.82 1
        Ca 1 2
        Sc 1.36 3
        Ti 1.54 4
        V 1.63 5
        Cr 1.66 3 6
        Mn 1.55 2 4 7
        Fe 1.83 2 3
        Co 1.88 2 3
        Ni 1.91 2
        Cu 1.9 2
        Zn 1.65 2
        Ga 1.81 3
        Ge 2.01 -4 2 4
        As 2.18 -3 3 5
        Se 2.55 -2 2 4 6
        Br 2.96 -1 1 3 5
        Kr 3 2
        Rb 0.82 1
        Sr 0.95 2
        Y 1.22 3
        Zr 1.33 4
        Nb 1.6 5
        Mo 2.16 4 6
        Tc 1.9 4 7
        Ru 2.2 3 4
        Rh 2.28 3
        Pd 2.2 2 4
        Ag 1.93 1
        Cd 1.69 2
        In 1.78 3
        Sn 1.96 -4 2 4
        Sb 2.05 -3 3 5
        Te 2.1 -2 2 4 6
        I 2.66 -1 1 3 5 7
        Xe 2.6 2 4 6
        Cs 0.79 1
        Ba 0.89 2
        La 1.1 3
        Ce 1.12 3 4
        Pr 1.13 3
        Nd 1.14 3
        Pm 1.13 3
        Sm 1.17 3
        Eu 1.2 2 3
        Gd 1.2 3
        Tb 1.1 3
        Dy 1.22 3
        Ho 1.23 3
        Er 1.24 3
        Tm 1.25 3
        Yb 1.1 3
        Lu 1.27 3
        Hf 1.3 4
        Ta 1.5 5
        W 2.36 4 6
        Re 1.9 4 7
        Os 2.2 4
        Ir 2.2 3 4
        Pt 2.28 2 4
        Au 2.54 3
        Hg 2 1 2
        Tl 1.62 1 3
        Pb 2.33 2 4
        Bi 2.02 3
        Po 2 -2 2 4
        At 2.2 -1 1
        Rn 2.2
        Fr 0.7 1
        Ra 0.9 2
        Ac 1.1 3
        Th 1.3 4
        Pa 1.5 5
        U 1.38 6
        Np 1.36 5
        Pu 1.28 4
        Am 1.3 3
        Cm 1.3 3
        Bk 1.3 3
        Cf 1.3 3
        Es 1.3 3
        Fm 1.3 3
        Md 1.3 3
        No 1.3 3
        Lr 1.3 3
        Rf - 4
        """
}
