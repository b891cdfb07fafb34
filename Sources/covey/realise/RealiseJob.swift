import Commands
import Datasets
import Foundation
import HDF5
import Materials
import MessagePassing
import Prospecting

/// Labels that are to become structures, shared out over ranks, once it is known that they can be.
struct RealiseJob {
    let arguments: Arguments
    /// The hand-off folder, new or empty.
    let out: String
    let options: Realiser.Options
    let input: RealiseInput
    /// Names of the candidates' folders by their ids.
    let stems: [String: String]
    let handOff: HandOff

    /// Writes the folder; rank 0 says what became of the candidates.
    ///
    /// - Throws: `CommandError` where none became a structure
    func run(on communicator: borrowing Communicator) throws {
        if communicator.rank == 0 { try arguments.checkEmpty(directory: out) }
        let known = try KnownInput.structures(arguments)
        let volumes = try known.elementVolumes()
        if communicator.rank == 0 { try Directory.create(out) }
        try communicator.barrier()
        let start = Date()
        var realiser = Realiser(known: known, volumes: volumes, options: options)
        let progress = communicator.rank == 0 ? Progress("realising") : nil
        var own: [RealiseOutcome] = []
        for (number, row) in input.rows.enumerated() where number % communicator.size == communicator.rank {
            own.append(try outcome(number, row, &realiser, known))
            progress?.show(Double(number + 1) / Double(input.rows.count), "\(number + 1) of \(input.rows.count) candidates")
        }
        progress?.end()
        try AtomicFile.syncAll(beside: out)
        let gathered = try communicator.gather(try RealiseOutcome.bytes(of: own))
        guard communicator.rank == 0 else { return }
        let outcomes = try gathered.flatMap { try RealiseOutcome.outcomes(in: $0) }.sorted { $0.number < $1.number }
        let report = RealiseReport(
            input: input, outcomes: outcomes, handOff: handOff, hasOwn: options.leavesOwnOut, ranks: communicator.size,
            seconds: Date().timeIntervalSince(start))
        try AtomicFile.write(volumes.table, to: "\(out)/\(HandOff.volumesName)")
        try report.write()
        print(report.text)
        guard outcomes.contains(where: { $0.failure == nil }) else {
            throw CommandError.badData("none of the \(counted(outcomes.count, "candidate")) became a structure: \(outcomes.first?.detail ?? "")")
        }
    }

    private func outcome(
        _ number: Int, _ row: RealiseInput.Row, _ realiser: inout Realiser, _ known: KnownStructures
    ) throws -> RealiseOutcome {
        let protostructure: Protostructure
        do { protostructure = try Protostructure(label: row.label) } catch {
            return RealiseOutcome(number: number, failure: "the label cannot be read", detail: "\(error)")
        }
        do {
            let realisation = try realiser.realisation(
                of: RealisationRequest(id: row.id, protostructure: protostructure, parent: row.parent))
            let candidate = HandOff.Candidate(
                id: row.id, folder: stems[row.id] ?? row.id, label: protostructure.label, columns: Array(zip(input.header, row.fields)))
            try handOff.write(candidate, realisation)
            var outcome = RealiseOutcome(number: number, fields: handOff.fields(of: candidate, realisation))
            outcome.way = realisation.way.rawValue
            outcome.ratio = realisation.contact.ratio
            outcome.volume = realisation.structure.volumePerSite
            if let own = known.number(of: row.id) { outcome.ownVolume = try known.structure(own)?.volumePerSite }
            return outcome
        } catch let failure as RealisationFailure {
            return RealiseOutcome(number: number, failure: failure.reason.rawValue, detail: failure.description)
        }
    }
}
