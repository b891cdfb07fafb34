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
            guard !overflow else { throw .tooManyAmounts(largest: Self.largestCount) }
            size = product
        }
        let vectors = Self.vectorCount(limits, total: total)
        guard vectors <= Self.largestCount else { throw .tooManyAmounts(largest: Self.largestCount) }
        // In the order of a dictionary, so that a vector with fewer atoms comes before one with more.
        var places: [Int: Int32] = [:]
        var fewer = [[Int32]](repeating: [], count: elements)
        var amounts = [Int](repeating: 0, count: elements)
        var (key, sum, number) = (0, 0, Int32(0))
        vectors: while true {
            places[key] = number
            for place in 0..<elements { fewer[place].append(amounts[place] > 0 ? places[key - strides[place]] ?? -1 : -1) }
            number += 1
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

    /// How many vectors there are with amounts up to these limits and this sum; beyond what is possible no more is counted.
    private static func vectorCount(_ limits: [Int], total: Int) -> Int {
        var ofSum = [1] + [Int](repeating: 0, count: total)
        for limit in limits {
            let before = ofSum
            for sum in 0...total { ofSum[sum] = min(before[max(sum - limit, 0)...sum].reduce(0, +), largestCount + 1) }
        }
        return ofSum.reduce(0) { min($0 + $1, largestCount + 1) }
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
