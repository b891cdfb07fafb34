import Materials

/// Prototypes of one stoichiometry, and which elements may decorate them.
package struct Family: Sendable {
    /// Who may stand for a species.
    package enum Role: Sendable {
        /// Salts: oxidation states that a species may have, and the charges of a formula sum to zero.
        case cation(ClosedRange<Int>)
        case anion(ClosedRange<Int>)
        /// Metals and what they alloy with.
        case metal([Element])
    }

    /// Its formula in letters: "ABX3".
    package let name: String
    /// Atoms of each species in the formula.
    package let amounts: [Int]
    let roles: [Role]
    /// From the highest symmetry to the lowest: where two relax into the same crystal, the first gives it its name.
    package let prototypes: [Prototype]
    /// Formulae of this family for one round over all families.
    let share: Int
    /// Whether the first species must be the larger one, as in perovskites.
    package var largerFirst = false

    /// Every way to decorate the family, in a fixed order.
    package func decorations() -> [[Element]] {
        var found: [[Element]] = []
        var known: Set<[Element]> = []
        extend([], charge: 0) { elements in
            if known.insert(elements).inserted { found.append(elements) }
        }
        return found
    }

    private func extend(_ elements: [Element], charge: Int, _ yield: ([Element]) -> Void) {
        let species = elements.count
        guard species < roles.count else {
            if charge == 0 { yield(elements) }
            return
        }
        switch roles[species] {
        case .cation(let states):
            for state in states {
                for element in OxidationStates.cations(state) where !elements.contains(element) {
                    extend(elements + [element], charge: charge + state * amounts[species], yield)
                }
            }
        case .anion(let states):
            for state in states {
                for element in OxidationStates.anions(state) where !elements.contains(element) {
                    extend(elements + [element], charge: charge - state * amounts[species], yield)
                }
            }
        case .metal(let metals):
            for element in metals where !elements.contains(element) { extend(elements + [element], charge: charge, yield) }
        }
    }
}

extension Family {
    private static let active = Element.list("Li Na K Mg Ca Sr Ba Sc Y La Ce Pr Nd Sm Gd Tb Dy Ho Er Tm Yb Lu Ti Zr Hf Th U")
    private static let transition = Element.list("V Cr Mn Fe Co Ni Cu Zn Nb Mo Ru Rh Pd Ag Cd Ta W Re Os Ir Pt Au Hg")
    private static let mainGroup = Element.list("B Al Si P Ga Ge As In Sn Sb Tl Pb Bi")

    package static let all: [Family] = elements + salts + alloys

    /// Everything with crystals of its own that other families use.
    private static let elements: [Family] = [
        Family(
            name: "A", amounts: [1],
            roles: [.metal(active + transition + mainGroup + Element.list("Be Rb Cs C N O F S Cl Se Br Te I Eu"))],
            prototypes: Prototype.elemental, share: 1)
    ]

