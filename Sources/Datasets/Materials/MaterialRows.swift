/// Which rows of a data set are structures of one material, before and after relaxation for instance. A split never parts them.
public struct MaterialRows: Sendable, Hashable {
    /// The column of a data set that names the material of each row, where a material may have several.
    public static let column = "material"
    /// The column that names which of its structures a row is: the column of the table that it stood in.
    public static let structureColumn = "structure"

    /// [rows] the number of each row's material; materials are numbered in the order of their first rows.
    public let ofRow: [UInt32]
    /// Materials.
    public let count: Int

    /// Every row is a material.
    package init(rows: Int) {
        ofRow = Array(0..<UInt32(rows))
        count = rows
    }

    /// - Parameter names: of each row's material; a row without one is a material by itself
    package init(names: [String]) {
        var numbers: [String: UInt32] = [:]
        var count: UInt32 = 0
        ofRow = names.map { name in
            if !name.isEmpty, let number = numbers[name] { return number }
            if !name.isEmpty { numbers[name] = count }
            count += 1
            return count - 1
        }
        self.count = Int(count)
    }

    /// Whether any material has several rows.
    public var areShared: Bool { count < ofRow.count }

    /// How many materials some rows are of.
    public func count(of rows: some Sequence<Int>) -> Int {
        var isMet = [Bool](repeating: false, count: count)
        var met = 0
        for row in rows where !isMet[Int(ofRow[row])] {
            isMet[Int(ofRow[row])] = true
            met += 1
        }
        return met
    }

    /// Some rows by their materials, these in the order of their first rows there.
    public func grouped(_ rows: some Sequence<Int>) -> [[Int]] {
        var places = [Int](repeating: -1, count: count)
        var groups: [[Int]] = []
        for row in rows {
            let material = Int(ofRow[row])
            if places[material] < 0 {
                places[material] = groups.count
                groups.append([row])
            } else {
                groups[places[material]].append(row)
            }
        }
        return groups
    }
}

extension Dataset {
    /// The first row of each material that is called as the material is: the structure that gives it its name and its values. nil where none is.
    public func namesakes(_ materials: MaterialRows) throws(DatasetError) -> [Int?] {
        var namesakes = [Int?](repeating: nil, count: materials.count)
        guard haveVariants else { return namesakes }
        for (row, name) in try column(MaterialRows.column).enumerated() where id(row) == name { namesakes[Int(materials.ofRow[row])] = row }
        return namesakes
    }
}
