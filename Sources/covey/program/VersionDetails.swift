import Discovery
import Ensembles
import Foundation
import HDF5
import Kernels
import Materials
import MessagePassing

/// What `covey --version` says beside the version: the libraries that numbers depend on, and what the processor can do; the first question of whoever
/// is told that something went wrong.
enum VersionDetails {
    static var lines: [String] {
        let facts = [
            ("processor", "\(RunIdentity.processorName); it has \(ProcessorFeatures.found)"), ("built for", ProcessorFeatures.builtFor),
            ("oneDNN", "\(Product.libraryVersion), using \(Product.instructionSet)"), ("HDF5", Library.version), ("spglib", SymmetryLibrary.version),
            ("Qhull", HullLibrary.version), ("XGBoost", BoostingLibrary.version), ("MPI", World.availableLibrary),
        ]
        let width = (facts.map(\.0.count).max() ?? 0) + 2
        return facts.map { "  " + $0.0.padding(toLength: width, withPad: " ", startingAt: 0) + $0.1 }
    }
}

/// What of its instructions decides how fast a processor multiplies.
enum ProcessorFeatures {
    private static let asked = ["avx", "avx2", "fma", "avx512f", "avx512_bf16", "amx_bf16", "asimd", "sve"]

    /// Those that this machine has.
    static var found: String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("flags") || $0.hasPrefix("Features") }
        let flags = Set(line?.split(whereSeparator: { " \t:".contains($0) }).map(String.init) ?? [])
        let found = asked.filter(flags.contains)
        return found.isEmpty ? "nothing that is asked for" : found.joined(separator: ", ")
    }

    /// What the program was built for (`COVEY_MARCH`).
    static var builtFor: String {
        let sets = Product.builtInstructions
        return sets.isEmpty ? "any processor of its kind" : sets.joined(separator: ", ")
    }
}
