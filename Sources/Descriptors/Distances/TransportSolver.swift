/// How much of an element there is.
struct ElementAmount: Sendable, Hashable {
    /// Atomic number.
    let element: Int
    let amount: Float
}

/// Moves amounts from places that have them to places that want them at the least cost: shortest augmenting paths with potentials, in
/// double precision. Exact for a handful of places.
///
/// A class whose buffers are kept: nothing is allocated once the largest problem has been met.
final class TransportSolver {
    private var supply: [Double] = []
    private var demand: [Double] = []
    private var flow: [Double] = []
    private var cost: [Double] = []
    private var potential: [Double] = []
    private var length: [Double] = []
    private var before: [Int] = []
    private var isDone: [Bool] = []

    /// - Parameters:
    ///   - first, second: elements with their amounts; only the proportions within each count
    ///   - costs: of a place of `from` and one of `to`, by atomic numbers; what both have at one place stays there beforehand, where they say so
    /// - Returns: Σ amount · cost; NaN where a cost that is needed is not known
    func leastCost(
        from first: ArraySlice<ElementAmount>, to second: ArraySlice<ElementAmount>, _ costs: ElementCosts
    ) -> Double {
        let (n, m) = (first.count, second.count)
        supply.removeAll(keepingCapacity: true)
        demand.removeAll(keepingCapacity: true)
        let (totalFirst, totalSecond) = (first.reduce(0) { $0 + Double($1.amount) }, second.reduce(0) { $0 + Double($1.amount) })
        for place in first { supply.append(Double(place.amount) / totalFirst) }
        for place in second { demand.append(Double(place.amount) / totalSecond) }
        if costs.staysInCommon {
            for (i, here) in first.enumerated() {
                for (j, there) in second.enumerated() where here.element == there.element {
                    let common = min(supply[i], demand[j])
                    supply[i] -= common
                    demand[j] -= common
                }
            }
        }
        reset(&cost, n * m, 0)
        reset(&flow, n * m, 0)
        for (i, here) in first.enumerated() {
            for (j, there) in second.enumerated() {
                let value = Double(costs.costs[here.element * ElementCosts.side + there.element])
                guard !value.isNaN else { return .nan }
                cost[i * m + j] = value
            }
        }
        reset(&potential, n + m, 0)
        while let end = shortestPath(n, m) { augment(to: end, n, m) }
        var total = 0.0
        for index in 0..<n * m { total += flow[index] * cost[index] }
        return total
    }

    private func reset<Value>(_ values: inout [Value], _ count: Int, _ value: Value) {
        values.removeAll(keepingCapacity: true)
        for _ in 0..<count { values.append(value) }
    }

    /// Amounts below this are roundings.
    private static let least = 1e-13

    /// Dijkstra from all places that still have something; the nearest place that still wants something.
    private func shortestPath(_ n: Int, _ m: Int) -> Int? {
        reset(&length, n + m, .infinity)
        reset(&before, n + m, -1)
        reset(&isDone, n + m, false)
        for i in 0..<n where supply[i] > Self.least { length[i] = 0 }
        while true {
            var node = -1
            for other in 0..<n + m where !isDone[other] && length[other] < .infinity && (node < 0 || length[other] < length[node]) { node = other }
            guard node >= 0 else { return nil }
            isDone[node] = true
            if node >= n, demand[node - n] > Self.least {
                let nearest = length[node]
                for other in 0..<n + m { potential[other] += min(length[other], nearest) }
                return node
            }
            if node < n {
                for j in 0..<m { relax(n + j, from: node, length[node] + cost[node * m + j] + potential[node] - potential[n + j]) }
            } else {
                let j = node - n
                for i in 0..<n where flow[i * m + j] > 0 { relax(i, from: node, length[node] - cost[i * m + j] + potential[node] - potential[i]) }
            }
        }
    }

    private func relax(_ node: Int, from other: Int, _ candidate: Double) {
        // Reduced costs are not negative but for rounding.
        let value = max(candidate, length[other])
        if !isDone[node], value < length[node] {
            length[node] = value
            before[node] = other
        }
    }

    /// Sends as much along the path as its ends and the flows that it takes back allow.
    private func augment(to end: Int, _ n: Int, _ m: Int) {
        var amount = demand[end - n]
        var node = end
        while before[node] >= 0 {
            let other = before[node]
            if other >= n { amount = min(amount, flow[node * m + other - n]) }
            node = other
        }
        amount = min(amount, supply[node])
        supply[node] -= amount
        demand[end - n] -= amount
        node = end
        while before[node] >= 0 {
            let other = before[node]
            if other < n { flow[other * m + node - n] += amount } else { flow[node * m + other - n] -= amount }
            node = other
        }
    }
}
