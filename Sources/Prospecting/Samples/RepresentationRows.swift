import Materials

/// The rows of a table in which each site of a material has its element and its letter: space_group 225, elements "Cl Na", letters "a b".
struct RepresentationRows: ~Copyable {
    static let columns = ["space_group", "elements", "letters"]

    private var table: TableReader
    private var row = TableRow()
    private let places: [Int]
    private let id: Int?
    private let nats: Int?

    /// - Throws: `ReaderError`
    init(path: String) throws(ReaderError) {
        let table = try TableReader(path: path)
        var places: [Int] = []
        for name in Self.columns { places.append(try table.column(name)) }
        self.places = places
        id = table.header.firstIndex { ["candidate_id", "material_id", "id"].contains($0) }
        nats = table.header.firstIndex(of: SampleFile.nats)
        self.table = table
    }

    /// nil after the last.
    mutating func next() throws(ReaderError) -> SampleFile.Sample? {
        guard try table.next(into: &row) else { return nil }
        let texts = places.map { row.text($0) ?? "" }
        let content = SampleFile.result { try Protostructure(spaceGroup: texts[0], elements: texts[1], letters: texts[2]) }
        return SampleFile.Sample(
            id: id.flatMap { row.text($0) } ?? "\(table.row)", content: content,
            nats: nats.flatMap { row.text($0) }.flatMap { TableNumber($0).value })
    }
}
