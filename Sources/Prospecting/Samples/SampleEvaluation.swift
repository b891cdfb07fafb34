import Datasets
import Materials
import Predictions

/// What samples of generators are worth: at equal numbers beside held-out materials, with what a perfect sampler would get.
///
/// Most distances between distributions depend on how many materials are compared: scores at different numbers say nothing of each other. What
/// is attainable is said by training materials as if they were samples: they are of the same source as the held-out ones.
public struct SampleEvaluation: Sendable {
    /// The scores at one number.
    public struct Scores: Sendable {
        public let number: Int
        /// Of each subject, by the keys of `SampleScore.all`; what has no meaning is missing.
        public let ofSubjects: [[String: Double]]
        /// Over draws of training materials; empty where there are fewer than are compared.
        public let perfect: [String: Spread]
        /// Of the held-out materials themselves.
        public let heldOut: [String: Double]
        /// Of each subject, and of the held-out materials.
        public let distributions: [SampleDistributions]
        public let heldOutDistributions: SampleDistributions
    }

    /// Draws of training materials.
    public static let draws = 20

    public let subjects: [SampleSubject]
    public let materials: SampleMaterials
    public let seed: UInt64
    /// One for each number that was asked for.
    public let scores: [Scores]

    /// - Parameter numbers: how many are compared; nil: as many as all have
    /// - Throws: `SampleError.tooFew`
    public init(_ subjects: [SampleSubject], _ materials: SampleMaterials, numbers: [Int]?, seed: UInt64) throws(SampleError) {
        let counts = subjects.map { ("possible samples in \($0.path)", $0.traits.count) } + [("held-out materials", materials.heldOut.count)]
        let most = counts.map(\.1).min() ?? 0
        for number in numbers ?? [] {
            guard let lacking = counts.min(by: { $0.1 < $1.1 }), lacking.1 < number else { continue }
            throw .tooFew(number: number, what: lacking.0, available: most)
        }
        self.subjects = subjects
        self.materials = materials
        self.seed = seed
        let known = materials.known
        let heldOutOrder = MeasuredSamples.order(materials.heldOut.count, seed: seed, stream: 0)
        let subjectOrders = subjects.map { MeasuredSamples.order($0.traits.count, seed: seed, stream: 1) }
        let trainingOrders = (0..<Self.draws).map { MeasuredSamples.order(materials.training.count, seed: seed, stream: 2 + $0) }
        scores = (numbers ?? [most]).map { number in
            let heldOut = MeasuredSamples(materials.heldOut, order: heldOutOrder, number: number, known: known, reference: nil)
            let measured = zip(subjects, subjectOrders).map { subject, order in
                MeasuredSamples(
                    subject.traits, order: order, number: number, known: known, reference: heldOut.all, validShare: subject.validShare)
            }
            let perfect = number > materials.training.count ? [] : trainingOrders.map { order in
                SampleScore.values(of: MeasuredSamples(materials.training, order: order, number: number, known: known, reference: heldOut.all))
            }
            var spreads: [String: Spread] = [:]
            for score in SampleScore.all { spreads[score.key] = Spread(perfect.compactMap { $0[score.key] }) }
            return Scores(
                number: number, ofSubjects: measured.map { SampleScore.values(of: $0) }, perfect: spreads,
                heldOut: SampleScore.values(of: heldOut), distributions: measured.map(\.all), heldOutDistributions: heldOut.all)
        }
    }
}

/// The materials of a data set that samples are compared with: those that a generator has learnt from, and those that it has not seen.
public struct SampleMaterials: Sendable {
    public let training: SampleTraits
    public let validation: SampleTraits
    public let heldOut: SampleTraits
    /// Training and validation.
    public let known: KnownSamples

    /// Of several structures of one material the first counts.
    ///
    /// - Parameter states: oxidation states by which materials count as neutral
    /// - Throws: `SampleError.noPositions`, `DatasetError`, `ProtostructureError` for a label that is none
    public init(_ dataset: Dataset, _ split: Split, states: OxidationStateSet = .common) throws {
        guard dataset.representation == .wyckoff else { throw SampleError.noPositions(path: dataset.path) }
        let materials = try dataset.materials()
        func traits(_ rows: [Int]) throws -> SampleTraits {
            var traits = SampleTraits(states: states)
            for rows in materials.grouped(rows) {
                if let row = rows.first { traits.append(try Protostructure(label: dataset.label(row))) }
            }
            return traits
        }
        training = try traits(split.training)
        validation = try traits(split.validation)
        heldOut = try traits(split.test)
        known = KnownSamples(training, validation)
    }
}
