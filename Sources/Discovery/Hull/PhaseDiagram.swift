import Materials

/// The phases of one chemical system and the convex hull below them.
///
/// Energies are formation energies in eV per atom. As the elements are where these count from, each element is there at zero, whether or
/// not an entry says so; an entry of a pure element below zero takes its place.
public struct PhaseDiagram: Sendable {
    /// A known phase.
    public struct Entry: Hashable, Sendable {
        public var id: String
        public var composition: Composition
        /// Formation energy, eV/atom.
        public var energy: Double

        public init(id: String, composition: Composition, energy: Double) {
            self.id = id
            self.composition = composition
            self.energy = energy
        }
    }

    /// What a composition falls apart into.
    public struct Product: Hashable, Sendable {
        /// A phase on the hull: an entry, or an element at zero that no entry stands for.
        public var entry: Entry
        /// Its share of the atoms.
        public var amount: Double
    }

    /// Ascending in atomic number.
    public let elements: [Element]
    /// The pure elements first, then the compounds in the order given.
    private let phases: [Entry]
    /// Which of the entries given each phase is; nil for an element at zero.
    private let numbers: [Int?]
    /// Atomic fractions of the phases, [phases × elements], row-major.
    private let fractions: [Double]
    private let hull: LowerHull

    /// The diagram of all elements that the entries hold, and of those in `elements`.
    ///
    /// - Throws: `HullError` for entries without atoms, for energies that are not numbers, and where Qhull gives up.
    public init(_ entries: [Entry], elements: [Element] = []) throws(HullError) {
        var found = Set(elements)
        for entry in entries {
            guard !entry.composition.components.isEmpty else { throw .emptyComposition(entry: entry.id) }
            guard entry.energy.isFinite else { throw .energyNotFinite(entry: entry.id, found: entry.energy) }
            for component in entry.composition.components { found.insert(component.element) }
        }
        let elements = found.sorted()
        guard !elements.isEmpty else { throw .noElements }
        self.elements = elements

        var phases = elements.map { Entry(id: $0.symbol, composition: Composition(amounts: [$0: 1]), energy: 0) }
        var numbers = [Int?](repeating: nil, count: elements.count)
        for (number, entry) in entries.enumerated() {
            if let element = entry.composition.onlyElement {
                guard let place = elements.firstIndex(of: element) else { continue }
                let isLower = numbers[place] == nil ? entry.energy <= 0 : entry.energy < phases[place].energy
                guard isLower else { continue }
                phases[place] = entry
                numbers[place] = number
            } else {
                phases.append(entry)
                numbers.append(number)
            }
        }
        self.phases = phases
        self.numbers = numbers

        var fractions: [Double] = []
        fractions.reserveCapacity(phases.count * elements.count)
        for phase in phases {
            let total = phase.composition.total
            fractions += elements.map { phase.composition[$0] / total }
        }
        self.fractions = fractions
        hull = try Self.hull(of: elements, fractions: fractions, energies: phases.map(\.energy))
    }

    /// The hull's energy in eV/atom at a composition.
    ///
    /// - Throws: `HullError.outsideSystem` for elements that the diagram does not cover.
    public func hullEnergy(at composition: Composition) throws(HullError) -> Double {
        hull.energy(at: try fractions(of: composition))
    }

    /// How far, in eV/atom, a phase of this formation energy lies above the hull; negative where it would be a new stable phase.
    ///
    /// - Throws: as `hullEnergy`, and for an energy that is not a number.
    public func energyAboveHull(_ composition: Composition, energy: Double) throws(HullError) -> Double {
        guard energy.isFinite else { throw .energyNotFinite(entry: Self.name(composition), found: energy) }
        return energy - (try hullEnergy(at: composition))
    }

    /// The stable phases, with their shares of the atoms, that have the hull's energy at a composition. The shares sum to one.
    ///
    /// - Throws: as `hullEnergy`.
    public func decomposition(of composition: Composition) throws(HullError) -> [Product] {
        hull.decomposition(at: try fractions(of: composition)).map { Product(entry: phases[$0.point], amount: $0.amount) }
    }

    /// What the diagram says of a phase of this formation energy, which need not be one of its entries.
    ///
    /// - Throws: as `energyAboveHull`.
    public func stability(of composition: Composition, energy: Double) throws(HullError) -> Stability {
        let fractions = try fractions(of: composition)
        guard energy.isFinite else { throw .energyNotFinite(entry: Self.name(composition), found: energy) }
        let above = Stability.rounded(energy - hull.energy(at: fractions))
        let shares = hull.decomposition(at: fractions).map { share in
            Stability.Share(phase: numbers[share.point].map { .entry($0) } ?? .element(elements[share.point]), amount: share.amount)
        }
        // An element cannot fall apart, and a composition without a stable phase of its own has no other hull without it.
        let separation = composition.onlyElement == nil && shares.count == 1
            ? Stability.rounded(energy - (try hullEnergy(without: fractions))) : above
        return Stability(energyAboveHull: above, phaseSeparationEnergy: separation, products: shares)
    }

    /// The energy at a composition of the hull below all phases of other compositions.
    private func hullEnergy(without composition: [Double]) throws(HullError) -> Double {
        let count = elements.count
        let others = phases.indices.filter { phase in
            phase < count || (0..<count).contains { abs(fractions[phase * count + $0] - composition[$0]) > Self.sameFraction }
        }
        let kept = others.flatMap { fractions[($0 * count)..<(($0 + 1) * count)] }
        return try Self.hull(of: elements, fractions: kept, energies: others.map { phases[$0].energy }).energy(at: composition)
    }

    /// Fractions that differ by less are those of one composition.
    private static let sameFraction = 1e-8

    private static func hull(of elements: [Element], fractions: [Double], energies: [Double]) throws(HullError) -> LowerHull {
        do throws(Qhull.Failure) {
            return try LowerHull(elements: elements.count, fractions: fractions, energies: energies)
        } catch {
            throw .geometry(system: elements, points: energies.count, status: error.status)
        }
    }

    /// The phases at the hull's corners: one for each element, and the stable compounds.
    public var stablePhases: [Entry] {
        let corners = Set(hull.facets.flatMap(\.points))
        return phases.indices.filter { corners.contains($0) }.map { phases[$0] }
    }

    private func fractions(of composition: Composition) throws(HullError) -> [Double] {
        let unknown = composition.components.map(\.element).filter { !elements.contains($0) }
        guard unknown.isEmpty else {
            throw .outsideSystem(composition: Self.name(composition), unknown: unknown, system: elements)
        }
        let total = composition.total
        guard total > 0 else { throw .emptyComposition(entry: Self.name(composition)) }
        return elements.map { composition[$0] / total }
    }

    private static func name(_ composition: Composition) -> String {
        let formula = composition.components.map { $0.element.symbol + ($0.amount == 1 ? "" : "\($0.amount)") }.joined()
        return formula.isEmpty ? "an empty composition" : formula
    }
}
