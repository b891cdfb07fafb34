extension Protostructure {
    /// The label with its chemistry, "A2BC_cF16_225_c_a_b:Hg-Mg-Tm".
    public var label: String { prototype + ":" + elements.map(\.symbol).joined(separator: "-") }

    /// The label without its chemistry, "A2BC_cF16_225_c_a_b".
    public var prototype: String { "\(anonymousFormula)_\(pearsonSymbol)_\(spaceGroup)_\(letters)" }

    /// The reduced formula with A, B, C … for the elements in the order of their symbols.
    public var anonymousFormula: String {
        let amounts = conventionalAmounts
        let divisor = amounts.reduce(0, greatestCommonDivisor)
        return amounts.enumerated().map { place, amount in
            let reduced = amount / max(divisor, 1)
            return String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(place))) + (reduced == 1 ? "" : String(reduced))
        }.joined()
    }

    /// Crystal family, centring, sites of the conventional cell: "cF16", and "hR66" on hexagonal axes.
    public var pearsonSymbol: String {
        let centring = WyckoffTable.standard.centring(spaceGroup).pearsonLetter
        return "\(CrystalFamily(spaceGroup: spaceGroup).rawValue)\(centring)\(conventionalSiteCount)"
    }

    /// The letters of each element with their counts, "a2kl_j2k_c".
    var letters: String { String(decoding: CanonicalLetters(spaceGroup: spaceGroup).lettersText(positions), as: UTF8.self) }

    /// Reads a label; letters of any equivalent origin become the canonical ones.
    ///
    /// Everything that the label says twice must agree: the formula and the Pearson symbol with the multiplicities of the letters.
    public init(label: String) throws(ProtostructureError) {
        let halves = label.split(separator: ":", omittingEmptySubsequences: false)
        guard halves.count == 2 else {
            throw .malformed(label: label, place: "label", expected: "a prototype, a colon, a chemical system, as in AB_cF8_225_a_b:Cl-Na",
                found: label)
        }
        let parts = halves[0].split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count >= 4 else {
            throw .malformed(
                label: label, place: "prototype", expected: "formula_Pearson symbol_space group_letters of each element", found: "\(halves[0])")
        }
        let reader = LabelReader(label: label)
        let spaceGroup = try reader.spaceGroup(parts[2])
        let elements = try reader.elements(halves[1])
        guard elements.count == parts.count - 3 else {
            throw .malformed(
                label: label, place: "chemical system", expected: "\(parts.count - 3) elements, one for each group of letters",
                found: "\(elements.count)")
        }
        var occupations: [Occupation] = []
        for (element, letters) in zip(elements, parts[3...]) {
            occupations += try reader.occupations(letters, of: element, spaceGroup: spaceGroup)
        }
        try reader.checkFixedPoints(occupations)
        self.init(spaceGroup: spaceGroup, occupations: occupations)
        try reader.check(place: "anonymous formula", expected: anonymousFormula, found: parts[0])
        try reader.check(place: "Pearson symbol", expected: pearsonSymbol, found: parts[1])
    }
}

package func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
}
