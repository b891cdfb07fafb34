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

        /// - Throws: `HullError` for an entry without atoms and for an energy that is not a number.
        func check() throws(HullError) {
            guard !composition.components.isEmpty else { throw .emptyComposition(entry: id) }
            guard energy.isFinite else { throw .energyNotFinite(entry: id, found: energy) }
        }
    }

    /// What a composition falls apart into.
    public struct Product: Hashable, Sendable {
        /// A phase on the hull: an entry, or an element at zero that no entry stands for.
        public var entry: Entry
        /// Its share of the atoms.
        public var amount: Double
    }

    /// The pure elements first, then the compounds in the order given.
    private let points: CompetingPhases
    private let entries: [Entry]
    private let hull: LowerHull

    /// The diagram of all elements that the entries hold, and of those in `elements`.
    ///
    /// - Throws: `HullError` for entries without atoms, for energies that are not numbers, and where Qhull gives up.
    public init(_ entries: [Entry], elements: [Element] = []) throws(HullError) {
        var found = Set(elements)
        for entry in entries {
            try entry.check()
            for component in entry.composition.components { found.insert(component.element) }
        }
        guard !found.isEmpty else { throw .noElements }
        self.entries = entries
        points = CompetingPhases(entries, members: entries.indices, elements: found.sorted())
        do throws(Qhull.Failure) {
            hull = try LowerHull(elements: points.elements.count, fractions: points.fractions, energies: points.energies)
        } catch {
            throw .geometry(system: points.elements, points: points.energies.count, status: error.status)
        }
    }

    /// Ascending in atomic number.
    public var elements: [Element] { points.elements }

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
        return Stability.rounded(energy - (try hullEnergy(at: composition)))
    }

    /// The stable phases, with their shares of the atoms, that have the hull's energy at a composition. The shares sum to one.
    ///
    /// - Throws: as `hullEnergy`.
    public func decomposition(of composition: Composition) throws(HullError) -> [Product] {
        hull.decomposition(at: try fractions(of: composition)).map { Product(entry: phase($0.point), amount: $0.amount) }
    }

    /// The phases at the hull's corners: one for each element, and the stable compounds.
    public var stablePhases: [Entry] {
        Set(hull.facets.flatMap(\.points)).sorted().map(phase)
    }

    /// Phases that coexist: the corners of each facet of the hull, one for each element, in the order of `stablePhases`.
    public var facets: [[Entry]] { hull.facets.map { $0.points.map(phase) } }

    /// The entry that a point stands for, or the element at zero.
    private func phase(_ point: Int) -> Entry {
        points.numbers[point].map { entries[$0] } ?? Entry(
            id: elements[point].symbol, composition: Composition(amounts: [elements[point]: 1]), energy: 0)
    }

    private func fractions(of composition: Composition) throws(HullError) -> [Double] {
        let unknown = composition.elements.filter { !elements.contains($0) }
        guard unknown.isEmpty else {
            throw .outsideSystem(composition: Self.name(composition), unknown: unknown, system: elements)
        }
        guard composition.total > 0 else { throw .emptyComposition(entry: Self.name(composition)) }
        return CompetingPhases.fractions(of: composition, elements)
    }

    private static func name(_ composition: Composition) -> String {
        let formula = composition.components.map { $0.element.symbol + ($0.amount == 1 ? "" : "\($0.amount)") }.joined()
        return formula.isEmpty ? "an empty composition" : formula
    }
}
