/// The modified Pettifor scale: the elements in an order in which neighbours replace each other in crystals (Glawe, Sanna, Gross and Marques, New J.
/// Phys. 18, 093011 (2016), table 1). Noble gases come first, then alkali metals … halogens and hydrogen.
extension Element {
    /// Helium (1) to hydrogen (103) in the order of that scale, on which elements beyond lawrencium have no place.
    public static let modifiedPettiforOrder: [Element] =
        """
        He Ne Ar Kr Xe Rn Fr Cs Rb K Na Li Ra Ba Sr Ca Eu Yb Lu Tm Y Er Ho Dy Tb Gd Sm Pm Nd Pr Ce La Ac Th Pa U Np Pu Am Cm \
        Bk Cf Es Fm Md No Lr Sc Zr Hf Ti Ta Nb V Cr Mo W Re Tc Os Ru Ir Rh Pt Pd Au Ag Cu Ni Co Fe Mn Mg Zn Cd Hg Be Al Ga In \
        Tl Pb Sn Ge Si B C N P As Sb Bi Po Te Se S O At I Br Cl F H
        """.split(separator: " ").compactMap { Element(symbol: $0) }

    /// 1 … 103; nil for elements beyond lawrencium.
    public var modifiedPettiforNumber: Int? {
        let number = Self.modifiedPettiforNumbers[Int(atomicNumber)]
        return number > 0 ? number : nil
    }

    /// Elements in the order of the scale; those without a place at the end, by atomic number.
    public static func sortedByModifiedPettifor(_ elements: some Sequence<Element>) -> [Element] {
        elements.sorted {
            ($0.modifiedPettiforNumber ?? Int.max, $0.atomicNumber) < ($1.modifiedPettiforNumber ?? Int.max, $1.atomicNumber)
        }
    }

    /// [119] by atomic number, 0 for those without a place.
    private static let modifiedPettiforNumbers: [Int] = {
        var numbers = [Int](repeating: 0, count: count + 1)
        for (place, element) in modifiedPettiforOrder.enumerated() { numbers[Int(element.atomicNumber)] = place + 1 }
        return numbers
    }()
}
