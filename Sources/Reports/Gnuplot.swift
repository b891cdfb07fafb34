import Foundation

/// The program that draws the figures, run as a child process.
public struct Gnuplot: Equatable, Sendable {
    public let executable: String

    public init(executable: String) {
        self.executable = executable
    }

    /// The first `gnuplot` on a search path; nil where there is none.
    public static func find(
        searchPath: String = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    ) -> Gnuplot? {
        searchPath.split(separator: ":").map { "\($0)/gnuplot" }.first(where: FileManager.default.isExecutableFile(atPath:))
            .map(Gnuplot.init(executable:))
    }

    /// Runs a script that draws one SVG to its standard output.
    /// - Parameters:
    ///   - script: path of the script, seen from `directory`, which is where it runs and finds its tables.
    ///   - figure: what messages call it.
    /// - Returns: the text of the SVG.
    /// - Throws: `cannotDraw` with gnuplot's first words of complaint, or where what it wrote is no complete SVG.
    func draw(script: String, in directory: String, figure: String) throws(ReportError) -> String {
        // The picture goes to a file and the complaints through a pipe: with one pipe only, neither side can wait for the other for ever.
        let partial = URL(fileURLWithPath: directory).appendingPathComponent("figures/\(figure).svg.partial")
        defer { try? FileManager.default.removeItem(at: partial) }
        let complaints = Pipe()
        let svg: String
        let status: Int32
        do {
            try Data().write(to: partial)
            let output = try FileHandle(forWritingTo: partial)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: executable)
            process.arguments = [script]
            process.currentDirectoryURL = URL(fileURLWithPath: directory)
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = output
            process.standardError = complaints
            try process.run()
            let words = try complaints.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            try output.close()
            status = process.terminationStatus
            guard status == 0 else { throw ReportError.cannotDraw(figure: figure, reason: Self.complaint(words, status)) }
            svg = String(decoding: try Data(contentsOf: partial), as: UTF8.self)
        } catch let error as ReportError {
            throw error
        } catch {
            throw .cannotDraw(figure: figure, reason: "\(executable) did not run: \(error)")
        }
        guard svg.contains("<svg"), svg.trimmingCharacters(in: .whitespacesAndNewlines).hasSuffix("</svg>") else {
            throw .cannotDraw(figure: figure, reason: "gnuplot ended well but wrote no complete SVG")
        }
        return svg
    }

    /// The line of gnuplot's words that says what is wrong: it shows the script's line, a caret, then the fault.
    private static func complaint(_ words: Data, _ status: Int32) -> String {
        let lines = String(decoding: words, as: UTF8.self).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        return lines.last { !$0.isEmpty && $0 != "^" } ?? "gnuplot ended with status \(status)"
    }
}
