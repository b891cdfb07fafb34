import Kernels
import Models
import Predictions

/// Weights of a trained ensemble that a new one begins with, member by member (thesis 4.5).
///
/// Everything that both models have is taken over; outputs of a target whose task is another one begin anew, and the target is standardised anew
/// in any case.
public struct WarmStart {
    /// What those weights have met in training; nil where that is not known.
    public let trained: TrainedMaterials?
    private let source: [ParameterVector]
    private let taken: [(from: ParameterBlock, to: ParameterBlock)]

    /// - Parameter path: of the ensemble's bundle, for errors
    /// - Throws: `BundleError.mismatch` where kinds, sizes or fixed inputs differ
    public init(_ ensemble: Ensemble, for model: any Model, path: String) throws(BundleError) {
        guard case .byGradient(let old) = ensemble.model.learning, case .byGradient(let model) = model.learning else {
            throw .mismatch(path: path, expected: "members that learn by gradient", found: "some that are built in stages")
        }
        if let hindrance = model.hindrance(toBeginWith: old) {
            throw .mismatch(path: path, expected: hindrance.expected, found: hindrance.found)
        }
        let blocks = Dictionary(uniqueKeysWithValues: old.layout.blocks.map { ($0.name, $0) })
        var taken: [(ParameterBlock, ParameterBlock)] = []
        for block in model.layout.blocks {
            if let target = Self.target(of: block), target >= old.tasks.count || !old.tasks[target].hasOutputs(of: model.tasks[target]) { continue }
            guard let other = blocks[block.name], other.rows == block.rows, other.columns == block.columns else {
                let found = blocks[block.name].map { "[\(block.rows) × \(block.columns)], not [\($0.rows) × \($0.columns)]" } ?? "one that it lacks"
                throw .mismatch(path: path, expected: "a model of its sizes", found: "one with \(block.name) \(found)")
            }
            taken.append((other, block))
        }
        // A network without its last layers is another one.
        let own = Set(model.layout.blocks.map(\.name))
        if let surplus = old.layout.blocks.first(where: { Self.target(of: $0) == nil && !own.contains($0.name) }) {
            throw .mismatch(path: path, expected: "a model of its sizes", found: "one without \(surplus.name)")
        }
        self.taken = taken
        trained = ensemble.trained
        source = ensemble.sound.compactMap { $0.weights as? ParameterVector }
        guard !source.isEmpty else { throw .damaged(path: path, object: "members", reason: "all of them have diverged") }
    }

    /// Which target's outputs a block belongs to; nil for what all targets share.
    private static func target(of block: ParameterBlock) -> Int? {
        let words = block.name.split(separator: ".")
        guard words.count > 1, words[0] == "outputs" else { return nil }
        return Int(words[1])
    }

    /// Writes what a member begins with over fresh weights. Where there are fewer members than asked for, they are taken in turns.
    func fill(_ weights: ParameterVector, member: Int) {
        let source = source[member % source.count]
        for (from, to) in taken { weights[to].copy(from: source[from]) }
    }
}
