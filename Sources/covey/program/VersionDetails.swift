import Discovery
import Foundation
import HDF5
import Kernels
import Materials
import MessagePassing

/// What `covey --version` says beside the version: the libraries that numbers depend on, and what the processor can do; the first question of whoever
/// is told that something went wrong.
enum VersionDetails {
    static var lines: [String] {
        let processor = ProcessorFeatures.ofThisMachine
        let facts = [
            ("processor", "\(processor.name); it has \(processor.sentence)"), ("built for", ProcessorFeatures.builtFor),
            ("oneDNN", "\(Product.libraryVersion), using \(Product.instructionSet)"), ("HDF5", Library.version), ("spglib", SymmetryLibrary.version),
            ("Qhull", HullLibrary.version), ("MPI", Communicator.libraryVersion ?? "unknown"),
        ]
        let width = (facts.map(\.0.count).max() ?? 0) + 2
        return facts.map { "  " + $0.0.padding(toLength: width, withPad: " ", startingAt: 0) + $0.1 }
    }
}

/// What of its instructions decides how fast a processor multiplies.
private struct ProcessorFeatures {
    let name: String
    let found: [String]

    private static let asked = ["avx", "avx2", "fma", "avx512f", "avx512_bf16", "amx_bf16", "asimd", "sve"]

    static var ofThisMachine: ProcessorFeatures {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        func value(_ names: [String]) -> String? {
            let line = text.split(separator: "\n").first { line in names.contains { line.hasPrefix($0) } }
            return line?.split(separator: ":", maxSplits: 1).last?.trimmingCharacters(in: .whitespaces)
        }
        let flags = Set((value(["flags", "Features"]) ?? "").split(separator: " ").map(String.init))
        return ProcessorFeatures(name: value(["model name"]) ?? "unnamed", found: asked.filter(flags.contains))
    }

    var sentence: String { found.isEmpty ? "nothing that is asked for" : found.joined(separator: ", ") }

    static var builtFor: String {
        let sets = Product.builtInstructions
        return sets.isEmpty ? "any processor of its kind" : sets.joined(separator: ", ")
    }
}
