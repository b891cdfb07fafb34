import Datasets
import Glibc
import Kernels

extension GeneratorModel {
    /// Nats of the materials of a batch by component, [materials × 4], which leaves in the workspace what `backward` needs.
    ///
    /// - Parameters:
    ///   - dropout: of these tokens; nil where nothing is dropped
    ///   - sharpness: what the logits of elements, symmetries and positions are multiplied by
    func forward(
        _ batch: borrowing SequenceBatch, weights: ParameterVector, workspace: GeneratorWorkspace, dropout: DropoutMasks?,
        sharpness: SIMD3<Float> = SIMD3(repeating: 1), account: PhaseAccount?
    ) {
        let tokens = batch.tokenCount
        let rows = GeneratorWorkspace.rows(tokens)
        account?.enter(.embedding, .forward)
        var x = workspace.entering.prefix(rows: rows)
        TokenRows.sum(weights[table], batch.index.span, slots: SequenceVocabulary.slots, into: x)
        account?.enter(.pairs, .forward, operations: rows * tokenOperations)
        for (number, layer) in layers.enumerated() {
            let buffers = workspace.layers[number]
            let factors = dropout.map { branches(of: number, $0, rows: rows) }
            layer.forward(x, weights: weights, buffers: buffers, scratch: workspace.scratch, dropout: factors) { qkv, attended in
                layer.attention.forward(qkv, starts: batch.starts.span, shares: buffers.shares, into: attended)
            }
            x = buffers.output.prefix(rows: rows)
        }
        let h = workspace.leaving.prefix(rows: rows)
        LayerNorm.forward(x, gain: weights[norm.gain], bias: weights[norm.bias], statistics: workspace.statistics, into: h)
        account?.enter(.networks, .forward, operations: headOperations(batch))
        tell(elements, batch.elements, of: h, weights: weights, head: workspace.elements, sharpness: sharpness.x)
        tell(symmetries, batch.symmetries, of: h, weights: weights, head: workspace.symmetries, sharpness: sharpness.y)
        tell(positions, batch.positions, of: h, adding: batch.symmetries.columns, weights: weights, head: workspace.positions, sharpness: sharpness.z)
        sumUp(batch, workspace)
        account?.enter(.rest, .forward)
    }

    private func headOperations(_ batch: borrowing SequenceBatch) -> Int {
        batch.elements.tokens.count * elements.operations + batch.positions.tokens.count * (symmetries.operations + positions.operations)
    }

    /// What dropout leaves of a layer's two branches.
    private func branches(of layer: Int, _ dropout: DropoutMasks, rows: Int) -> (first: Matrix, second: Matrix) {
        guard let first = dropout.factors(after: 2 * layer, rows: rows), let second = dropout.factors(after: 2 * layer + 1, rows: rows) else {
            preconditionFailure("every branch drops some of its outputs")
        }
        return (first, second)
    }

    /// Nats of what one output network tells.
    ///
    /// - Parameter symmetries: of each prediction, which its token does not know; nil: nothing is added
    private func tell(
        _ network: ResidualNetwork, _ predictions: borrowing SequenceBatch.Predictions, of h: Matrix, adding symmetries: [Int32]? = nil,
        weights: ParameterVector, head: GeneratorWorkspace.Head, sharpness: Float
    ) {
        let count = predictions.tokens.count
        let input = head.input.prefix(rows: GeneratorWorkspace.rows(count))
        Rows.gather(h, predictions.tokens.span, into: input)
        if let symmetries { Rows.add(weights[symmetryTable], at: symmetries.span, to: input) }
        let logits = network.forward(input, weights: weights, buffers: head.network).prefix(rows: count)
        let (starts, columns, shares, allowed) = (predictions.starts, predictions.columns, predictions.shares, predictions.allowed)
        let targets = MaskedEntropy.Targets(starts: starts.span, columns: columns.span, shares: shares.span)
        head.nats.withMutableSpan { nats in
            MaskedEntropy.forward(logits, allowed: allowed.span, targets: targets, sharpness: sharpness, nats: &nats)
        }
    }

