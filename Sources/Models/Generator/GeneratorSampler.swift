import Datasets
import Glibc
import Kernels
import Materials

/// A generator's member writing materials, many side by side: one token more of each at a time, whose earlier keys and values are kept.
struct GeneratorSampler: MaterialSampler {
    /// Materials that are written side by side.
    private static let room = 128
    /// Draws that a material has at most.
    private static let drawsOfMaterial = 1024

    private let model: GeneratorModel
    private let longest: Int
    private let attention: CausalAttention
    /// Of each layer, [room · longest × 3d].
    private let past: [Matrix]
    private let entering: Matrix
    private let buffers: TransformerLayer.Buffers
    private let scratch: TransformerLayer.Scratch
    private let statistics: Matrix
    private let leaving: Matrix
    private let elements: Head
    private let symmetries: Head
    private let positions: Head
    /// Of conditions that were asked for last.
    private var starts: (conditions: GenerationConditions, ofGroups: [Start])?

    private struct Start {
        let spaceGroup: Int
        let walk: ConditionedWalk
        /// Sum of the probabilities up to this group.
        let sum: Double
    }

    /// An output network with room for the probabilities that are drawn from beside those that the member gives.
    private struct Head {
        let network: ResidualNetwork
        let buffers: ResidualNetwork.Buffers
        let drawn: Matrix

        init(_ network: ResidualNetwork, rows: Int) {
            self.network = network
            buffers = ResidualNetwork.Buffers(network, rows: rows)
            drawn = Matrix(rows: rows, columns: network.last.columns)
        }
    }

    /// A material that is being written.
    private struct Writing {
        let number: Int
        /// Among those side by side.
        let slot: Int
        var walk: ConditionedWalk
        var charges = IonicCharges()
        var sites: [Protostructure.Occupation] = []
        var nats: SIMD4<Double>
        var draws = 1
        /// Of the site that is open.
        var symmetry = 0
    }

    init(_ model: GeneratorModel) {
        self.model = model
        let settings = model.settings
        let width = settings.width
        longest = 2 * settings.sites + 1
        attention = CausalAttention(heads: settings.heads, width: width)
        past = model.layers.map { [longest] _ in Matrix(rows: Self.room * longest, columns: 3 * width) }
        let shareColumns = attention.shareColumns(longest: longest)
        entering = Matrix(rows: Self.room, columns: width)
        buffers = TransformerLayer.Buffers(settings, rows: Self.room, shareColumns: shareColumns)
        scratch = TransformerLayer.Scratch(settings, rows: Self.room, gradientRows: 0, shareColumns: shareColumns)
        statistics = Matrix(packedRows: Self.room, columns: 2)
        leaving = Matrix(rows: Self.room, columns: width)
        elements = Head(model.elements, rows: Self.room)
        symmetries = Head(model.symmetries, rows: Self.room)
        positions = Head(model.positions, rows: Self.room)
    }

    mutating func sample(
        _ numbers: [Int], seed: UInt64, member: Int, weights: any MemberWeights, conditions: GenerationConditions
    ) throws(GenerationError) -> [SampledMaterial] {
        guard let vector = weights as? ParameterVector else { preconditionFailure("weights of another kind of model") }
        let starts = try groups(conditions)
        var kept = [SampledMaterial?](repeating: nil, count: numbers.count)
        var missing = Array(numbers.indices)
        var attempt = 0
        while !missing.isEmpty {
            let random = CounterRandom(seed: seed, member: member, purpose: .generation, stream: attempt)
            for first in stride(from: 0, to: missing.count, by: Self.room) {
                let places = missing[first..<min(first + Self.room, missing.count)]
                let written = write(places.map { numbers[$0] }[...], from: starts, random, vector)
                for (place, material) in zip(places, written) where attempt + 1 == Self.mostAttempts || isKept(material, numbers[place], random) {
                    kept[place] = material
                }
            }
            missing.removeAll { kept[$0] != nil }
            attempt += 1
        }
        return kept.compactMap { $0 }
    }

    /// Times that a number is written anew; conditions may leave nothing but kinds that are seldom kept.
    private static let mostAttempts = 50

    private func isKept(_ material: SampledMaterial, _ number: Int, _ random: CounterRandom) -> Bool {
        guard let acceptance = model.acceptance else { return true }
        let kind = MaterialKind(material.sites.map { ($0.element, Int($0.row)) })
        return random.fraction(at: number * Self.drawsOfMaterial + Self.drawsOfMaterial - 1) < acceptance(kind)
    }

