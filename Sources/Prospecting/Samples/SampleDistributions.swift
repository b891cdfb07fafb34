/// How materials are spread over what can be counted of them.
public struct SampleDistributions: Sendable {
    public private(set) var count = 0
    /// [231] materials of each space group.
    public private(set) var spaceGroups = [Double](repeating: 0, count: 231)
    /// [119] by atomic number: the sum over materials of the element's share of the atoms.
    public private(set) var elements = [Double](repeating: 0, count: 119)
    /// Materials of 0, 1, 2 … elements.
    public private(set) var elementNumbers: [Double] = []
    /// Materials of 0, 1, 2 … sites.
    public private(set) var siteNumbers: [Double] = []
    /// Materials of 0, 1, 2 … free coordinates.
    public private(set) var freedoms: [Double] = []
    public private(set) var neutral = 0

    /// - Parameter places: which of the materials
    public init(_ traits: SampleTraits, _ places: some Sequence<Int>) {
        for place in places {
            count += 1
            spaceGroups[Int(traits.spaceGroups[place])] += 1
            var number = 0
            for (element, fraction) in traits.elements(of: place) {
                elements[Int(element)] += Double(fraction)
                number += 1
            }
            Self.add(number, to: &elementNumbers)
            Self.add(Int(traits.siteCounts[place]), to: &siteNumbers)
            Self.add(Int(traits.freedoms[place]), to: &freedoms)
            if traits.areNeutral[place] { neutral += 1 }
        }
    }

    /// - Returns: nil where there is no material
    func share(_ part: Int) -> Double? { count == 0 ? nil : Double(part) / Double(count) }

    private static func add(_ number: Int, to counts: inout [Double]) {
        while counts.count <= number { counts.append(0) }
        counts[number] += 1
    }
}
