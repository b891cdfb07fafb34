import Materials

/// Candidates of whole chemical systems, each system ranked by itself (Goodall thesis, 6.6): in which order should its materials be calculated
/// so that those close to the hull come first?
///
/// Predicted distances count from the hull of the known phases and of all candidates with their predicted energies, true ones from the hull
/// of the known phases and of all candidates with their true energies: neither is negative. What lies on the predicted hull is ordered by how
/// far below the known phases it is predicted to lie.
public struct SystemRanking: Sendable {
    /// One chemical system, its materials in the order in which they would be calculated.
    public struct System: Sendable {
        /// "Fe-Li-O"
        public let name: String
        public let screening: Screening
    }

    /// Largest first, equally large ones by name.
    public let systems: [System]
    /// All of them in one order.
    public let together: Screening

    /// nil where no candidate has three elements or more.
    /// - Parameters:
    ///   - compositions: [n]
    ///   - truth: [n] formation energies, eV/atom; NaN where not known
    ///   - prediction: [n] the same, predicted
    ///   - known: must hold none of the candidates
    /// - Throws: `HullError` for entries that no hull can be made of
    public init?(
        ids: [String], compositions: [Composition], truth: [Double], prediction: [Double], known: KnownPhases
    ) throws(HullError) {
        let rows = ids.indices.filter { compositions[$0].components.count >= 3 }
        guard !rows.isEmpty else { return nil }
        let asked = rows.map { compositions[$0] }
        func above(_ energies: [Double]) throws(HullError) -> [Double] {
            let entries = ids.indices.filter { energies[$0].isFinite && !compositions[$0].components.isEmpty }.map {
                PhaseDiagram.Entry(id: ids[$0], composition: compositions[$0], energy: energies[$0])
            }
            let hull = try KnownPhases(known.entries + entries).hullEnergies(at: asked)
            return zip(rows, hull).map { row, hull in max(Stability.rounded(energies[row] - hull), 0) }
        }
        let (trueDistances, predictedDistances) = (try above(truth), try above(prediction))
        let below = zip(rows, try known.hullEnergies(at: asked)).map { prediction[$0] - $1 }
        // A screening keeps equal predictions in the order that they are in.
        let order = rows.indices.sorted { (below[$0].isNaN ? .infinity : below[$0], $0) < (below[$1].isNaN ? .infinity : below[$1], $1) }
        func screening(_ places: [Int]) -> Screening {
            Screening(
                ids: places.map { ids[rows[$0]] }, truth: places.map { truth[rows[$0]].isFinite ? trueDistances[$0] : .nan },
                prediction: places.map { prediction[rows[$0]].isFinite ? predictedDistances[$0] : .nan }, deviation: places.map { _ in 0 },
                hull: "hull of the known phases and of the candidates")
        }
        together = screening(order)
        systems = Dictionary(grouping: order) { asked[$0].elements }.map { elements, places in
            System(name: ChemicalSystem.name(elements), screening: screening(places))
        }.sorted { (-$0.screening.count, $0.name) < (-$1.screening.count, $1.name) }
    }
}

/// How much sooner than by chance an order finds what lies close to the hull.
public struct EarlyDiscovery: Sendable, Equatable {
    /// eV/atom: a material at or below it counts.
    public let distance: Double
    public let candidates: Int
    /// How many candidates count.
    public let targets: Int
    /// What the first fifth of the calculations finds, over what it would by chance; nil without targets.
    public let enrichment: Double?
    /// Calculations until half and all of them are found; nil where a target has no prediction, and without targets.
    public let calculationsForHalf: Int?
    public let calculationsForAll: Int?

    public init(_ screening: Screening, distance: Double) {
        let order = screening.order(.prediction).filter { screening.truth[$0].isFinite }
        let isTarget = order.map { screening.truth[$0] <= distance }
        self.distance = distance
        candidates = screening.truth.count(where: \.isFinite)
        targets = screening.truth.count { $0 <= distance }
        let places = isTarget.indices.filter { isTarget[$0] }
        func calculations(for count: Int) -> Int? { count > 0 && count <= places.count ? places[count - 1] + 1 : nil }
        calculationsForHalf = calculations(for: (targets + 1) / 2)
        calculationsForAll = calculations(for: targets)
        let first = max(Int((Double(candidates) / 5).rounded()), 1)
        let found = isTarget.prefix(first).count { $0 }
        enrichment = targets > 0 ? Double(found) / Double(first) / (Double(targets) / Double(candidates)) : nil
    }

    /// eV/atom, as in the thesis (figure 6.6).
    public static let distances = [0.01, 0.02, 0.03]
}
