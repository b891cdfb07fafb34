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

    static var versions: [String: String] { ["oneDNN": Product.libraryVersion, "spglib": SymmetryLibrary.version] }
}
