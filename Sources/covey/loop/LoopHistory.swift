import Datasets
import Discovery
import Prospecting

/// What the rounds of a path so far have asked and learnt.
struct LoopHistory {
    private let job: LoopJob
    private let rowOfID: [String: Int]
    /// Ids that leave the pool, whatever was answered.
    private(set) var asked: Set<String> = []
    /// Phases that were learnt, in their order.
    private(set) var learnt: [PhaseDiagram.Entry] = []

    init(job: LoopJob) {
        self.job = job
        rowOfID = Dictionary(job.candidates.map { (job.pool.id($0), $0) }) { first, _ in first }
    }

    /// Takes in a round that is whole.
    mutating func append(_ round: RoundDirectory) throws {
        let answers = try OracleAnswers(readingFrom: round.answers)
        for candidate in try ChosenTable.read(round.candidates) {
            asked.insert(candidate.id)
            guard let energy = answers.of(candidate.id).energy else { continue }
            learnt.append(PhaseDiagram.Entry(id: candidate.id, composition: job.compositions[try row(of: candidate.id)], energy: energy))
        }
    }

    /// Rows of the pool that nobody has asked about.
    var left: [Int] { job.candidates.filter { !asked.contains(job.pool.id($0)) } }

    /// The known phases at the next round.
    var phases: KnownPhases { KnownPhases(job.phases + learnt) }

    /// - Throws: `LoopError.damaged` for an id that is no candidate
    func row(of id: String) throws(LoopError) -> Int {
        guard let row = rowOfID[id] else {
            throw .damaged(path: job.pool.path, problem: "\(id), which a round has asked about, is no candidate")
        }
        return row
    }
}
