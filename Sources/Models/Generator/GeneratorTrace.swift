import Datasets
import Glibc
import Kernels

/// What a generator has computed of some materials, all of it, as tensors by name: any other program of the same network can be held against it
/// (`Jobs/reference/generator.py`).
///
/// Of M materials, S sequences, T tokens and, for each of three output networks, N predictions of C columns:
/// `index` [T × slots], rows of the table that a token is the sum of, −1 for none; `starts` [S + 1], of sequences among tokens; `groups` [M + 1], of
/// materials among sequences; `space_groups` [M] and `group_counts` [230]; `elements.tokens` [N], `elements.allowed` and `elements.aims` [N × C], shares of
/// what is aimed at, the same of `symmetries` and `positions`; `nats` [M × 4]; `weights/NAME` and `gradient/NAME` of each block, the gradient that of the
/// mean over materials of the sum of their nats.
package struct GeneratorTrace {
    package let tensors: [String: ForeignTensor]
    /// Number of heads, and names of blocks in their order.
    package let metadata: [String: String]

    /// - Parameter rows: of the data set; nothing is dropped of them
    package init(_ model: GeneratorModel, _ rows: [Int], of dataset: Dataset, weights: ParameterVector) throws {
        var learner = try GeneratorLearner(model, ModelInputs(dataset, rows: rows), for: .training)
        learner.layOut(rows[...], sliceSize: nil, draws: nil)
        let nats = learner.outputs(weights: weights)[0].elements
        learner.outputGradients(rows: rows.count)[0].fill(1 / Float(rows.count))
        let gradient = ParameterVector(layout: model.layout)
        learner.backward(weights: weights, gradient: gradient, includingMessages: true, sums: WholeBatch())

        let batch = learner.batch
        func row(_ values: [some BinaryInteger]) -> ForeignTensor { ForeignTensor(shape: [values.count], values: values.map { Float($0) }) }
        var tensors = [
            "index": ForeignTensor(shape: [batch.tokenCount, SequenceVocabulary.slots], values: batch.index.map { Float($0) }),
            "starts": row(batch.starts), "groups": row(batch.groups), "space_groups": row(batch.spaceGroups), "group_counts": row(model.groupCounts),
            "nats": ForeignTensor(shape: [batch.count, Task.likelihoodParts.count], values: nats),
        ]
        for (name, network, predictions) in [
            ("elements", model.elements, batch.elements), ("symmetries", model.symmetries, batch.symmetries),
            ("positions", model.positions, batch.positions),
        ] {
            let columns = network.last.columns
            tensors["\(name).tokens"] = row(predictions.tokens)
            tensors["\(name).allowed"] = predictions.mask(columns: columns)
            tensors["\(name).aims"] = predictions.aims(columns: columns)
        }
        for block in model.layout.blocks {
            tensors["weights/\(block.name)"] = ForeignTensor(shape: [block.rows, block.columns], values: weights[block].elements)
            tensors["gradient/\(block.name)"] = ForeignTensor(shape: [block.rows, block.columns], values: gradient[block].elements)
        }
        self.tensors = tensors
        metadata = ["heads": "\(model.settings.heads)", "blocks": model.layout.blocks.map(\.name).joined(separator: ",")]
    }

    /// Weights that every program can make for itself: number i of block b is 0.3 · sin(0.7 i² + b).
    package static func formulaWeights(of model: GeneratorModel) -> ParameterVector {
        let weights = ParameterVector(layout: model.layout)
        for (number, block) in model.layout.blocks.enumerated() {
            let matrix = weights[block]
            for row in 0..<block.rows {
                for column in 0..<block.columns {
                    let place = Double(row * block.columns + column)
                    matrix[row, column] = Float(0.3 * sin(0.7 * (place * place) + Double(number)))
                }
            }
        }
        return weights
    }
}

extension SequenceBatch.Predictions {
    /// 1 where a column is allowed, else 0.
    fileprivate func mask(columns: Int) -> ForeignTensor {
        let words = MaskedEntropy.words(columns: columns)
        var values: [Float] = []
        values.reserveCapacity(tokens.count * columns)
        for row in tokens.indices {
            for column in 0..<columns {
                let bit: UInt64 = (allowed[row * words + column / 64] >> UInt64(column % 64)) & 1
                values.append(Float(bit))
            }
        }
        return ForeignTensor(shape: [tokens.count, columns], values: values)
    }

    fileprivate func aims(columns: Int) -> ForeignTensor {
        var values = [Float](repeating: 0, count: tokens.count * columns)
        for row in tokens.indices {
            for place in Int(starts[row])..<Int(starts[row + 1]) { values[row * columns + Int(self.columns[place])] += shares[place] }
        }
        return ForeignTensor(shape: [tokens.count, columns], values: values)
    }
}
