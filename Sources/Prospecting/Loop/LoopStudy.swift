import Discovery
import Materials

/// A loop or a study of several as its directory tells it: what its page is made of.
public struct LoopStudy: Sendable {
    /// A calculation: what was expected of it, and what came out.
    public struct Calculation: Sendable {
        public let candidate: ChosenCandidate
        public let answer: OracleAnswer
    }

    public struct Round: Sendable {
        public let number: Int
        /// Of the ensemble that the round has predicted with.
        public let train: TrainRecord?
        public let choice: ChoiceRecord
        public let add: AddRecord
        public let calculations: [Calculation]
    }

    public struct History: Sendable {
        public let path: LoopPath
        /// Those that are whole.
        public let rounds: [Round]
        /// Why there are no more; nil where they go on.
        public let end: String?

        public var calculations: [Calculation] { rounds.flatMap(\.calculations) }
    }

    public let configuration: LoopConfiguration
    public let histories: [History]
    /// The known set at the start.
    public let known: [PhaseDiagram.Entry]
    /// [pool] what the truth is, eV/atom, where it is known beforehand, by id; nil where it is not.
    public let truth: [String: Double]?
    /// Candidates of the pool, with their compositions.
    public let pool: [(id: String, composition: Composition)]
    /// Facts about data, splits and losses.
    public let warnings: [String]

    /// Reads what the stages have written.
    ///
    /// - Throws: `LoopError` for files that are damaged
    public init(
        _ configuration: LoopConfiguration, in directory: LoopDirectory, known: [PhaseDiagram.Entry], truth: [String: Double]?,
        pool: [(id: String, composition: Composition)], warnings: [String]
    ) throws(LoopError) {
        self.configuration = configuration
        self.known = known
        self.truth = truth
        self.pool = pool
        self.warnings = warnings
        var histories: [History] = []
        for path in configuration.paths {
            var (rounds, end) = ([Round](), String?.none)
            for number in 0..<configuration.rounds {
                let round = directory.round(number, of: path)
                guard let choice = try round.record(.choose, ChoiceRecord.self) else { break }
                end = choice.end
                guard end == nil, let add = try round.record(.add, AddRecord.self) else { break }
                let answers = try OracleAnswers(readingFrom: round.answers)
                let calculations = try ChosenTable.read(round.candidates).map { Calculation(candidate: $0, answer: answers.of($0.id)) }
                rounds.append(
                    Round(
                        number: number, train: try round.record(.train, TrainRecord.self), choice: choice, add: add,
                        calculations: calculations))
            }
            histories.append(History(path: path, rounds: rounds, end: end))
        }
        self.histories = histories
    }

    /// Histories that differ in their seeds alone, in the order of the file.
    public var groups: [(title: String, histories: [History])] {
        var groups: [(title: String, histories: [History])] = []
        for history in histories {
            if let place = groups.firstIndex(where: { $0.title == history.path.title }) {
                groups[place].histories.append(history)
            } else {
                groups.append((history.path.title, [history]))
            }
        }
        return groups
    }

    /// From which hull a material counts as stable.
    public enum Hull: String, Sendable, CaseIterable {
        /// That of the known set at the start: what looked like a discovery then.
        case start
        /// That of all that is known in the end: of the whole pool where its energies are known beforehand, else of all answers.
        case final
    }

    /// Ids of the pool's materials that lie on or below a hull, with how far below, eV/atom.
    ///
    /// - Throws: `HullError`
    public func stable(_ hull: Hull) throws(HullError) -> [String: Double] {
        let energies = truth ?? answered
        let rows = pool.filter { energies[$0.id] != nil }
        let entries = rows.map { PhaseDiagram.Entry(id: $0.id, composition: $0.composition, energy: energies[$0.id] ?? 0) }
        let phases = KnownPhases(hull == .start ? known : known + entries)
        let hullEnergies = try phases.hullEnergies(at: rows.map(\.composition))
        let screening = Screening(
            ids: rows.map(\.id), trueEnergies: entries.map(\.energy), predictedEnergies: entries.map(\.energy), hullEnergies: hullEnergies,
            deviation: rows.map { _ in 0 }, hull: hull.rawValue)
        let found = zip(screening.ids, screening.truth).filter { $1 <= 0 }
        return Dictionary(uniqueKeysWithValues: found.map { ($0, $1) })
    }

    /// What all paths together have learnt.
    private var answered: [String: Double] {
        var energies: [String: Double] = [:]
        for calculation in histories.flatMap(\.calculations) {
            if let energy = calculation.answer.energy { energies[calculation.candidate.id] = energy }
        }
        return energies
    }

    /// - Parameter stable: ids that count
    public func curve(of history: History, stable: Set<String>) -> FoundCurve {
        FoundCurve(
            history.calculations.map { $0.answer.energy != nil && stable.contains($0.candidate.id) },
            total: truth == nil ? nil : stable.count,
            pool: pool.count)
    }
}
