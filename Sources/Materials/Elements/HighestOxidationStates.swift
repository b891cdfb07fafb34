/// The highest oxidation state of each element that solids or stable molecules are known of (Greenwood and Earnshaw, Chemistry of the
/// Elements, second edition, tables of oxidation states): how many electrons an atom gives at the very most. Elements of which no compound is
/// known give none; those beyond lawrencium are left out, of which nothing is known that would matter.
extension Element {
    /// nil where it is not known.
    public var highestOxidationState: Int? { Self.highestOxidationStates[self] }

    private static let highestOxidationStates: [Element: Int] = {
        var states: [Element: Int] = [:]
        for word in table.split(whereSeparator: \.isWhitespace) {
            let symbol = word.prefix { $0.isLetter }
            if let element = Element(symbol: symbol), let state = Int(word.dropFirst(symbol.count)) { states[element] = state }
        }
        return states
    }()

    private static let table = """
        H1 He0 Li1 Be2 B3 C4 N5 O2 F0 Ne0 Na1 Mg2 Al3 Si4 P5 S6 Cl7 Ar0 K1 Ca2 Sc3 Ti4 V5 Cr6 Mn7 Fe6 Co5 Ni4 Cu4 Zn2 Ga3 Ge4 As5 Se6 Br7 Kr2
        Rb1 Sr2 Y3 Zr4 Nb5 Mo6 Tc7 Ru8 Rh6 Pd4 Ag3 Cd2 In3 Sn4 Sb5 Te6 I7 Xe8
        Cs1 Ba2 La3 Ce4 Pr4 Nd4 Pm3 Sm3 Eu3 Gd3 Tb4 Dy4 Ho3 Er3 Tm3 Yb3 Lu3 Hf4 Ta5 W6 Re7 Os8 Ir8 Pt6 Au5 Hg2 Tl3 Pb4 Bi5 Po6 At7 Rn2
        Fr1 Ra2 Ac3 Th4 Pa5 U6 Np7 Pu8 Am7 Cm4 Bk4 Cf4 Es3 Fm3 Md3 No3 Lr3
        """
}
