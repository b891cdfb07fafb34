import HDF5
import Materials

/// Structures where they lie in a data set; what is asked for is looked at before it is used.
struct MappedStructures {
    private let path: String
    private let count: Int
    private let offsets: MappedArray<UInt64>
    private let elements: MappedArray<UInt8>
    private let cells: MappedArray<Double>
    private let positions: MappedArray<Double>

    /// - Throws: `DatasetError.array` where the arrays do not fit each other
    init(_ index: DatasetIndex, _ file: MappedFile) throws(DatasetError) {
        func numbers<Element: ArrayElement>(_ name: String, shape: ([Int]) -> String?) throws(DatasetError) -> MappedArray<Element> {
            let layout = try index.layout("structures/\(name)")
            if let expected = shape(layout.shape) {
                throw .array(path: index.path, name: layout.name, index: nil, expected: expected, found: "shape \(layout.shape)")
            }
            return try reading { () throws(HDF5Error) in try file.array(layout, of: Element.self) }
        }
        let count = index.count
        offsets = try numbers("offset") { $0 == [count + 1] ? nil : "\(count + 1) places" }
        cells = try numbers("cell") { $0 == [count, 9] ? nil : "\(count) cells of nine numbers" }
        elements = try numbers("element") { $0.count == 1 ? nil : "one number for each site" }
        let sites = elements.count
        positions = try numbers("position") { $0 == [sites, 3] ? nil : "\(sites) positions of three numbers, as many as elements" }
        self.count = count
        path = index.path
    }

    /// The structure of a material; nil where none is kept.
    ///
    /// - Throws: `DatasetError.array` with the array and the index, for offsets outside the arrays and for what is no structure
    func structure(_ row: Int) throws(DatasetError) -> Structure? {
        let (start, end) = (offsets[row], offsets[row + 1])
        let isAtEdge = row == 0 && start != 0 || row == count - 1 && end != UInt64(elements.count)
        guard start <= end, end <= UInt64(elements.count), !isAtEdge else {
            throw fault("offset", row, "places that rise from 0 to \(elements.count)", "\(start) and then \(end)")
        }
        guard start < end else { return nil }
        func vector(_ values: MappedArray<Double>, _ first: Int) -> SIMD3<Double> { SIMD3(values[first], values[first + 1], values[first + 2]) }
        let lattice = Lattice(a: vector(cells, 9 * row), b: vector(cells, 9 * row + 3), c: vector(cells, 9 * row + 6))
        guard (1e-3..<1e12).contains(lattice.volume) else { throw fault("cell", row, "a cell with a volume", "\(lattice.volume) Å³") }
        var sites: [Site] = []
        sites.reserveCapacity(Int(end - start))
        for site in Int(start)..<Int(end) {
            guard let element = Element(atomicNumber: Int(elements[site])) else {
                throw fault("element", site, "an atomic number, 1 to \(Element.count)", "\(elements[site])")
            }
            let position = vector(positions, 3 * site)
            guard (position * position).sum() < 1e12 else { throw fault("position", site, "three fractional coordinates", "\(position)") }
            sites.append(Site(element: element, position: position))
        }
        return Structure(lattice: lattice, sites: sites)
    }

    private func fault(_ array: String, _ index: Int, _ expected: String, _ found: String) -> DatasetError {
        .array(path: path, name: "structures/\(array)", index: index, expected: expected, found: found)
    }
}

extension Dataset {
    /// Whether cells and positions were kept (`covey featurise --keep-structures`).
    public var hasStructures: Bool { structures != nil }

    /// The structure of a material; nil where none was kept.
    ///
    /// - Throws: `DatasetError.array` for what is none
    public func structure(_ row: Int) throws(DatasetError) -> Structure? { try structures?.structure(row) }
}
