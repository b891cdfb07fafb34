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

    private func write(to name: String, _ body: (_ path: String) throws -> Void) throws(ReportError) {
        do { try body(path(name)) } catch HDF5Error.system(_, let operation, let reason) {
            throw .unwritable(path: path(name), reason: "\(operation) failed: \(reason)")
        } catch {
            throw .unwritable(path: path(name), reason: "\(error)")
        }
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