    /// The groups that conditions leave, with their probabilities.
    private mutating func groups(_ conditions: GenerationConditions) throws(GenerationError) -> [Start] {
        if let starts, starts.conditions == conditions { return starts.ofGroups }
        var bounded = conditions
        let asked = conditions.siteCounts ?? 1...model.settings.sites
        guard asked.lowerBound <= model.settings.sites else { throw .impossible }
        bounded.siteCounts = asked.lowerBound...min(asked.upperBound, model.settings.sites)
        var found: [Start] = []
        var sum = 0.0
        let all = ConditionedStarts(bounded, isOrdered: model.settings.order == .canonical)
        for spaceGroup in all.spaceGroups {
            guard let walk = all[spaceGroup] else { continue }
            sum += exp(-Double(model.groupNats[spaceGroup - 1]))
            found.append(Start(spaceGroup: spaceGroup, walk: walk, sum: sum))
        }
        guard !found.isEmpty else { throw .impossible }
        starts = (conditions, found)
        return found
    }

    private func write(_ numbers: ArraySlice<Int>, from starts: [Start], _ random: CounterRandom, _ weights: ParameterVector) -> [SampledMaterial] {
        var written = [SampledMaterial?](repeating: nil, count: numbers.count)
        var index: [Int32] = []
        var active = numbers.enumerated().map { slot, number in
            let point = random.fraction(at: number * Self.drawsOfMaterial) * (starts.last?.sum ?? 0)
            let start = starts.first { $0.sum > point } ?? starts[starts.count - 1]
            return Writing(
                number: number, slot: slot, walk: start.walk, nats: SIMD4(Double(model.groupNats[start.spaceGroup - 1]), 0, 0, 0))
        }
        for writing in active { model.vocabulary.appendStart(writing.walk.walk.spaceGroup, to: &index) }
        var time = 0
        while !active.isEmpty {
            let h = advance(active, at: time, index, weights)
            index.removeAll(keepingCapacity: true)
            if time % 2 == 0 {
                drawElements(&active, h, random, weights)
                for writing in active where !writing.walk.walk.isOpen {
                    written[writing.slot] = SampledMaterial(
                        spaceGroup: writing.walk.walk.spaceGroup, sites: writing.sites, nats: (0..<4).map { writing.nats[$0] })
                }
                active.removeAll { !$0.walk.walk.isOpen }
                for writing in active { model.vocabulary.appendOpened(writing.walk.walk, writing.charges, to: &index) }
            } else {
                drawPositions(&active, h, random, weights, &index)
            }
            time += 1
        }
        return written.compactMap { $0 }
    }

    /// One token more of each material.
    ///
    /// - Returns: [rows × d], what the output networks read, idle rows below
    private func advance(_ active: [Writing], at time: Int, _ index: [Int32], _ weights: ParameterVector) -> Matrix {
        let rows = GeneratorWorkspace.rows(active.count)
        let firsts = active.map { Int32($0.slot * longest) }
        let tokens = active.map { Int32($0.slot * longest + time) }
        var x = entering.prefix(rows: rows)
        TokenRows.sum(weights[model.table], index.span, slots: SequenceVocabulary.slots, into: x)
        for (number, layer) in model.layers.enumerated() {
            layer.forward(x, weights: weights, buffers: buffers, scratch: scratch, dropout: nil) { qkv, attended in
                ResidualRows.place(qkv, at: tokens.span, in: past[number])
                attention.step(past[number], tokens: tokens.span, firsts: firsts.span, scratch: scratch.energies, into: attended)
            }
            x = buffers.output.prefix(rows: rows)
        }
        let h = leaving.prefix(rows: rows)
        LayerNorm.forward(x, gain: weights[model.norm.gain], bias: weights[model.norm.bias], statistics: statistics, into: h)
        return h
    }

    private func drawElements(_ active: inout [Writing], _ h: Matrix, _ random: CounterRandom, _ weights: ParameterVector) {
        var (own, asked): ([UInt64], [UInt64]) = ([], [])
        for writing in active {
            let walk = writing.walk.walk
            let all = SequenceMasks.elements(walk.followers, mayEnd: walk.mayEnd)
            let some = SequenceMasks.elements(writing.walk.allowedElements, mayEnd: writing.walk.mayEnd)
            own += [all.x, all.y]
            asked += [some.x, some.y]
        }
        tell(elements, h, weights, own: own, asked: asked, sharpness: model.sharpness.x, count: active.count)
        for place in active.indices {
            let (column, nats) = draw(elements, place, &active[place], random)
            active[place].nats.y += nats
            if column > 0 { active[place].walk.open(UInt8(column)) }
        }
    }

