import Glibc
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
        try write(to: name) { path in try Directory.create(path) }
    }

    mutating func write(_ text: String, to name: String) throws(ReportError) {
        try write(to: name) { path in try AtomicFile.write(text, to: path) }
        written.append(path(name))
    }

    mutating func write(_ table: DataTable) throws(ReportError) {
        try write(to: table.path) { path in try AtomicFile.write(pieces: table.csv, to: path) }
        written.append(path(table.path))
    }

    private func write(to name: String, _ body: (_ path: String) throws -> Void) throws(ReportError) {
        do { try body(path(name)) } catch HDF5Error.system(_, let operation, let reason) {
            throw .unwritable(path: path(name), reason: "\(operation) failed: \(reason)")
        } catch {
            throw .unwritable(path: path(name), reason: "\(error)")
        }
    }

    /// Writes a figure's tables and script, and the SVG if gnuplot draws it; one that an earlier report has drawn of other data goes.
    mutating func draw(_ figure: Figure, with gnuplot: Gnuplot?) throws(ReportError) -> FigurePicture {
        for table in figure.tables { try write(table) }
        try write(figure.script, to: "figures/\(figure.name).gnuplot")
        let picture = picture(of: figure, gnuplot)
        switch picture {
        case .drawn(let svg): try write(svg, to: "figures/\(figure.name).svg")
        case .skipped: try remove("figures/\(figure.name).svg")
        }
        return picture
    }

    private func picture(of figure: Figure, _ gnuplot: Gnuplot?) -> FigurePicture {
        guard let gnuplot else { return .skipped("gnuplot is not installed (Debian: gnuplot-nox)") }
        do {
            let svg = try gnuplot.draw(script: "figures/\(figure.name).gnuplot", in: directory, figure: figure.name)
            return .drawn(FigureMarkup.finished(svg, heading: figure.heading))
        } catch {
            return .skipped(error.description)
        }
    }

    private func remove(_ name: String) throws(ReportError) {
        guard unlink(path(name)) != 0, errno != ENOENT else { return }
        throw .unwritable(path: path(name), reason: "removing the earlier figure failed: \(String(cString: strerror(errno)))")
    }
}
