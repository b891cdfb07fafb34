import Foundation
import Glibc

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
        // Through pipes and not through a file: gnuplot does not notice where a disk is full, so that only this program may write to one.
        let (picture, complaints) = (Pipe(), Pipe())
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = [script]
        process.currentDirectoryURL = URL(fileURLWithPath: directory)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = picture
        process.standardError = complaints
        do { try process.run() } catch {
            throw .cannotDraw(figure: figure, reason: "\(executable) did not run: \(error)")
        }
        let contents = Self.contents(of: [picture, complaints])
        process.waitUntilExit()
        let status = process.terminationStatus
        guard status == 0 else { throw .cannotDraw(figure: figure, reason: Self.complaint(contents[1], status)) }
        let svg = String(decoding: contents[0], as: UTF8.self)
        guard svg.contains("<svg"), svg.trimmingCharacters(in: .whitespacesAndNewlines).hasSuffix("</svg>") else {
            throw .cannotDraw(figure: figure, reason: "gnuplot ended well but wrote no complete SVG")
        }
        return svg
    }

    /// What comes through some pipes until all of them are closed; whichever has something is read, so that no writer waits for ever.
    private static func contents(of pipes: [Pipe]) -> [[UInt8]] {
        var contents = pipes.map { _ in [UInt8]() }
        var open = pipes.map { pollfd(fd: $0.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while open.contains(where: { $0.fd >= 0 }) {
            guard poll(&open, nfds_t(open.count), -1) > 0 else { continue }
            for place in open.indices where open[place].revents != 0 {
                let count = read(open[place].fd, &buffer, buffer.count)
                if count > 0 { contents[place] += buffer.prefix(count) }
                // poll skips what is negative.
                if count == 0 || (count < 0 && errno != EINTR) { open[place].fd = -1 }
            }
        }
        return contents
    }

    /// The line of gnuplot's words that says what is wrong: it shows the script's line, a caret, then the fault.
    private static func complaint(_ words: [UInt8], _ status: Int32) -> String {
        let lines = String(decoding: words, as: UTF8.self).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        return lines.last { !$0.isEmpty && $0 != "^" } ?? "gnuplot ended with status \(status)"
    }
}