    private func drawPositions(
        _ active: inout [Writing], _ h: Matrix, _ random: CounterRandom, _ weights: ParameterVector, _ index: inout [Int32]
    ) {
        let vocabulary = model.vocabulary
        let words = MaskedEntropy.words(columns: vocabulary.symmetryCount)
        var (own, asked): ([UInt64], [UInt64]) = ([], [])
        for writing in active {
            let (walk, group) = (writing.walk.walk, vocabulary[group: writing.walk.walk.spaceGroup])
            let (all, some) = (SequenceMasks.symmetries(walk.places(for: walk.element), group), SequenceMasks.symmetries(writing.walk.allowedPlaces, group))
            for word in 0..<words {
                own.append(all[word])
                asked.append(some[word])
            }
        }
        tell(symmetries, h, weights, own: own, asked: asked, sharpness: model.sharpness.y, count: active.count)
        var symmetry: [Int32] = []
        own.removeAll(keepingCapacity: true)
        asked.removeAll(keepingCapacity: true)
        for place in active.indices {
            let (column, nats) = draw(symmetries, place, &active[place], random)
            active[place].nats.z += nats
            active[place].symmetry = column
            symmetry.append(Int32(column))
            let (walk, group) = (active[place].walk.walk, vocabulary[group: active[place].walk.walk.spaceGroup])
            own.append(SequenceMasks.enumerations(walk.places(for: walk.element), symmetry: UInt8(column), group))
            asked.append(SequenceMasks.enumerations(active[place].walk.allowedPlaces, symmetry: UInt8(column), group))
        }
        Rows.add(weights[model.symmetryTable], at: symmetry.span, to: h)
        tell(positions, h, weights, own: own, asked: asked, sharpness: model.sharpness.z, count: active.count)
        for place in active.indices {
            let (column, nats) = draw(positions, place, &active[place], random)
            active[place].nats.w += nats
            close(&active[place], enumeration: column)
            let walk = active[place].walk.walk
            vocabulary.appendClosed(walk, active[place].charges, place: Int(active[place].sites[active[place].sites.count - 1].row) - walk.firstRow, to: &index)
        }
    }

    private func close(_ writing: inout Writing, enumeration: Int) {
        let walk = writing.walk.walk
        guard let element = Element(atomicNumber: Int(walk.element)),
            let row = SiteSymmetries.standard.row(spaceGroup: walk.spaceGroup, symmetry: writing.symmetry, enumeration: enumeration)
        else { preconditionFailure("a position that the masks allow") }
        writing.sites.append(Protostructure.Occupation(element: element, row: UInt16(row)))
        writing.walk.close(row)
        writing.charges.add(walk.element, atoms: WyckoffTable.standard.position(row).multiplicity)
    }

    /// Probabilities that the member gives, and those that are drawn from.
    private func tell(
        _ head: Head, _ h: Matrix, _ weights: ParameterVector, own: [UInt64], asked: [UInt64], sharpness: Float, count: Int
    ) {
        let logits = head.network.forward(h, weights: weights, buffers: head.buffers).prefix(rows: count)
        let drawn = head.drawn.prefix(rows: count)
        drawn.copy(from: logits)
        MaskedEntropy.normalise(logits, allowed: own.span)
        MaskedEntropy.normalise(drawn, allowed: asked.span, sharpness: sharpness)
    }

    /// - Returns: the column, and −log of the probability that the member gives to it
    private func draw(_ head: Head, _ row: Int, _ writing: inout Writing, _ random: CounterRandom) -> (column: Int, nats: Double) {
        let point = Float(random.fraction(at: writing.number * Self.drawsOfMaterial + writing.draws))
        writing.draws += 1
        let column = MaskedEntropy.draw(head.drawn, row: row, at: point)
        return (column, -log(max(Double(head.buffers.last[row, column]), 1e-38)))
    }
}

extension GeneratorModel: GeneratingModel {
    public func sampler() -> any MaterialSampler { GeneratorSampler(self) }
}
