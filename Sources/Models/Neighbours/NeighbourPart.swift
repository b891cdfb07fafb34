import Glibc
import Kernels

/// What a member knows of one target: which references it has drawn, their values, and for each number of neighbours so far how σ grows with
/// their distance.
struct NeighbourPart {
    static let arrayNames = ["row", "count", "value", "neighbours", "noise"]

    /// Places among the references.
    let places: [Int]
    let counts: [Int]
    /// Standardised, or numbers of classes.
    let values: [Float]
    /// Numbers of neighbours of the stages so far; the last of them predicts.
    private(set) var neighbours: [Int] = []
    /// Of each: what the variance of the neighbours' values is multiplied by, and what is added to it, a constant and a factor of their mean
    /// distance.
    private(set) var noise: [SIMD3<Double>] = []

    /// σ² that is taken for that of neighbours which all agree, in standardised units.
    private static let leastVariance = 1e-6

    init(places: [Int], counts: [Int], values: [Float]) {
        (self.places, self.counts, self.values) = (places, counts, values)
    }

    mutating func append(neighbours count: Int, noise own: SIMD3<Double>) {
        neighbours.append(count)
        noise.append(own)
    }

    /// One stage alone.
    func only(_ stage: Int) -> NeighbourPart {
        var part = NeighbourPart(places: places, counts: counts, values: values)
        part.append(neighbours: neighbours[stage - 1], noise: noise[stage - 1])
        return part
    }

    /// A neighbour: its place in the part, and how far it is.
    struct Neighbour {
        let place: Int
        let distance: Float
    }

    /// The nearest of the drawn references, nearest first, equal ones in their order; one that was drawn twice is there twice.
    ///
    /// - Parameter row: [1 × references] distances; NaN where there is none
    func nearest(_ most: Int, in row: Matrix) -> [Neighbour] {
        var found: [Neighbour] = []
        found.reserveCapacity(most + 1)
        for (place, reference) in places.enumerated() {
            let distance = row[0, reference]
            guard !distance.isNaN else { continue }
            for _ in 0..<counts[place] {
                if found.count == most, let last = found.last, last.distance <= distance { break }
                // Behind those that are as near: they came before.
                var (low, high) = (0, found.count)
                while low < high {
                    let middle = (low + high) / 2
                    if found[middle].distance <= distance { low = middle + 1 } else { high = middle }
                }
                found.insert(Neighbour(place: place, distance: distance), at: low)
                if found.count > most { found.removeLast() }
            }
        }
        return found
    }

    /// How much each neighbour counts: as much as any, or by its inverse distance; where some are at no distance at all, they alone.
    private func shares(_ found: ArraySlice<Neighbour>, _ weights: NeighbourSettings.Weights) -> [Double] {
        var shares = found.map { neighbour in
            switch weights {
            case .uniform: 1.0
            case .distance: 1 / Double(neighbour.distance)
            }
        }
        if shares.contains(.infinity) { shares = shares.map { $0 == .infinity ? 1 : 0 } }
        let total = shares.reduce(0, +)
        return shares.map { $0 / total }
    }

    /// Mean and variance of the neighbours' values, and their mean distance.
    func moments(_ found: ArraySlice<Neighbour>, _ weights: NeighbourSettings.Weights) -> (mean: Double, variance: Double, distance: Double) {
        let shares = shares(found, weights)
        var (mean, distance) = (0.0, 0.0)
        for (neighbour, share) in zip(found, shares) {
            mean += share * Double(values[neighbour.place])
            distance += share * Double(neighbour.distance)
        }
        var (variance, squares) = (0.0, 0.0)
        for (neighbour, share) in zip(found, shares) {
            variance += share * (Double(values[neighbour.place]) - mean) * (Double(values[neighbour.place]) - mean)
            squares += share * share
        }
        // Without the bias of so few values.
        return (mean, squares < 1 ? variance / (1 - squares) : 0, distance)
    }

    /// Outputs of a task, (mean, log σ) or the mean alone, or logarithms of the shares of classes, for rows with these nearest references.
    ///
    /// A row that no distance is known of has the mean of all references and their spread.
    func outputs(_ rows: [[Neighbour]], _ task: Task, _ weights: NeighbourSettings.Weights) -> Matrix {
        let matrix = Matrix(rows: rows.count, columns: task.outputs)
        guard let count = neighbours.last, let noise = noise.last else { return matrix }
        let everything = places.indices.flatMap { place in repeatElement(Neighbour(place: place, distance: 1), count: counts[place]) }
        for (row, found) in rows.enumerated() {
            let nearest = found.isEmpty ? everything[...] : found.prefix(count)
            guard task.classCount == 0 else {
                var votes = [Double](repeating: 0, count: task.classCount)
                for (neighbour, share) in zip(nearest, shares(nearest, weights)) {
                    let kind = Int(values[neighbour.place])
                    votes[kind] += share * (task.classWeights?[kind] ?? 1)
                }
                let total = votes.reduce(0, +)
                // A class without a vote keeps half a vote, so that its logarithm is a number.
                for kind in votes.indices { matrix[row, kind] = Float(log(max(votes[kind] / total, 0.5 / Double(nearest.count)))) }
                continue
            }
            let (mean, variance, distance) = moments(nearest, weights)
            matrix[row, 0] = Float(mean)
            let square = found.isEmpty ? variance : noise.x * variance + noise.y + noise.z * distance
            if task.hasDeviation { matrix[row, 1] = Float(0.5 * log(max(square, Self.leastVariance))) }
        }
        return matrix
    }
}

extension NeighbourPart {
    var arrays: [NamedArray] {
        [
            NamedArray(name: "row", shape: [places.count], elements: .integers(places.map { Int32($0) })),
            NamedArray(name: "count", shape: [counts.count], elements: .integers(counts.map { Int32($0) })),
            NamedArray(name: "value", shape: [values.count], elements: .floats(values)),
            NamedArray(name: "neighbours", shape: [neighbours.count], elements: .integers(neighbours.map { Int32($0) })),
            NamedArray(name: "noise", shape: [noise.count, 3], elements: .doubles(noise.flatMap { [$0.x, $0.y, $0.z] })),
        ]
    }

    /// As a file has it, believed only as far as it can be predicted with.
    init(_ arrays: [NamedArray], references: Int, task: Task) throws(ModelError) {
        let rows = try arrays.drawnRows(references: references)
        (places, counts) = (rows.places, rows.counts)
        values = try arrays.floats("value", shape: [places.count])
        guard values.allSatisfy({ $0.isFinite && (task.classCount == 0 || $0 >= 0 && $0 < Float(task.classCount) && $0 == $0.rounded()) }) else {
            throw .array(name: "value", problem: "has what is no number, or no class, of the target")
        }
        neighbours = try arrays.integers("neighbours").map { Int($0) }
        guard !neighbours.isEmpty, neighbours.allSatisfy({ (1...1000).contains($0) }) else {
            throw .array(name: "neighbours", problem: "expected numbers from 1 to 1000")
        }
        let numbers = try arrays.doubles("noise", shape: [neighbours.count, 3])
        guard numbers.allSatisfy({ $0 >= 0 }) else { throw .array(name: "noise", problem: "is below zero") }
        noise = neighbours.indices.map { SIMD3(numbers[3 * $0], numbers[3 * $0 + 1], numbers[3 * $0 + 2]) }
    }
}
