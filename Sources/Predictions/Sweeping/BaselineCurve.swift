import Materials

/// How the error of another program falls with the size of the training set, on the same test materials: what a sweep is compared with.
public struct BaselineCurve: Sendable, Equatable {
    public struct Point: Sendable, Equatable {
        public let materials: Int
        /// Mean absolute error, in the target's unit.
        public let mae: Double

        public init(materials: Int, mae: Double) {
            self.materials = materials
            self.mae = mae
        }
    }

    public let name: String
    /// By size, each once.
    public let points: [Point]

    public init(name: String, points: [Point]) {
        self.name = name
        self.points = points
    }

    /// Materials that a training set may have.
    private static let most = 1_000_000_000_000

    /// Reads a table with the columns `materials` and `mae`, and perhaps `model` for several curves; else the curve has the file's name.
    ///
    /// - Throws: `SweepError` naming the row for what is no size or no error, or a size that stands there twice
    public static func read(_ path: String) throws(SweepError) -> [BaselineCurve] {
        var curves: [(name: String, points: [Point])] = []
        var table: TableReader
        do { table = try TableReader(path: path) } catch { throw .table(error) }
        let columns: (materials: Int, mae: Int, model: Int?)
        do {
            columns = (
                try table.column("materials"), try table.column("mae"), table.header.contains("model") ? try table.column("model") : nil
            )
        } catch { throw .table(error) }
        var fields = TableRow()
        while true {
            do { guard try table.next(into: &fields) else { break } } catch { throw .table(error) }
            let row = table.row
            func refused(_ problem: String) -> SweepError { .baseline(path: path, row: row, problem: problem) }
            let (size, error) = (fields.text(columns.materials) ?? "", fields.text(columns.mae) ?? "")
            guard let materials = TableNumber(size).value.flatMap({ Int(exactly: $0) }), (1...most).contains(materials) else {
                throw refused("'\(size)' is no number of materials")
            }
            guard let mae = TableNumber(error).value, mae > 0 else { throw refused("'\(error)' is no error above 0") }
            let name = columns.model.map { fields.text($0) ?? "" } ?? table.stem
            guard !name.isEmpty else { throw refused("the model has no name") }
            let place = curves.firstIndex { $0.name == name } ?? curves.endIndex
            if place == curves.endIndex { curves.append((name, [])) }
            guard !curves[place].points.contains(where: { $0.materials == materials }) else {
                throw refused("\(name) has an error for \(size) materials already")
            }
            curves[place].points.append(Point(materials: materials, mae: mae))
        }
        guard !curves.isEmpty else { throw .baseline(path: path, row: 1, problem: "there are no rows") }
        return curves.map { BaselineCurve(name: $0.name, points: $0.points.sorted { $0.materials < $1.materials }) }
    }
}
