/// The vectors of amounts that a generating function goes through on its way to those that are asked for.
struct AmountStates {
    /// Elements of a vector; contents of fewer elements begin with zeros.
    let elements: Int
    let count: Int
    /// [elements][count] the vector with one atom of an element fewer; −1 where it has none.
    private let fewer: [[Int32]]
    private let strides: [Int]
    private let places: [Int: Int32]

    /// More would not stay in memory: numbers of 16 bytes for each vector and number of positions.
    static let largestCount = 1 << 24

    /// - Parameter contents: amounts, ascending
    init(reaching contents: [[Int]]) throws(EnumerationError) {
        let elements = contents.map(\.count).max() ?? 0
        let total = contents.map { $0.reduce(0, +) }.max() ?? 0
        var limits = [Int](repeating: 0, count: elements)
        for amounts in contents {
            for (place, amount) in zip((elements - amounts.count)..., amounts) { limits[place] = max(limits[place], amount) }
        }
        var strides = [Int](repeating: 1, count: elements)
        var size = 1
        for place in stride(from: elements - 1, through: 0, by: -1) {
            strides[place] = size
            let (product, overflow) = size.multipliedReportingOverflow(by: limits[place] + 1)
            guard !overflow else { throw .tooManyAmounts(amounts: Int.max, largest: Self.largestCount) }
            size = product
        }
        // In the order of a dictionary, so that a vector with fewer atoms comes before one with more.
        var places: [Int: Int32] = [:]
        var fewer = [[Int32]](repeating: [], count: elements)
        var amounts = [Int](repeating: 0, count: elements)
        var (key, sum, number) = (0, 0, Int32(0))
        vectors: while true {
            places[key] = number
            for place in 0..<elements { fewer[place].append(amounts[place] > 0 ? places[key - strides[place]] ?? -1 : -1) }
            number += 1
            guard number <= Self.largestCount else { throw .tooManyAmounts(amounts: size, largest: Self.largestCount) }
            for place in stride(from: elements - 1, through: 0, by: -1) {
                if amounts[place] < limits[place], sum < total {
                    amounts[place] += 1
                    sum += 1
                    key += strides[place]
                    continue vectors
                }
                sum -= amounts[place]
                key -= amounts[place] * strides[place]
                amounts[place] = 0
            }
            break
        }
        self.elements = elements
        self.strides = strides
        self.places = places
        self.fewer = fewer
        count = Int(number)
    }

    /// The number of a vector; it is one of those that were asked for.
    func place(of amounts: [Int]) -> Int {
        var key = 0
        for (place, amount) in zip((elements - amounts.count)..., amounts) { key += amount * strides[place] }
        return places[key].map { Int($0) } ?? 0
    }

    /// [count] the vectors with so many atoms of an element fewer, −1 where it has not so many.
    func predecessors(_ element: Int, atoms: Int) -> [Int32] {
        let steps = fewer[element]
        var result = steps
        for _ in 1..<max(atoms, 1) {
            for place in result.indices where result[place] >= 0 { result[place] = steps[Int(result[place])] }
        }
        return result
    }
}
