import Materials

/// A line on which elements have places: what a distance of compositions goes along.
struct ElementScale: Sendable, Hashable {
    /// [119] by atomic number, in any unit; NaN for elements without a place.
    let places: [Float]

    init(places: [Float]) {
        self.places = places
        order = places.indices.filter { $0 > 0 && places[$0].isFinite }.sorted { (places[$0], $0) < (places[$1], $1) }
    }

    /// Atomic numbers in the order of the scale.
    private let order: [Int]

    /// Places 1 to 103, as the scale numbers them.
    static let modifiedPettifor = ElementScale(places: (0...Element.count).map { number in
        Element(atomicNumber: number)?.modifiedPettiforNumber.map(Float.init) ?? .nan
    })

    static let atomicNumbers = ElementScale(places: (0...Element.count).map { $0 > 0 ? Float($0) : .nan })

    /// A row of a table for each element: the column `symbol` (or the first) and a column of places.
    ///
    /// - Throws: `DistanceError.table`
    init(path: String, column: String?) throws(DistanceError) {
        let table = try ElementTableFile(path: path)
        let place: Int
        if let column {
            guard let found = table.header.firstIndex(of: column) else {
                throw .table(path: path, problem: "no column '\(column)'; there are \(table.header.joined(separator: ", "))")
            }
            place = found
        } else {
            guard table.header.count == 2 else {
                throw .table(
                    path: path,
                    problem: "expected two columns, the element and its place, or :column=NAME; found \(table.header.joined(separator: ", "))")
            }
            place = 1 - table.symbols
        }
        var places = [Float](repeating: .nan, count: Element.count + 1)
        for (element, fields) in table.rows {
            guard let value = try table.number(fields[place], element, table.header[place]) else { continue }
            places[Int(element.atomicNumber)] = Float(value)
        }
        guard places.contains(where: \.isFinite) else { throw .table(path: path, problem: "no element has a place") }
        self.init(places: places)
    }

    /// Fractions summed up along the scale, each times the way to the next element's place: the sum of the absolute differences of two of them is the
    /// earth mover's distance of the compositions, exactly.
    ///
    /// - Parameter row: [118], overwritten
    /// - Returns: false where an element has no place
    func encode(_ composition: Composition, into row: inout [Float]) -> Bool {
        guard composition.components.allSatisfy({ places[Int($0.element.atomicNumber)].isFinite }) else { return false }
        var fractions = [Double](repeating: 0, count: Element.count + 1)
        for (component, fraction) in zip(composition.components, composition.fractions) { fractions[Int(component.element.atomicNumber)] = fraction }
        var sum = 0.0
        for index in 0..<Element.count {
            guard index + 1 < order.count else {
                row[index] = 0
                continue
            }
            sum += fractions[order[index]]
            row[index] = Float(sum * Double(places[order[index + 1]] - places[order[index]]))
        }
        return true
    }
}
