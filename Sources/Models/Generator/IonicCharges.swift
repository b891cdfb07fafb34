import Materials

/// The least and the most charge that the sites of a sequence can add up to, by the common oxidation states of their elements: what the elements still
/// to come have to make up for.
struct IonicCharges: Equatable {
    /// Of the conventional cell.
    private(set) var least = 0
    private(set) var most = 0

    mutating func add(_ element: UInt8, atoms: Int) {
        let (lowest, highest) = Self.states[Int(element)]
        least += lowest * atoms
        most += highest * atoms
    }

    /// By atomic number; zero of elements that make no ions.
    static let states: [(lowest: Int, highest: Int)] = (0...Element.count).map { number in
        guard let element = Element(atomicNumber: number) else { return (0, 0) }
        let states = OxidationStateSet.common.states(of: element)
        return (states.min() ?? 0, states.max() ?? 0)
    }
}
