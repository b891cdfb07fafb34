import Datasets
import Foundation
import Kernels
import Models
import Training

/// What one member says of some rows of a data set, for each target the raw outputs [rows × outputs] in a row.
public struct MemberPrediction: Sendable {
    public let number: Int
    public var outputs: [[Float]]

    public init(number: Int, targets: Int) {
        self.number = number
        outputs = Array(repeating: [], count: targets)
    }

    /// Whether every mean is a number that can be meant, and every logarithm of a σ one of a finite σ: a mean of members would be spoilt by
    /// one that is not.
    func isBounded(_ tasks: [Task]) -> Bool {
        zip(outputs, tasks).allSatisfy { values, task in
            guard case .regression(let loss, let floor, _) = task, loss.isRobust else { return values.allSatisfy { abs($0) < 1e30 } }
            // A σ with a floor is none the worse for a logarithm far below it.
            let lowest: Float = floor == nil ? -80 : -1e30
            return values.indices.allSatisfy { $0 % 2 == 0 ? abs(values[$0]) < 1e30 : values[$0] > lowest && values[$0] < 80 }
        }
    }
}

/// Predicts in blocks that depend on the rows that are asked for alone, so that a row's last digit does not depend on who asks for it, or on how many ranks.
public struct Predictor {
    public static let blockSize = 128

    private var predictor: any ModelPredictor
    private let dataset: Dataset
    private let targets: Int

    /// - Parameter inputs: of the rows of the blocks that will be asked for
    public init(_ model: any Model, inputs: ModelInputs) throws {
        predictor = try model.predictor(inputs)
        dataset = inputs.dataset
        targets = model.tasks.count
    }

    public static func blocks(of dataset: Dataset) -> Int { blocks(ofRows: dataset.count) }

    static func blocks(ofRows count: Int) -> Int { (count + blockSize - 1) / blockSize }

    /// The rows of a block.
    public static func rows(ofBlock block: Int, of dataset: Dataset) -> Range<Int> { places(ofBlock: block, ofRows: dataset.count) }

    /// Where the rows of a block stand among all that are asked for.
    static func places(ofBlock block: Int, ofRows count: Int) -> Range<Int> { (block * blockSize)..<min((block + 1) * blockSize, count) }

    /// The blocks that a rank takes: every size-th, from its own number on.
    static func blocks(of dataset: Dataset, rank: Int, of size: Int) -> [Int] { blocks(ofRows: dataset.count, rank: rank, of: size) }

    static func blocks(ofRows count: Int, rank: Int, of size: Int) -> [Int] { Array(stride(from: rank, to: blocks(ofRows: count), by: size)) }

    /// Puts what ranks have of their blocks back into the order of the rows that were asked for.
    ///
    /// - Parameters:
    ///   - parts: by rank, `width` numbers for each row of its blocks
    ///   - count: of all rows
    static func interleaved(_ parts: [[Float]], width: Int, ofRows count: Int) -> [Float] {
        var whole: [Float] = []
        whole.reserveCapacity(count * width)
        for block in 0..<blocks(ofRows: count) {
            let first = (block / parts.count) * blockSize * width
            whole += parts[block % parts.count][first..<(first + places(ofBlock: block, ofRows: count).count * width)]
        }
        return whole
    }

    /// Adds the outputs of one block, which is laid out once, to what each member has said.
    ///
    /// - Parameter weights: of each member
    public mutating func predict(block: Int, weights: [any MemberWeights], into predictions: inout [MemberPrediction]) {
        predict(Array(Self.rows(ofBlock: block, of: dataset))[...], weights: weights, into: &predictions)
    }

    /// The same of some rows that make a block.
    mutating func predict(_ rows: ArraySlice<Int>, weights: [any MemberWeights], into predictions: inout [MemberPrediction]) {
        predictor.layOut(rows)
        for (member, weights) in weights.enumerated() {
            for (target, outputs) in predictor.outputs(weights).enumerated() { predictions[member].outputs[target] += outputs }
        }
    }

    /// Everything one member says of the data set.
    ///
    /// - Parameter mayStop: asked between blocks
    /// - Returns: nil where it was stopped
    public mutating func predict(member number: Int, weights: any MemberWeights, mayStop: () throws -> Bool) rethrows -> MemberPrediction? {
        var predictions = [MemberPrediction(number: number, targets: targets)]
        for block in 0..<Self.blocks(of: dataset) {
            predict(block: block, weights: [weights], into: &predictions)
            if try mayStop() { return nil }
        }
        return predictions[0]
    }
}
