import Foundation
import Kernels
import Materials

/// Where a measurement was made.
enum Machine {
    /// "Intel(R) Xeon(R) …", as Linux names it.
    static var processor: String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":", maxSplits: 1).last?.trimmingCharacters(in: .whitespaces) ?? "an unnamed processor"
    }

    /// A line of JSON on standard output.
    static func write(_ line: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try FileHandle.standardOutput.write(contentsOf: try encoder.encode(line) + Data("\n".utf8))
    }

    static var versions: [String: String] { ["oneDNN": Product.libraryVersion, "spglib": SymmetryLibrary.version] }
}
