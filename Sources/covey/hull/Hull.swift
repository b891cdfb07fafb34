import Commands
import Discovery
import Foundation
import Materials
import MessagePassing
import Reports

/// `covey hull`: how far materials lie above the convex hull of known ones, and what they fall apart into.
enum Hull: Command {
    static let name = "hull"
    static let abstract = "energies above the convex hull, decomposition products, stable phases; runs under mpirun too"
    static let usage = "ENTRIES.csv|DATA.h5 --out HULL.csv [options]"
    static let options: [Option] = [
        .text("out", "HULL.csv", "where to write"),
        .text("known", "FILE", "the phases that make the hull, where these are not the entries themselves"),
        .text("id", "COLUMN", "names of the materials (material_id or id, else numbers)"),
        .text("formula", "COLUMN", "formulae in a table (formula or composition)"),
        .text("structure", "COLUMN", "or structures, CIF text or pymatgen's JSON (cif or structure)"),
        .text("formation-energy", "NAME", "column or target of formation energies, eV/atom (formation_energy_per_atom)"),
        .text("energy", "NAME", "or of energies per atom: the elements' own are then subtracted"),
        .text("references", "FILE.csv", "element,energy: energies of the elements that count (else the lowest entry of each)"),
        .repeated("diagram", "SYSTEM", "draw the phase diagram of two or three elements, for example Li-Fe-O"),
        .text("diagrams", "DIR", "where to draw (HULL.diagrams)"),
        LossArgument.option,
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one table of entries; usage: covey hull \(usage)")
        }
        let out = try arguments.required("out")
        let read = [path] + ["known", "references", "config"].flatMap(arguments.all)
        for path in read { _ = try arguments.existing(path) }
        try arguments.checkOutput([out], reading: read)
        let systems = try arguments.all("diagram").map(elements)
        let start = Date()
        try Covey.program.onEveryRank(name) { communicator, _ in
            let (materials, known, loss) = try tables(arguments, path)
            let left = try LossArgument.accepted(loss, arguments)
            if let left, communicator.rank == 0 { say("warning: \(left.sentence)") }
            let phases = materials.entries
            let hull = KnownPhases(known.entries)
            var survey = HullSurvey(of: phases, known: hull, share: communicator.rank, of: communicator.size)
            let gathered = try communicator.gather(communicator.rank == 0 ? [] : survey.message)
            guard communicator.rank == 0 else { return .success }
            for part in gathered { survey.merge(part, phases: phases, known: hull) }
            let table = HullTable(materials: materials, survey: survey, known: hull.entries)
            try table.write(to: out)
            print(summary(table, known, left, out, seconds: Date().timeIntervalSince(start)))
            let directory = arguments.text("diagrams") ?? (out.hasSuffix(".csv") ? "\(out.dropLast(4)).diagrams" : "\(out).diagrams")
            try draw(systems, hull, candidates: arguments.has("known") ? phases : [], to: directory)
            return .success
        }
    }

    /// "Li-Fe-O"
    private static func elements(_ system: String) throws(CommandError) -> [Element] {
        let symbols = system.split(separator: "-", omittingEmptySubsequences: false)
        let elements = symbols.compactMap { Element(symbol: $0) }
        guard elements.count == symbols.count, Set(elements).count == elements.count, elements.count == 2 || elements.count == 3 else {
            throw .usage("--diagram is \(system); it must be two or three different elements, as in Li-Fe-O")
        }
        return elements
    }

    private static func draw(_ systems: [[Element]], _ hull: KnownPhases, candidates: [PhaseDiagram.Entry], to directory: String) throws {
        guard !systems.isEmpty else { return }
        let drawings = try systems.map { elements in
            let allowed = Set(elements)
            func inside(_ entries: [PhaseDiagram.Entry]) -> [PhaseDiagram.Entry] {
                entries.filter { allowed.isSuperset(of: $0.composition.elements) }
            }
            return PhaseDiagramReport.System(
                diagram: try hull.diagram(of: elements), known: inside(hull.entries), candidates: inside(candidates), corners: elements)
        }
        let outcome = try PhaseDiagramReport(systems: drawings).write(to: directory)
        for skipped in outcome.skippedFigures { say("figure \(skipped.name) is missing: \(skipped.reason)") }
        print("wrote \(outcome.written.count { $0.hasSuffix(".svg") }) phase diagrams and their tables to \(directory)")
    }

    /// The materials that are asked about and those that make the hull, with formation energies, and what the hull has to do without.
    private static func tables(_ arguments: Arguments, _ path: String) throws -> (materials: EntryTable, known: EntryTable, loss: EntryLoss?) {
        guard !arguments.has("energy") || !arguments.has("formation-energy") else {
            throw CommandError.usage("--energy and --formation-energy exclude each other")
        }
        guard arguments.has("energy") || !arguments.has("references") else {
            throw CommandError.usage("--references belongs to --energy: formation energies count from the elements already")
        }
        let energy = arguments.text("energy").map { EntryTable.Energy.total($0) } ?? .formation(arguments.text("formation-energy"))
        let columns = InputOptions(id: arguments.text("id"), structure: arguments.text("structure"), formula: arguments.text("formula"))
        var materials = try EntryTable(path: path, energy: energy, columns: columns)
        var known = try arguments.text("known").map { try EntryTable(path: $0, energy: energy, columns: columns) } ?? materials
        guard case .total = energy else { return (materials, known, known.loss()) }
        var references = try arguments.text("references").map { try ReferenceEnergies(path: $0) } ?? ReferenceEnergies([:])
        let given = Set(references.energies.keys)
        references.find(in: known.entries)
        materials = materials.formationEnergies(from: references)
        known = known.formationEnergies(from: references)
        return (materials, known, known.loss(given: given))
    }

    private static func summary(_ table: HullTable, _ known: EntryTable, _ left: InputLoss?, _ out: String, seconds: Double) -> String {
        let counts = table.counts
        var rows = TextTable(header: ["materials", "count"], alignment: [.left, .right])
        rows.add(["on the hull or below it", "\(counts.stable)"])
        rows.add(["above it", "\(counts.unstable)"])
        rows.add(["without an outcome", "\(counts.leftOut)"])
        if let left { rows.add(["known phases that take no part", "\(left.rows.lost)"]) }
        let (phases, systems) = (counted(table.known.count, "known phase"), counted(table.survey.systems, "chemical system"))
        let materials = counted(table.materials.rows.count, "material")
        var lines = [rows.text, "wrote \(out): \(materials), \(systems), hull of \(phases) of \(known.path), \(String(format: "%.2f", seconds)) s"]
        if let left { lines.append(left.sentence) }
        if counts.leftOut > 0 {
            let why = counted(counts.leftOut, "material") + (counts.leftOut == 1 ? " has" : " have")
            lines.append("the column outcome of \(out) says why \(why) no numbers")
        }
        return lines.joined(separator: "\n")
    }
}
