import Commands
import Discovery
import Foundation
import HDF5
import Materials
import Prospecting

/// `covey collect`: a hand-off folder and what a calculation has answered become a table of materials.
enum Collect: Command {
    static let name = "collect"
    static let abstract = "gather what a calculation has answered of a hand-off folder, as a table for featurise and hull"
    static let usage = "DIR --out ANSWERS.csv [options]"
    static let options: [Option] = [
        .text("out", "ANSWERS.csv", "where to write; what has no energy goes to ANSWERS.failed.csv"),
        .text("answers", "FILE", "CSV, JSON Lines or extended XYZ of the answers (answer.json or answer.xyz in the candidates' folders)"),
        .text("references", "FILE.csv", "element,energy: what total energies are counted from, eV/atom"),
        .text("symprec", "Å", "of the labels of structures that come back, as in covey featurise (0.1)"),
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let directory = arguments.positional.first else {
            throw CommandError.usage("expected one hand-off folder; usage: covey collect \(usage)")
        }
        let out = try arguments.required("out")
        let failedPath = (out.hasSuffix(".csv") ? String(out.dropLast(4)) : out) + ".failed.csv"
        let read = [directory] + ["answers", "references", "config"].flatMap(arguments.all)
        for path in read { _ = try arguments.existing(path) }
        try arguments.checkOutput([out, failedPath], reading: read + ["\(directory)/\(HandOff.indexName)"])
        let symprec = try arguments.number("symprec") ?? 0.1
        guard symprec > 0 else { throw CommandError.usage("--symprec is \(symprec); it must be more than 0") }
        let candidates = try ProposedCandidate.all(in: directory)
        let references = try arguments.text("references").map { try ReferenceEnergies(path: $0) }
        let answers = try Answers.read(
            arguments.text("answers") ?? directory, candidates: candidates, references: references, symmetry: SymmetryFinder(symprec: symprec))
        try write(answers, to: out, failed: failedPath)
        print(text(of: answers, out: out, failedPath: failedPath))
    }

    private static func write(_ answers: Answers, to out: String, failed: String) throws {
        var table = TableText.line(["material_id", "formula", "label", "formation_energy_per_atom", "proposed_label", "symmetry"])
        var lost = TableText.line(["candidate_id", "outcome", "reason"])
        for answer in answers.answers {
            switch answer.outcome {
            case .energy(let energy):
                let symmetry = answer.relaxed == nil ? "not told" : answer.hasChangedSymmetry ? "changed" : "kept"
                table += TableText.line([
                    answer.candidate.id, answer.protostructure.composition.reducedFormula, answer.protostructure.label, TableText.field(energy),
                    answer.candidate.protostructure.label, symmetry,
                ])
            case .failed(let reason): lost += TableText.line([answer.candidate.id, "failed", reason])
            case .missing: lost += TableText.line([answer.candidate.id, "missing", "there is no answer"])
            }
        }
        for id in answers.unknown { lost += TableText.line([id, "unknown", "nobody has proposed it"]) }
        for id in answers.repeated { lost += TableText.line([id, "repeated", "an answer stands before it, which counts"]) }
        try AtomicFile.write(lost, to: failed)
        try AtomicFile.write(table, to: out)
    }

    private static func text(of answers: Answers, out: String, failedPath: String) -> String {
        var table = TextTable(header: ["candidates", "count"], alignment: [.left, .right])
        var counts = (energies: 0, failed: 0, missing: 0)
        for answer in answers.answers {
            switch answer.outcome {
            case .energy: counts.energies += 1
            case .failed: counts.failed += 1
            case .missing: counts.missing += 1
            }
        }
        table.add(["with an energy", "\(counts.energies)"])
        let changed = answers.answers.count { if case .energy = $0.outcome { $0.hasChangedSymmetry } else { false } }
        table.add(["of these with another symmetry than proposed", "\(changed)"])
        table.add(["failed", "\(counts.failed)"])
        table.add(["without an answer", "\(counts.missing)"])
        var lines = [table.text]
        if !answers.unknown.isEmpty {
            let count = counted(answers.unknown.count, "answer")
            lines.append("warning: \(count) of ids that nobody has proposed: \(list(answers.unknown))")
        }
        if !answers.repeated.isEmpty {
            let count = counted(answers.repeated.count, "repeated answer")
            lines.append("warning: \(count), of which the first counts: \(list(answers.repeated))")
        }
        lines.append("wrote \(out): \(counted(counts.energies, "material")), and \(failedPath) with the reasons of the others")
        lines.append("next: covey featurise \(shellWord(out)) --protostructure label --target formation_energy_per_atom:eV/atom --out answers.h5")
        return lines.joined(separator: "\n")
    }

    private static func list(_ ids: [String]) -> String { ids.prefix(10).joined(separator: ", ") + (ids.count > 10 ? " …" : "") }
}
