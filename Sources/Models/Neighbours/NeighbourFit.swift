import Datasets
import Kernels

/// A member whose stages are numbers of neighbours, 1, 2, 3 …, of every target.
struct NeighbourFit: StagedFit {
    private let model: NeighbourModel
    private var parts: [NeighbourPart]
    /// For each target the nearest references of the measured rows and of the validation rows.
    private let measured: [[[NeighbourPart.Neighbour]]]
    private let validation: [[[NeighbourPart.Neighbour]]]
    private let validationValues: [[Float]]

    /// - Parameter parts: what has been made so far; nil: nothing
    init(_ model: NeighbourModel, _ inputs: ModelInputs, _ lesson: StagedLesson, continuing parts: [NeighbourPart]?) throws {
        self.model = model
        let references = model.references.places(of: lesson.training)
        guard references.count == lesson.training.count else {
            throw ModelError.setting(name: "distance", problem: "the references are of other materials")
        }
        let begun = parts ?? model.tasks.indices.map { target in
            let own = LearntRows(lesson, target: target)
            return NeighbourPart(places: own.places.map { references[$0] }, counts: own.counts, values: own.values(lesson, target: target))
        }
        self.parts = begun
        let most = model.settings.neighbours ?? model.settings.mostNeighbours
        func nearest(_ rows: [Int]) throws -> [[[NeighbourPart.Neighbour]]] {
            var found: [[[NeighbourPart.Neighbour]]] = model.tasks.map { _ in [] }
            for first in stride(from: 0, to: rows.count, by: NeighbourModel.block) {
                let distances = try model.references.distances(of: Array(rows[first..<min(first + NeighbourModel.block, rows.count)]), inputs.dataset)
                for target in model.tasks.indices {
                    for row in 0..<distances.rows { found[target].append(begun[target].nearest(most, in: distances.rows(row..<row + 1))) }
                }
            }
            return found
        }
        measured = try nearest(lesson.measured)
        validation = try nearest(lesson.validation)
        validationValues = lesson.targets.map { values in lesson.validation.map { values[$0] } }
    }

    var stages: Int { parts[0].neighbours.count }

    var arrays: [NamedArray] { NeighbourMember(parts: parts).arrays }

    func weights(keeping stage: Int) -> [NamedArray] { NeighbourMember(parts: parts.map { $0.only(stage) }).arrays }

    mutating func advance() throws {
        let count = model.settings.neighbours ?? stages + 1
        for target in parts.indices { parts[target].append(neighbours: count, noise: noise(target, count)) }
    }

    /// What makes the variance of the neighbours the squared errors of the validation set: a constant and a factor of the distance are added
    /// where it is too small, neither below zero; where it is too large in the mean, it is multiplied by less than one (Mathematics.md §8).
    private func noise(_ target: Int, _ count: Int) -> SIMD3<Double> {
        guard model.tasks[target].classCount == 0 else { return SIMD3(1, 0, 0) }
        var sums = (rows: 0.0, distance: 0.0, square: 0.0, rest: 0.0, product: 0.0, variance: 0.0)
        for (found, value) in zip(validation[target], validationValues[target]) where !value.isNaN && !found.isEmpty {
            let (mean, variance, distance) = parts[target].moments(found.prefix(count), model.settings.weights)
            let rest = (Double(value) - mean) * (Double(value) - mean) - variance
            sums.rows += 1
            sums.distance += distance
            sums.square += distance * distance
            sums.rest += rest
            sums.product += rest * distance
            sums.variance += variance
        }
        guard sums.rows > 0 else { return SIMD3(1, 0, 0) }
        guard sums.rest > 0 else { return SIMD3(sums.variance > 0 ? (sums.rest + sums.variance) / sums.variance : 1, 0, 0) }
        let determinant = sums.rows * sums.square - sums.distance * sums.distance
        if determinant > 1e-9 * sums.rows * sums.square {
            let slope = (sums.rows * sums.product - sums.distance * sums.rest) / determinant
            let constant = (sums.rest - slope * sums.distance) / sums.rows
            if slope >= 0 { return constant >= 0 ? SIMD3(1, constant, slope) : SIMD3(1, 0, max(sums.product / sums.square, 0)) }
        }
        return SIMD3(1, sums.rest / sums.rows, 0)
    }

    func outputs() -> [Matrix] {
        parts.indices.map { parts[$0].outputs(measured[$0], model.tasks[$0], model.settings.weights) }
    }
}

/// What a member has drawn, target by target.
struct NeighbourMember: MemberWeights {
    var parts: [NeighbourPart]

    var arrays: [NamedArray] { [NamedArray](byTarget: parts.map(\.arrays)) }
}
