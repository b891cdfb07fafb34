import Commands
import Datasets
import Foundation
import HDF5
import Materials
import MessagePassing
import Prospecting
import Sandbox

/// `covey realise`: labels become structures, each in a folder of its own, ready for a calculation.
enum Realise: Command {
    static let name = "realise"
    static let abstract = "make structure files of candidates' labels, ready for a calculation; runs under mpirun too"
    static let usage = "CANDIDATES.csv|LIBRARY.h5|LABEL… --out DIR [--known KNOWN.h5] [options]"
    static let options: [Option] =
        [.text("out", "DIR", "where to write; the directory must be new or empty")] + KnownInput.options + RowChoice.options + [
            .text("format", StructureFormat.allCases.map(\.rawValue).joined(separator: "|"), "of the structures (cif)"),
            .text("ways", "WAYS", "with commas: parent, prototype, drawn; they are tried in this order (all)"),
            .text("seed", "N", "of what is drawn (0)"),
            .text("least-distance", "SHARE", "of the sum of two covalent radii, which no two atoms come below (0.6)"),
            .text("symprec", "Å", "atoms this close to symmetric are symmetric, as in covey featurise (0.1)"),
            .text("relax", "MODEL", "sandbox: relax what was drawn in the sandbox's model, where it knows the elements"),
            .flag("leave-own-out", "make no candidate from the known material of its own id: with known materials as candidates, a test"),
            .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
        ]

    static func run(_ arguments: Arguments) throws {
        let job = try prepared(arguments)
        try Covey.program.onEveryRank(name) { communicator, _ in
            try job.run(on: communicator)
            return .success
        }
    }

    /// The same within another verb.
    static func perform(_ arguments: Arguments, on communicator: borrowing Communicator) throws { try prepared(arguments).run(on: communicator) }

    private static func prepared(_ arguments: Arguments) throws -> RealiseJob {
        guard !arguments.positional.isEmpty else { throw CommandError.usage("no candidates are named; usage: covey realise \(usage)") }
        let out = try arguments.required("out")
        try arguments.checkOutput(directory: out)
        let options = try realiserOptions(arguments)
        let format = try arguments.choice("format", StructureFormat.self) ?? .cif
        let input = try RealiseInput(arguments.positional, arguments)
        guard !input.rows.isEmpty else { throw CommandError.badData("\(arguments.positional[0]): no candidate is chosen") }
        let stems = try StructureFileNames.stems(of: input.rows.map(\.id))
        if stems.count < input.rows.count {
            let counts = Dictionary(grouping: input.rows, by: \.id).first { $0.value.count > 1 }
            throw CommandError.badData("the id \(counts?.key ?? "") stands in several rows; an id may stand once")
        }
        let handOff = HandOff(directory: out, format: format, program: "covey \(Covey.version)")
        return RealiseJob(arguments: arguments, out: out, options: options, input: input, stems: stems, handOff: handOff)
    }

    private static func realiserOptions(_ arguments: Arguments) throws -> Realiser.Options {
        var options = Realiser.Options()
        if let text = arguments.text("ways") {
            options.ways = []
            for word in text.split(separator: ",") {
                guard let way = Realisation.Way(rawValue: String(word)) else {
                    let all = Realisation.Way.allCases.map(\.rawValue).joined(separator: ", ")
                    throw CommandError.usage("--ways is \(text); it must be some of \(all), with commas")
                }
                options.ways.insert(way)
            }
        }
        options.seed = UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 0)
        if let share = try arguments.number("least-distance") {
            guard (0.5...1).contains(share) else {
                throw CommandError.usage("--least-distance is \(share); it must be from 0.5, the least that is read, to 1")
            }
            options.leastRatio = share
        }
        if let symprec = try arguments.number("symprec") {
            guard symprec > 0 else { throw CommandError.usage("--symprec is \(symprec); it must be more than 0") }
            options.symprec = symprec
        }
        options.leavesOwnOut = arguments.has("leave-own-out")
        guard let model = arguments.text("relax") else { return options }
        guard model == "sandbox" else { throw CommandError.usage("--relax is \(model); it must be sandbox, the only model that there is") }
        options.relax = { SandboxRelaxation.relaxed($0) }
        return options
    }
}
