import HDF5
import Materials

/// A candidate that a round has chosen, as `candidates.csv` has it. Energies are in eV/atom.
public struct ChosenCandidate: Sendable, Hashable {
    public let id: String
    /// Empty for a composition.
    public let label: String
    public let formula: String
    public let prediction: Double
    /// σ, epistemic and aleatoric.
    public let total: Double
    /// Of the known phases at its composition.
    public let hullEnergy: Double
    /// By which it was chosen.
    public let value: Double

    public init(id: String, label: String, formula: String, prediction: Double, total: Double, hullEnergy: Double, value: Double) {
        self.id = id
        self.label = label
        self.formula = formula
        self.prediction = prediction
        self.total = total
        self.hullEnergy = hullEnergy
        self.value = value
    }
}

/// The candidates of a round, the most wanted first.
public enum ChosenTable {
    public static let columns = [
        "candidate_id", "label", "formula", "prediction", "total", "hull_energy", "e_above_hull_pred", "e_above_hull_pred_plus_sigma",
        "value", "rank",
    ]

    public static func write(_ candidates: [ChosenCandidate], to path: String) throws {
        var text = TableText.line(columns)
        for (place, candidate) in candidates.enumerated() {
            let distance = candidate.prediction - candidate.hullEnergy
            let numbers = [
                candidate.prediction, candidate.total, candidate.hullEnergy, distance, distance + candidate.total, candidate.value,
            ]
            text += TableText.line(
                [candidate.id, candidate.label, candidate.formula] + numbers.map { $0.isFinite ? TableText.field($0) : "" } + [
                    "\(place + 1)"
                ])
        }
        try AtomicFile.write(text, to: path)
    }

    /// - Throws: `LoopError`
    public static func read(_ path: String) throws(LoopError) -> [ChosenCandidate] {
        do throws(ReaderError) {
            var table = try TableReader(path: path)
            var places: [Int] = []
            for name in columns { places.append(try table.column(name)) }
            var candidates: [ChosenCandidate] = []
            var fields = TableRow()
            while try table.next(into: &fields) {
                func text(_ column: Int) -> String { fields.text(places[column]) ?? "" }
                func number(_ column: Int) -> Double { TableNumber(text(column), below: .infinity).value ?? .nan }
                candidates.append(
                    ChosenCandidate(
                        id: text(0), label: text(1), formula: text(2), prediction: number(3), total: number(4), hullEnergy: number(5),
                        value: number(8)))
            }
            return candidates
        } catch {
            throw .table(error)
        }
    }
}
