import Materials

/// How far below all others known compounds lie, by their number of elements: what a prediction may be compared with.
///
/// Each of the known compounds that is on the hull is taken out, and its distance to the hull of the others asked: its depth, the negative of
/// the phase separation energy. The limit is the depth that one in a hundred exceeds. A candidate beyond it is either among the best that there
/// could be, or lacks a competing phase, or is predicted wrongly, and the last two are more frequent.
public struct DepthLimits: Sendable, Equatable {
    /// eV/atom, by the number of elements; none where there were too few compounds to tell.
    public let limits: [Int: Double]

    public init(limits: [Int: Double]) {
        self.limits = limits
    }

    /// Compounds with so many elements or more share a limit if each has too few.
    static let leastCompounds = 100
    /// Compounds that are asked at most: of more, each second, third …, which leaves the limits where they are.
    static let mostCompounds = 20_000
    static let share = 0.01

    /// Compounds one of whose elements no other compound of the system holds take no part: how deep they lie is their formation energy.
    public init(_ known: KnownPhases) throws(HullError) {
        let compounds = known.entries.indices.filter { known.entries[$0].composition.components.count > 1 }
        let step = max((compounds.count + Self.mostCompounds - 1) / Self.mostCompounds, 1)
        let asked = stride(from: 0, to: compounds.count, by: step).map { known.entries[compounds[$0]] }
        var depths: [Int: [Double]] = [:]
        for system in ChemicalSystem.all(of: asked.map(\.composition)) {
            let stabilities = try known.stabilities(of: asked, in: system)
            let lone = known.elementsHeldOnce(in: system.elements)
            for (number, stability) in zip(system.members, stabilities) {
                guard stability.isStable, lone.isDisjoint(with: asked[number].composition.elements) else { continue }
                depths[system.elements.count, default: []].append(-stability.phaseSeparationEnergy)
            }
        }
        limits = depths.filter { $0.value.count >= Self.leastCompounds }.mapValues { values in
            let sorted = values.sorted()
            return sorted[min(Int((1 - Self.share) * Double(sorted.count)), sorted.count - 1)]
        }
    }

    /// eV/atom; that of fewer elements where there is none for so many. nil: nothing is known.
    public func limit(elements: Int) -> Double? {
        limits[elements] ?? limits.filter { $0.key < elements }.max { $0.key < $1.key }?.value
    }
}