    /// From nats of predictions to those of materials: −log Σ exp(−nats) over a material's equivalent sequences. A component is the mean over them by
    /// their shares; that there are several ways to write a material is the positions' gain.
    private func sumUp(_ batch: borrowing SequenceBatch, _ workspace: GeneratorWorkspace) {
        for material in 0..<batch.count {
            let sequences = Int(batch.groups[material])..<Int(batch.groups[material + 1])
            var least = Double.infinity
            for sequence in sequences { least = min(least, nats(of: sequence, batch, workspace).sum()) }
            var total = 0.0
            for sequence in sequences { total += exp(least - nats(of: sequence, batch, workspace).sum()) }
            var mean = SIMD4<Double>.zero
            var entropy = 0.0
            for sequence in sequences {
                let own = nats(of: sequence, batch, workspace)
                let share = exp(least - own.sum()) / total
                workspace.shares[0, sequence] = Float(share)
                mean += share * own
                if share > 0 { entropy -= share * log(share) }
            }
            workspace.results[material, 0] = groupNats[batch.spaceGroups[material] - 1]
            workspace.results[material, 1] = Float(mean.x)
            workspace.results[material, 2] = Float(mean.y)
            workspace.results[material, 3] = Float(mean.z - entropy)
        }
    }

    /// Of elements, symmetries and positions.
    private func nats(of sequence: Int, _ batch: borrowing SequenceBatch, _ workspace: GeneratorWorkspace) -> SIMD4<Double> {
        let (elements, positions) = predictions(of: sequence, batch)
        var nats = SIMD4<Double>.zero
        for row in elements { nats.x += Double(workspace.elements.nats[0, row]) }
        for row in positions {
            nats.y += Double(workspace.symmetries.nats[0, row])
            nats.z += Double(workspace.positions.nats[0, row])
        }
        return nats
    }

    /// Rows of a sequence among the predictions of elements, and among those of positions: of 2n + 1 tokens n + 1 and n.
    private func predictions(of sequence: Int, _ batch: borrowing SequenceBatch) -> (elements: Range<Int>, positions: Range<Int>) {
        let (first, end) = (Int(batch.starts[sequence]), Int(batch.starts[sequence + 1]))
        return ((first + sequence) / 2..<(end + sequence + 1) / 2, (first - sequence) / 2..<(end - sequence - 1) / 2)
    }

