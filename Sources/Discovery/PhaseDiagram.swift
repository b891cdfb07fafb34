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
    /// The pure elements first, then the entries in the order given.
    private let phases: [Entry]
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

        var phases = elements.map { element in
            let pure = entries.filter { $0.composition.components.map(\.element) == [element] && $0.energy <= 0 }
            let reference = Entry(id: element.symbol, composition: Composition(amounts: [element: 1]), energy: 0)
            return pure.reduce(nil) { (lowest: Entry?, entry) in
                guard let lowest else { return entry }
                return entry.energy < lowest.energy ? entry : lowest
            } ?? reference
        }
        phases += entries.filter { $0.composition.components.count > 1 }
        self.phases = phases

        var fractions: [Double] = []
        fractions.reserveCapacity(phases.count * elements.count)
        for phase in phases {
            let total = phase.composition.total
            fractions += elements.map { phase.composition[$0] / total }
        }
        do throws(Qhull.Failure) {
            hull = try LowerHull(elements: elements.count, fractions: fractions, energies: phases.map(\.energy))
        } catch {
            throw .geometry(system: elements, points: phases.count, status: error.status)
        }
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
