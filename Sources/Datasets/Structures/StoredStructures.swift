import HDF5
import Materials

/// Structures to be written into a data set: cells and positions of materials, one after the other.
public struct StoredStructures: Sendable {
    private let structures: [Structure?]

    /// - Parameter structures: of every material; nil where there is none
    public init(_ structures: [Structure?]) { self.structures = structures }

    /// Writes a few materials at a time, so that no more of them is in memory a second time.
    func write(into file: borrowing HDF5File) throws(HDF5Error) {
        var offsets: [UInt64] = [0]
        offsets.reserveCapacity(structures.count + 1)
        for structure in structures { offsets.append((offsets.last ?? 0) + UInt64(structure?.sites.count ?? 0)) }
        var elements: [UInt8] = []
        for structure in structures { elements += structure?.sites.map(\.element.atomicNumber) ?? [] }
        try file.write(offsets.span, at: "structures/offset")
        try file.write(elements.span, at: "structures/element")
        try file.write(rows: structures.count, columns: 9, at: "structures/cell") { rows in
            rows.flatMap { row -> [Double] in
                guard let cell = structures[row]?.lattice else { return Array(repeating: .nan, count: 9) }
                return [cell.a, cell.b, cell.c].flatMap { [$0.x, $0.y, $0.z] }
            }
        }
        // Sites come in order, so that the material of the last slab is where the next one begins.
        var material = 0
        try file.write(rows: elements.count, columns: 3, at: "structures/position") { rows in
            var positions: [Double] = []
            positions.reserveCapacity(rows.count * 3)
            for site in rows {
                while offsets[material + 1] <= UInt64(site) { material += 1 }
                guard let structure = structures[material] else { continue }
                let position = structure.sites[site - Int(offsets[material])].position
                positions += [position.x, position.y, position.z]
            }
            return positions
        }
    }
}
