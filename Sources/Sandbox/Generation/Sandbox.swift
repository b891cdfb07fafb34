import Discovery
import Materials

/// Made-up but physically sensible materials: common structure prototypes, decorated with elements, with energies from a lattice model.
public struct Sandbox: Sendable {
    /// How many crystals were relaxed and what became of those that were not kept.
    public struct Funnel: Sendable, Equatable {
        public var relaxed = 0
        /// No minimum was reached, or the crystal changed its shape beyond recognition on the way.
        public var fellApart = 0
        /// The same crystal as another prototype of the same composition relaxed into.
        public var duplicates = 0
    }

    /// Grouped by composition, in the order in which the compositions were drawn.
    public let materials: [SandboxMaterial]
    public let funnel: Funnel

    /// The same materials for the same count and seed, on any number of repeats.
    ///
    /// - Parameters:
    ///   - start: what unrelaxed structures are
    ///   - progress: called with the number of materials so far.
    /// - Throws: `SandboxError` where there are fewer materials than asked for, or where a model or a hull breaks down.
    public init(
        count: Int, seed: UInt64, unrelaxed start: StartingPoint = .radii, progress: (Int) -> Void = { _ in }
    ) throws(SandboxError) {
        guard count > 0 else { throw .countNotPositive(count) }
        var search = PolymorphSearch()
        var draws: [FamilyDraws] = []
        for (number, family) in Family.all.enumerated() { draws.append(try FamilyDraws(family, number: number, seed: seed)) }
        while search.found.count < count {
            var drawn = false
            for number in draws.indices {
                for _ in 0..<draws[number].family.share where search.found.count < count {
                    guard let draw = draws[number].next() else { break }
                    drawn = true
                    try search.relax(draw)
                    progress(min(search.found.count, count))
                }
            }
            guard drawn else { throw .tooMany(asked: count, possible: search.found.count) }
        }
        materials = try Self.withHull(Array(search.found.prefix(count)), start)
        funnel = search.funnel
    }

    private static func withHull(
        _ candidates: [PolymorphSearch.Candidate], _ start: StartingPoint
    ) throws(SandboxError) -> [SandboxMaterial] {
        let entries = candidates.enumerated().map { number, candidate in
            PhaseDiagram.Entry(id: identifier(number), composition: candidate.composition, energy: candidate.energy)
        }
        let above: [Double]
        do throws(HullError) {
            above = try KnownPhases(entries).energiesAboveHull()
        } catch {
            throw .hull(error)
        }
        var unrelaxed = candidates.map(\.polymorph.unrelaxed)
        if start == .substituted {
            var known = KnownCrystals()
            for (number, candidate) in candidates.enumerated() {
                unrelaxed[number] = try known.substituted(candidate) ?? unrelaxed[number]
                known.add(candidate)
            }
        }
        return candidates.indices.map { number in
            let (entry, candidate) = (entries[number], candidates[number])
            return SandboxMaterial(
                id: entry.id, formula: candidate.formula, prototype: candidate.polymorph.prototype.name,
                spaceGroup: candidate.polymorph.prototype.spaceGroup, formationEnergyPerAtom: candidate.energy, energyAboveHull: above[number],
                relaxed: candidate.polymorph.relaxed.structure(candidate.elements),
                unrelaxed: unrelaxed[number].structure(candidate.elements))
        }
    }

    /// "sandbox-00042"; the first is 1.
    private static func identifier(_ number: Int) -> String {
        let digits = String(number + 1)
        return "sandbox-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }
}
