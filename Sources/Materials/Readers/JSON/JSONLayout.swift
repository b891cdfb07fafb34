/// How the materials of a JSON file stand in it.
enum JSONLayout: Equatable {
    /// An object each: one, a list of them, or one after another, as in JSON Lines.
    case objects
    /// A list of objects under `data`, as OPTIMADE, the Materials Project and pandas (`orient="table"`) have it.
    case data
    /// pandas' `orient="split"`: `columns`, `data` with a list for each row, perhaps `index`.
    case split(columns: [String], hasIndex: Bool)
    /// pandas' `orient="columns"`: for each column an object with the value of each row.
    case columns([Column])
    /// pandas' `orient="index"`, and structures by their ids: an object under the name of each row.
    case rows

    struct Column: Equatable {
        let name: String
        /// Whether its values are objects, of which one may be a structure.
        let holdsObjects: Bool
    }

    static let namesForPeople =
        "one object a material (alone, in a list, under 'data', or one a line) and pandas' split, columns, index and table"

    /// The layout of a file, told by the names of its first object and of the objects in that.
    ///
    /// - Parameter names: keys that were asked for
    static func of(_ path: String, names: [String]) throws(ReaderError) -> JSONLayout {
        let stream = try JSONStream(path: path)
        do throws(ReaderError) {
            guard try stream.take(UInt8(ascii: "{")) else { return .objects }
            var survey = Survey(names: names)
            while let name = try stream.nextName() {
                if try survey.look(at: name, stream) { return .data }
            }
            // Where another object follows, each is a record.
            return try stream.visible() == nil ? survey.layout : .objects
        } catch {
            // What is no JSON shows when its record is read, with its place.
            return .objects
        }
    }

    /// What the names in an object say.
    private struct Survey {
        let names: [String]
        private var columnNames: [String]?
        private var hasIndex = false
        private var holdsRows = false
        /// Of the members that are objects; the first are enough.
        private var columns: [Column] = []
        private var first: [String]?
        private var areAlike = true
        private var holdsOtherThanObjects = false
        private var hasUsualName = false

        private static let sample = 16
        private static let most = 10_000

        init(names: [String]) {
            // Of `entry.structure` the beginning is a column too.
            self.names = names.flatMap { name in [name] + name.indices.filter { name[$0] == "." }.map { String(name[..<$0]) } }
        }

        /// - Returns: whether the layout is known: a list of objects under `data`
        mutating func look(at name: String, _ stream: JSONStream) throws(ReaderError) -> Bool {
            switch try stream.visible() {
            case UInt8(ascii: "["):
                holdsOtherThanObjects = true
                if name == "index" { hasIndex = true }
                if name == "columns" {
                    var bytes: [UInt8] = []
                    try stream.take(valueInto: &bytes)
                    columnNames = (try? JSONValue(bytes))?.elements?.compactMap(\.field)
                    return false
                }
                guard name == "data" else { break }
                _ = try stream.take(UInt8(ascii: "["))
                let element = try stream.visible()
                if element == UInt8(ascii: "{") { return true }
                holdsRows = element == UInt8(ascii: "[") || element == UInt8(ascii: "]")
                try stream.leave()
                return false
            case UInt8(ascii: "{"):
                try note(name, stream)
                return false
            default:
                holdsOtherThanObjects = true
            }
            try stream.passOver()
            return false
        }

        /// The names in an object, and whether its first value is an object again.
        private mutating func note(_ name: String, _ stream: JSONStream) throws(ReaderError) {
            _ = try stream.take(UInt8(ascii: "{"))
            var inner: [String] = []
            var isNested = false
            while inner.count < Self.sample, let key = try stream.nextName() {
                if try stream.visible() == UInt8(ascii: "{") { isNested = isNested || inner.count < 2 }
                inner.append(key)
                try stream.passOver()
            }
            if inner.count == Self.sample { try stream.leave() }
            if isUsual(name) { hasUsualName = true }
            if columns.count < Self.most { columns.append(Column(name: name, holdsObjects: isNested)) }
            areAlike = areAlike && (first ?? inner).first == inner.first
            first = first ?? inner
        }

        private func isUsual(_ name: String) -> Bool { names.contains(name) || JSONStructure.usualNames.contains(name) }

        var layout: JSONLayout {
            if holdsRows, let columnNames { return .split(columns: columnNames, hasIndex: hasIndex) }
            guard !holdsOtherThanObjects, areAlike, let first, let label = first.first else { return .objects }
            let areRecords = first.contains(where: isUsual) || JSONStructure.isPymatgen(names: first)
            if areRecords { return hasUsualName ? .objects : .rows }
            return hasUsualName || label == "0" ? .columns(columns) : .objects
        }
    }
}