    private static let salts: [Family] = [
        Family(
            name: "AX", amounts: [1, 1], roles: [.cation(1...4), .anion(1...4)],
            prototypes: [.rockSalt, .caesiumChloride, .zincBlende, .wurtzite, .nickelArsenide, .tungstenCarbide, .manganesePhosphide],
            share: 3),
        Family(
            name: "AX2", amounts: [1, 2], roles: [.cation(2...4), .anion(1...2)],
            prototypes: [
                .fluorite, .cristobalite, .pyrite, .rutile, .anatase, .cadmiumIodide, .cadmiumChloride, .molybdenite, .cotunnite,
            ], share: 4),
        Family(
            name: "A2X", amounts: [2, 1], roles: [.cation(1...2), .anion(2...4)],
            prototypes: [.antifluorite, .cuprite, .antiCadmiumIodide, .antiCotunnite], share: 2),
        Family(
            name: "AX3", amounts: [1, 3], roles: [.cation(3...6), .anion(1...2)],
            prototypes: [.rheniumTrioxide, .bismuthFluoride, .uraniumChloride, .bismuthIodide, .yttriumFluoride], share: 3),
        Family(
            name: "A2X3", amounts: [2, 3], roles: [.cation(3...3), .anion(2...2)],
            prototypes: [.bixbyite, .corundum, .lanthanumOxide, .tetradymite], share: 2),
        Family(
            name: "ABX2", amounts: [1, 1, 2], roles: [.cation(1...2), .cation(2...5), .anion(2...3)],
            prototypes: [.lithiumFerrite, .chalcopyrite, .delafossite], share: 5),
        Family(
            name: "ABX3", amounts: [1, 1, 3], roles: [.cation(1...3), .cation(2...5), .anion(1...2)],
            prototypes: [
                .perovskite, .polarPerovskite, .tiltedPerovskite, .hexagonalPerovskite, .ilmenite, .lithiumNiobate,
                .orthorhombicPerovskite,
            ], share: 7, largerFirst: true),
        Family(
            name: "ABX4", amounts: [1, 1, 4], roles: [.cation(1...4), .cation(3...6), .anion(1...2)],
            prototypes: [.zircon, .scheelite], share: 4, largerFirst: true),
        Family(
            name: "AB2X4", amounts: [1, 2, 4], roles: [.cation(2...6), .cation(1...3), .anion(1...2)],
            prototypes: [.spinel, .ruddlesdenPopper, .olivine], share: 6),
        Family(
            name: "AXY", amounts: [1, 1, 1], roles: [.cation(2...5), .anion(1...3), .anion(1...3)],
            prototypes: [.halfHeusler, .zirconiumBerylliumSilicide, .matlockite, .titaniumNickelSilicide], share: 3),
        Family(
            name: "XY2A2", amounts: [1, 2, 2], roles: [.anion(2...2), .anion(2...2), .cation(3...3)],
            prototypes: [.thoriumChromiumSilicide, .lanthanumOxysulfide], share: 2),
    ]

    private static let alloys: [Family] = [
        Family(
            name: "AB", amounts: [1, 1], roles: [.metal(active + transition), .metal(transition + mainGroup)],
            prototypes: [.caesiumChloride, .rockSalt, .zincBlende, .copperGold, .nickelArsenide, .chromiumBoride, .manganesePhosphide],
            share: 3),
        Family(
            name: "AB2", amounts: [1, 2], roles: [.metal(active), .metal(transition + mainGroup)],
            prototypes: [.cubicLaves, .fluorite, .hexagonalLaves, .aluminiumBoride, .molybdenumSilicide, .khatyrkite, .nickelIndide],
            share: 3),
        Family(
            name: "A2B", amounts: [2, 1], roles: [.metal(active + transition), .metal(mainGroup)],
            prototypes: [.antifluorite, .indiumNickel, .antiKhatyrkite, .antimonyCopper], share: 2),
        Family(
            name: "AB3", amounts: [1, 3], roles: [.metal(active + mainGroup), .metal(transition)],
            prototypes: [.auricupride, .bismuthFluoride, .chromiumSilicide, .nickelTin, .titaniumAluminide], share: 3),
        Family(
            name: "AB5", amounts: [1, 5], roles: [.metal(active), .metal(transition)],
            prototypes: [.goldBeryllide, .calciumCopper], share: 1),
        Family(
            name: "ABC", amounts: [1, 1, 1], roles: [.metal(active), .metal(transition), .metal(mainGroup)],
            prototypes: [.halfHeusler, .zirconiumBerylliumSilicide, .zirconiumNickelAluminide, .titaniumNickelSilicide], share: 6),
        Family(
            name: "A2BC", amounts: [2, 1, 1], roles: [.metal(transition), .metal(active + transition), .metal(mainGroup)],
            prototypes: [.heusler, .inverseHeusler], share: 5),
        Family(
            name: "AB2C2", amounts: [1, 2, 2], roles: [.metal(active), .metal(transition), .metal(mainGroup)],
            prototypes: [.thoriumChromiumSilicide, .lanthanumOxysulfide], share: 4),
    ]
}
