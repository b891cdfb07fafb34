extension [NamedArray] {
    /// Whole numbers of an array in one dimension.
    func integers(_ name: String) throws(ModelError) -> [Int32] {
        let array = try array(name)
        guard case .integers(let values) = array.elements, array.shape == [values.count] else {
            throw .array(name: name, problem: "expected whole numbers in one dimension, found the shape \(array.shape)")
        }
        return values
    }

    /// The references that a member has drawn and how often, from the arrays `row` and `count` of a file.
    func drawnRows(references: Int) throws(ModelError) -> (places: [Int], counts: [Int]) {
        let places = try integers("row").map { Int($0) }
        guard !places.isEmpty, places.allSatisfy({ (0..<references).contains($0) }), zip(places, places.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw .array(name: "row", problem: "expected ascending numbers of the \(references) references")
        }
        let counts = try integers("count").map { Int($0) }
        guard counts.count == places.count, counts.allSatisfy({ (1...1_000_000).contains($0) }) else {
            throw .array(name: "count", problem: "expected a number above zero for each of \(places.count) rows")
        }
        return (places, counts)
    }
}
