import Commands
import Datasets
import Discovery
import Ensembles
import Foundation
import HDF5
import Materials
import Predictions
import Prospecting
import Reports

/// What rank 0 writes when all chunks are done: the candidates that were kept, the funnel, the page.
struct ProspectResults {
    let job: ProspectJob
    let share: TriageShare
    let ranks: Int

    func write(to directory: ProspectDirectory) throws {
        let ranked = share.kept.sorted
        let candidates = try proposals(of: ranked)
        let report = ProspectReport(
            title: "Covey: candidates by \(job.triage.source.name)", source: job.triage.source.name, funnel: share.funnel,
            reasons: job.triage.screens.reasons.union(job.source.reasons).union(job.triage.source.mayRepeat ? [.repeated] : []),
            kappa: job.triage.kappa, candidates: try rows(candidates, ranked), warnings: job.warnings, provenance: try facts())
        try AtomicFile.write(pieces: report.funnelText, to: directory.funnel)
        let outcome = try report.write(to: directory.report)
        for skipped in outcome.skippedFigures { say("figure \(skipped.name) is missing: \(skipped.reason)") }
        // The table last: it says that the triage is finished.
        try AtomicFile.write(pieces: report.candidatesText, to: directory.candidates)
        try directory.write(job.facts, results())
        directory.removeShares()
        for sentence in report.answer { print(sentence) }
        print("wrote \(directory.candidates) (\(counted(ranked.count, "candidate"))) and \(directory.funnel)")
        if job.writesLibrary { print("wrote \(directory.library): all that were predicted") }
        print("wrote \(directory.report)/index.html")
        guard !ranked.isEmpty, job.triage.representation == .wyckoff else { return }
        print("next: covey realise \(shellWord(directory.candidates)) --known \(shellWord(job.knownPath)) --top 20 --out to-calculate")
    }

    private func results() -> [String: String] {
        ["proposed": "\(share.funnel.proposed)", "predicted": "\(share.funnel.predicted)", "kept": "\(share.kept.count)", "ranks": "\(ranks)"]
    }

    /// The candidates of these numbers again, from their source.
    private func proposals(of ranked: [RankedCandidate]) throws -> [Int: Candidate] {
        var candidates: [Int: Candidate] = [:]
        try job.triage.source.propose(numbers: ranked.map(\.number).sorted()) { number, proposal in
            if case .candidate(let candidate) = proposal { candidates[number] = candidate }
        }
        return candidates
    }

    private func rows(_ candidates: [Int: Candidate], _ ranked: [RankedCandidate]) throws -> [ProspectRow] {
        let pairs = ranked.compactMap { ranked in candidates[ranked.number].map { ($0, ranked) } }
        guard pairs.count == ranked.count else {
            throw CommandError.badData("\(job.triage.source.name): \(ranked.count - pairs.count) candidates are not there any more; has its file changed?")
        }
        let compositions = pairs.map { $0.0.composition }
        let ground = job.triage.ground
        let competition = try Competition(at: compositions, against: ground)
        let prototypes = try KnownPrototypes(job.known)
        let content = DatasetContent(pairs.map(\.0), as: job.triage.representation, vectors: job.triage.vectors, areNamed: true)
        let seen = job.ensembles.trained?.columns(try Dataset(content, named: "the candidates"), rows: Array(pairs.indices)) ?? []
        return pairs.enumerated().map { place, pair in
            let (candidate, ranked) = pair
            let composition = compositions[place]
            let flags = competition.flags(place, elements: composition.components.count, distance: ranked.distance)
            return ProspectRow(
                candidate: candidate, ranked: ranked, decomposition: competition.decomposition(place),
                competing: ground.known.competing(in: composition.elements).count,
                flags: Competition.text(of: flags, composition: composition, known: ground.known), ofPrototype: prototypes.count(of: candidate),
                seen: seen.map { ($0.name, $0.values[place]) })
        }
    }

    private func facts() throws -> [ReportSubject.Fact] {
        let run = job.facts["ensemble"] ?? ""
        return [
            ReportSubject.Fact(name: "Known materials", value: "\(job.knownPath), \(job.known.count) (content hash \(job.known.contentHash))"),
            ReportSubject.Fact(
                name: job.ensembles.all.count > 1 ? "Ensembles" : "Ensemble",
                value: "\(job.ensembles.all.map { "\($0.sound.count)" }.joined(separator: ", ")) members (content hash \(run))"
                    + (job.facts["selection"].map { ", selection by \($0)" } ?? "")),
            ReportSubject.Fact(name: "Source", value: job.triage.source.fingerprint),
            ReportSubject.Fact(name: "Program", value: Covey.program.nameAndVersion),
        ]
    }
}

/// How many known materials each prototype has, whatever their elements.
private struct KnownPrototypes {
    private var counts: [AnonymousPrototype: Int] = [:]

    init(_ known: Dataset) throws {
        guard known.representation == .wyckoff else { return }
        for row in 0..<known.count { counts[try Protostructure(label: known.label(row)).anonymousPrototype, default: 0] += 1 }
    }

    /// nil for a composition.
    func count(of candidate: Candidate) -> Int? {
        guard case .arrangement(let protostructure) = candidate.subject else { return nil }
        return counts[protostructure.anonymousPrototype, default: 0]
    }
}

/// A line of a file of the library: a candidate that was predicted.
enum LibraryRow {
    static let header = TableText.line(
        ["number", "candidate_id", "formula", "label", "prediction", "total", "hull_energy", "e_above_hull_pred", "score", "flags"])

    static func line(_ candidate: Candidate, _ ranked: RankedCandidate, _ flags: CandidateFlags) -> String {
        var label = ""
        if case .arrangement(let protostructure) = candidate.subject { label = protostructure.label }
        let energies = [ranked.prediction, ranked.total, ranked.hullEnergy, ranked.distance, ranked.score].map { TableText.field($0) }
        return TableText.line(
            ["\(ranked.number)", candidate.id, candidate.composition.reducedFormula, label] + energies + [flags.all.map(\.name).joined(separator: ";")])
    }
}
