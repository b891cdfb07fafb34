import Datasets

/// How much the rows of each class count in the loss and in the error that epochs are chosen by (Mathematics.md §3).
///
/// They are made so that their mean over the training set is one: a batch is divided by how many of its targets are known, as without weights, and the
/// learning rate keeps its meaning. Divided by the batch's own weights, as PyTorch does it, rows of a rare class would count less in just those
/// batches that have more of them.
public enum ClassWeights: Sendable, Equatable {
    /// n / (K n_k): every class counts as much as any other.
    case balanced
    /// By the classes' names or numbers; those that are not named weigh one.
    case listed([String: Double])

    /// Reads `balanced`, or `True=2,False=1`; the number is what follows the last sign of equality.
    ///
    /// - Returns: nil for `none`
    public static func read(_ text: String) throws(TrainingError) -> ClassWeights? {
        switch text {
        case "none": return nil
        case "balanced": return .balanced
        default: break
        }
        var weights: [String: Double] = [:]
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let sign = part.lastIndex(of: "="), let weight = Double(part[part.index(after: sign)...]), weight > 0, weight.isFinite,
                weights.updateValue(weight, forKey: String(part[..<sign])) == nil
            else {
                throw .setting(name: "class-weights", expected: "none, balanced, or a list such as True=2,False=1 of numbers above 0", found: text)
            }
        }
        return .listed(weights)
    }

    /// - Parameters:
    ///   - counts: [classes] rows of each class in the training set
    ///   - names: of the classes, where they have any
    ///   - target: whose classes they are, for errors
    /// - Returns: [classes] with a mean of one over those rows
    public func values(counts: [Int], names: ClassNames?, target: String) throws(TrainingError) -> [Double] {
        var weights = [Double](repeating: 1, count: counts.count)
        switch self {
        case .balanced:
            for (place, count) in counts.enumerated() where count > 0 { weights[place] = 1 / Double(count) }
        case .listed(let listed):
            for (name, weight) in listed.sorted(by: { $0.key < $1.key }) {
                guard let number = names?.number(of: name) ?? Int(name), counts.indices.contains(number) else {
                    let known = names?.names ?? counts.indices.map(String.init)
                    throw .target(name: target, problem: "--class-weights names the class \(name); there are \(known.joined(separator: ", "))")
                }
                weights[number] = weight
            }
        }
        let rows = Double(counts.reduce(0, +))
        let total = zip(counts, weights).reduce(0) { $0 + Double($1.0) * $1.1 }
        return weights.map { $0 * rows / total }
    }
}