    /// The gradient of the loss, every learnt element of it, from `workspace.resultGradients`; after `forward` of the same batch.
    func backward(
        _ batch: borrowing SequenceBatch, weights: ParameterVector, gradient: ParameterVector, workspace: GeneratorWorkspace, dropout: DropoutMasks?,
        account: PhaseAccount?
    ) {
        let rows = GeneratorWorkspace.rows(batch.tokenCount)
        account?.enter(.networks, .backward, operations: 2 * headOperations(batch))
        shareSlopes(batch, workspace)
        let elementSlices = SliceGradients(slices: batch.elementSlices, sums: workspace.sums, products: workspace.products)
        let positionSlices = SliceGradients(slices: batch.positionSlices, sums: workspace.sums, products: workspace.products)
        let slices = SliceGradients(slices: batch.tokenSlices, sums: workspace.sums, products: workspace.products)
        goBack(elements, batch.elements, elementSlices, weights, gradient, workspace.elements)
        goBack(symmetries, batch.symmetries, positionSlices, weights, gradient, workspace.symmetries)
        goBack(positions, batch.positions, positionSlices, weights, gradient, workspace.positions)
        let positionSlopes = workspace.positions.inputGradient
        workspace.sums.sum(positionSlices.count, into: gradient[symmetryTable]) { slice, rows, part in
            part.fill(0)
            Rows.scatter(
                positionSlopes, only: positionSlices.range(\.materials, ofSlice: slice), to: part, from: rows.lowerBound, batch.symmetries.columns.span)
        }
        let count = batch.positions.tokens.count
        Rows.add(positionSlopes.prefix(rows: count), to: workspace.symmetries.inputGradient.prefix(rows: count))

        // Every token is read by one kind of network: together they fill all rows.
        let slopes = workspace.slopes.prefix(rows: rows)
        let branch = workspace.scratch.branch.prefix(rows: rows)
        ResidualRows.place(workspace.elements.inputGradient, at: batch.elements.tokens.span, in: branch)
        ResidualRows.place(workspace.symmetries.inputGradient, at: batch.symmetries.tokens.span, in: branch)
        account?.enter(.pairs, .backward, operations: 2 * rows * tokenOperations)
        slopes.fill(0)
        norm.backward(
            branch, x: entering(layers.count, workspace, rows), workspace.statistics, workspace.scratch.products.prefix(rows: rows), slices, weights,
            gradient, addingTo: slopes)
        for number in layers.indices.reversed() {
            layers[number].backward(
                entering(number, workspace, rows), slopes: slopes, starts: batch.starts.span, slices: slices, weights: weights, gradient: gradient,
                buffers: workspace.layers[number], scratch: workspace.scratch, dropout: dropout.map { branches(of: number, $0, rows: rows) })
        }
        account?.enter(.embedding, .backward)
        workspace.sums.sum(slices.count, into: gradient[table]) { slice, rows, part in
            part.fill(0)
            TokenRows.scatter(
                slopes, only: slices.range(\.materials, ofSlice: slice), to: part, from: rows.lowerBound, batch.index.span,
                slots: SequenceVocabulary.slots)
        }
        account?.enter(.rest, .backward)
    }

    /// What enters a layer, or leaves the last one.
    private func entering(_ layer: Int, _ workspace: GeneratorWorkspace, _ rows: Int) -> Matrix {
        (layer == 0 ? workspace.entering : workspace.layers[layer - 1].output).prefix(rows: rows)
    }

    /// What the loss asks of each prediction: of its material, times its sequence's share.
    private func shareSlopes(_ batch: borrowing SequenceBatch, _ workspace: GeneratorWorkspace) {
        for material in 0..<batch.count {
            for sequence in Int(batch.groups[material])..<Int(batch.groups[material + 1]) {
                let share = workspace.shares[0, sequence]
                let (elements, positions) = predictions(of: sequence, batch)
                for row in elements { workspace.elements.slopes[0, row] = share * workspace.resultGradients[material, 1] }
                for row in positions {
                    workspace.symmetries.slopes[0, row] = share * workspace.resultGradients[material, 2]
                    workspace.positions.slopes[0, row] = share * workspace.resultGradients[material, 3]
                }
            }
        }
    }

    private func goBack(
        _ network: ResidualNetwork, _ predictions: borrowing SequenceBatch.Predictions, _ slices: SliceGradients, _ weights: ParameterVector,
        _ gradient: ParameterVector, _ head: GeneratorWorkspace.Head
    ) {
        let count = predictions.tokens.count
        let rows = GeneratorWorkspace.rows(count)
        let logits = head.network.last.prefix(rows: count)
        let (starts, columns, shares) = (predictions.starts, predictions.columns, predictions.shares)
        let targets = MaskedEntropy.Targets(starts: starts.span, columns: columns.span, shares: shares.span)
        head.slopes.withSpan { MaskedEntropy.backward(logits, targets: targets, slopes: $0) }
        network.backward(
            head.input.prefix(rows: rows), slices: slices, outputGradient: head.network.last.prefix(rows: rows), weights: weights, gradient: gradient,
            buffers: head.network, inputGradient: head.inputGradient.prefix(rows: rows))
    }
}
