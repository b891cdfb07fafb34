extension WyckoffTable {
    /// The space group, 1 … 230, that a row belongs to.
    public func spaceGroup(ofRow row: Int) -> Int { position(row).spaceGroup }

    /// The distinct equivalent representations of a material: places in `relabellings(spaceGroup)`, 0 (the identity) first.
    ///
    /// Two relabellings are the same representation where they give the same multi-set of (element, row, count). The three arrays list the
    /// material's nodes; all rows are of one space group.
    public func distinctRelabellings(elements: [UInt8], rows: [UInt16], counts: [UInt8]) -> [Int] {
        guard let first = rows.first else { return [] }
        let group = spaceGroup(ofRow: Int(first))
        var seen: Set<[UInt32]> = []
        return relabellings(group).indices.filter { place in
            let relabelling = relabellings(group)[place]
            let nodes = rows.indices.map { node in
                UInt32(elements[node]) << 24 | UInt32(relabelling[Int(rows[node]) - firstRow(group)]) << 8 | UInt32(counts[node])
            }
            return seen.insert(nodes.sorted()).inserted
        }
    }
}
