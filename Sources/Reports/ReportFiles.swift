import Ensembles
import Foundation
import HDF5

/// The directory of a report while it is being filled.
struct ReportFiles {
    let directory: String
    /// Paths of the files written so far.
    private(set) var written: [String] = []

    init(directory: String) {
        self.directory = directory
    }

    func path(_ name: String) -> String {
        name.isEmpty ? directory : directory + "/" + name
    }

    func makeFolder(_ name: String) throws(ReportError) {
        do { try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true) } catch {
            throw .unwritable(path: path(name), reason: (error as NSError).reasonText)
        }
    }

    mutating func write(_ text: String, to name: String) throws(ReportError) {
        do { try AtomicFile.write(text, to: path(name)) } catch HDF5Error.system(_, let operation, let reason) {
            throw .unwritable(path: path(name), reason: "\(operation) failed: \(reason)")
        } catch {
            throw .unwritable(path: path(name), reason: "\(error)")
        }
        written.append(path(name))
    }

    /// Writes a figure's tables and script, and the SVG if gnuplot draws it.
    mutating func draw(_ figure: Figure, with gnuplot: Gnuplot?) throws(ReportError) -> FigurePicture {
        let script = "figures/\(figure.name).gnuplot"
        for table in figure.tables { try write(table.csv, to: table.path) }
        try write(figure.script, to: script)
        guard let gnuplot else { return .skipped("gnuplot is not installed (Debian: gnuplot-nox)") }
        let svg: String
        do { svg = try gnuplot.draw(script: script, in: directory, figure: figure.name) } catch {
            return .skipped(error.description)
        }
        let finished = FigureMarkup.finished(svg, heading: figure.heading)
        try write(finished, to: "figures/\(figure.name).svg")
        return .drawn(finished)
    }
}
