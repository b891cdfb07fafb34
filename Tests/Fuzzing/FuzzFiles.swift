import Commands
import Foundation
import HDF5

/// Opens damaged files: each must be refused with its name, or read exactly as it was written.
///
/// In this process, so that a crash is one here too. The file that caused it stays behind, named after its trial.
@main
struct FuzzFiles: Command {
    static let program = "fuzz-files"
    static let name = ""
    static let abstract = "opens N damaged files of every kind and says how that ended"
    static let usage = "N [--seed S] [--only TRIAL]"
    static let options: [Option] = [
        .text("seed", "S", "of all random numbers (1)"),
        .text("only", "TRIAL", "this trial alone, keeping its file"),
    ]

    /// More than any file of ours needs; the time for one file and the memory of the whole program.
    private static let secondsAllowed = 1.0
    private static let megabytesAllowed = 1024

    static func main() {
        do {
            try run(try Arguments(Array(CommandLine.arguments.dropFirst()), of: Self.self))
        } catch {
            say("\(program): \(error)")
            exit(1)
        }
    }

    static func run(_ arguments: Arguments) throws {
        guard let word = arguments.positional.first, let count = Int(word), count > 0 else { throw CommandError.usage("usage: \(program) \(usage)") }
        let only = try arguments.integer("only", in: 0...Int.max)
        let trials = try Trials(seed: UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1))
        if let only {
            print(try trials.show(only))
            return
        }
        let start = Date()
        var tally = Tally()
        for trial in 0..<count {
            let (kind, mutation, outcome) = try trials.run(trial, secondsAllowed: secondsAllowed)
            tally.add(kind, mutation, outcome)
        }
        try trials.tidy()
        print(tally.table)
        print("\(count) files in \(String(format: "%.1f", Date().timeIntervalSince(start))) s, \(megabytes) MB of memory at most")
        guard tally.wrong == 0, megabytes <= megabytesAllowed else { exit(1) }
    }

    /// The most that the program has ever held.
    private static var megabytes: Int {
        var use = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &use)
        return use.ru_maxrss / 1024
    }
}
