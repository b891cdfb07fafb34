/// A chemical element, H (1) to Og (118).
public struct Element: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let atomicNumber: UInt8

    public static let count = 118

    /// The element with this atomic number; nil outside 1…118.
    public init?(atomicNumber: Int) {
        guard (1...Self.count).contains(atomicNumber) else { return nil }
        self.atomicNumber = UInt8(atomicNumber)
    }

    /// The element with exactly this symbol ("Fe"); nil for anything else: isotopes (D, T), dummies (X), other capitals.
    public init?(symbol: some StringProtocol) {
        guard let number = Self.numbers[String(symbol)] else { return nil }
        self.atomicNumber = number
    }

    public var symbol: String { Self.symbols[Int(atomicNumber) - 1] }
    public var description: String { symbol }

    public static func < (left: Element, right: Element) -> Bool { left.atomicNumber < right.atomicNumber }

    private static let symbols: [String] =
        """
        H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd \
        In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np \
        Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og
        """.split(separator: " ").map(String.init)

    private static let numbers: [String: UInt8] = Dictionary(
        uniqueKeysWithValues: symbols.enumerated().map { ($1, UInt8($0 + 1)) })
}
