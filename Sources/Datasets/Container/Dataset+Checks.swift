import HDF5
import Materials

extension Dataset {
    /// How long the arrays of nodes and graphs are, and where the first and the last material lie in them.
    func checkLengths() throws(DatasetError) {
        let total = nodeElement.count
        for (name, length) in [
            ("nodes/count", nodeCount.count), ("nodes/weight", nodeWeight.count), ("nodes/wyckoff", nodeWyckoff?.count ?? total),
        ]
        where length != total {
            throw .array(path: path, name: name, index: nil, expected: "\(total) nodes", found: "\(length)")
        }
        let offsets = nodeOffsets
        guard offsets.count == count + 1 else {
            throw .array(path: path, name: "nodes/offset", index: nil, expected: "\(count + 1) places", found: "\(offsets.count)")
        }
        for (row, expected) in [(0, 0), (count, total)] where offsets[row] != UInt64(expected) {
            throw .array(path: path, name: "nodes/offset", index: row, expected: "\(expected)", found: "\(offsets[row])")
        }
        if let graphs { try GraphCheck(graphs, path: path).checkLengths(count: count) }
    }

    /// NaN is a value that is not known; an infinite or absurd one would spoil every mean.
    func check(_ values: StoredTarget, named name: String) throws(DatasetError) {
        switch values {
        case .single(let values): try check(values, ofTarget: name)
        case .double(let values): try check(values, ofTarget: name)
        }
    }

    private func check<Value: ArrayElement & BinaryFloatingPoint>(
        _ values: MappedArray<Value>, ofTarget name: String
    ) throws(DatasetError) {
        if let classes = classes(ofTarget: name) {
            let count = Value(classes.count)
            guard let row = first(of: values.span, where: { $0 < 0 || $0 >= count || $0.rounded() != $0 && !$0.isNaN }) else { return }
            throw .array(
                path: path, name: "targets/\(name)", index: row, expected: "a class, 0 to \(classes.count - 1), or NaN where none is known",
                found: "\(values[row]) (\(id(row)))")
        }
        let limit = Value(TableNumber.largestMagnitude)
        guard let row = first(of: values.span, where: { abs($0) >= limit }) else { return }
        throw .array(
            path: path, name: "targets/\(name)", index: row,
            expected: "a value below \(TableNumber.largestMagnitude), or NaN where none is known", found: "\(values[row]) (\(id(row)))")
    }

    /// NaN is a number that does not exist; nothing that is learnt from is infinite or absurd.
    func check(_ values: MappedArray<Float>, ofFeatures schema: FeatureSchema) throws(DatasetError) {
        let limit = Float(TableNumber.largestMagnitude)
        guard let place = first(of: values.span, where: { abs($0) >= limit }) else { return }
        let (row, column) = place.quotientAndRemainder(dividingBy: schema.columns.count)
        throw .array(
            path: path, name: "features/\(schema.name)", index: place,
            expected: "a value below \(TableNumber.largestMagnitude), or NaN where there is none",
            found: "\(values[place]) ('\(schema.columns[column])' of \(id(row)))")
    }

    func check(_ values: MappedArray<UInt8>, ofSplit name: String) throws(DatasetError) {
        // 255, an unused one, is the number before 0.
        guard let row = first(of: values.span, where: { $0 &+ 1 > 3 }) else { return }
        throw .array(path: path, name: "splits/\(name)", index: row, expected: "0, 1, 2 or 255", found: "\(values[row])")
    }
}

/// Where the first number lies that is wrong.
///
/// Pieces are looked at as a whole, without a branch for each number, so that many are compared at once.
@inline(__always)
private func first<Number>(of values: Span<Number>, where isWrong: (Number) -> Bool) -> Int? {
    let piece = 4096
    for start in stride(from: 0, to: values.count, by: piece) {
        let indices = start..<min(start + piece, values.count)
        var wrong: UInt8 = 0
        for index in indices { wrong |= isWrong(values[unchecked: index]) ? 1 : 0 }
        if wrong != 0 { return indices.first { isWrong(values[$0]) } }
    }
    return nil
}
