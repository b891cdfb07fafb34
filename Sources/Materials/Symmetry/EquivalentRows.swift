extension WyckoffTable {
    /// The space group, 1 … 230, that a row belongs to.
    public func spaceGroup(ofRow row: Int) -> Int { position(row).spaceGroup }

    /// The distinct equivalent representations of a material: places in `relabellings(spaceGroup)`, 0 (the identity) first.
    ///
    /// Two relabellings are the same representation where they give the same multi-set of (element, row, count). The three arrays list the
    /// material's nodes; all rows are of one space group.
    public func distinctRelabellings(elements: [UInt8], rows: [UInt16], counts: [UInt8]) -> [Int] {
        guard let first = rows.first else { return [] }
        let group = groups[spaceGroup(ofRow: Int(first)) - 1]
        // The nodes of each representation found so far, each in order, one representation after the other.
        var found: [UInt32] = []
        found.reserveCapacity(group.relabellings.count * rows.count)
        return group.relabellings.indices.filter { place in
            let start = found.count
            for node in rows.indices {
                let row = group.relabellings[place][Int(rows[node]) - group.firstRow]
                let key = UInt32(elements[node]) << 24 | UInt32(row) << 8 | UInt32(counts[node])
                var slot = found.count
                while slot > start, found[slot - 1] > key { slot -= 1 }
                found.insert(key, at: slot)
            }
            let isNew = stride(from: 0, to: start, by: rows.count).allSatisfy { earlier in
                rows.indices.contains { found[earlier + $0] != found[start + $0] }
            }
            if !isNew { found.removeSubrange(start...) }
            return isNew
        }
    }
}
