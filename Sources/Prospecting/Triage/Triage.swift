import Datasets
import Discovery
import Materials
import Predictions

/// What becomes of proposals: dropped for a reason, or predicted, held against the hull of the known phases and ranked.
///
/// Proposals are taken in ranges of their numbers, a chunk at a time; what a chunk gives depends on nothing but the chunk, whoever works on it
/// and in which order.
public struct Triage {
    /// Networks are none of this module's business: somebody who predicts.
    public struct Oracle {
        /// Rows of a data set that cannot be predicted.
        let outside: (Dataset) -> [Int]
        /// eV/atom
        let predict: (Dataset) throws -> EnsemblePrediction

        public init(outside: @escaping (Dataset) -> [Int], predict: @escaping (Dataset) throws -> EnsemblePrediction) {
            self.outside = outside
            self.predict = predict
        }
    }

    /// What is asked of a candidate before it is predicted.
    public struct Screens {
        public var excludedElements: Set<Element>
        /// Whether oxidation states can balance; nil: nobody asks.
        public var isNeutral: ((Composition) -> Bool)?
        /// What two candidates are one material by.
        public var identity: CandidateIdentity
        /// Of the known materials.
        public var known: Set<UInt64>

        public init(
            excludedElements: Set<Element> = [], isNeutral: ((Composition) -> Bool)? = nil, identity: CandidateIdentity, known: Set<UInt64>
        ) {
            self.excludedElements = excludedElements
            self.isNeutral = isNeutral
            self.identity = identity
            self.known = known
        }

        /// The reasons that these screens can give.
        public var reasons: Set<DropReason> {
            var reasons: Set<DropReason> = [.known]
            if !excludedElements.isEmpty { reasons.insert(.excludedElement) }
            if isNeutral != nil { reasons.insert(.charged) }
            return reasons
        }
    }

    public let source: any CandidateSource
    public let screens: Screens
    public let ground: Competition.Ground
    public let oracle: Oracle
    /// What candidates are laid out as, and the features that members read of them.
    public let representation: Representation
    public let features: ([Composition]) -> [DatasetContent.Features]
    public let vectors: ElementVectors
    /// Standard deviations that count against a candidate.
    public let kappa: Double
    /// Whether candidates whose distance is not to be taken at its word take no part in the ranking.
    public let setsFlaggedApart: Bool

    public init(
        source: any CandidateSource, screens: Screens, ground: Competition.Ground, oracle: Oracle, representation: Representation,
        features: @escaping ([Composition]) -> [DatasetContent.Features], vectors: ElementVectors, kappa: Double, setsFlaggedApart: Bool
    ) {
        self.source = source
        self.screens = screens
        self.ground = ground
        self.oracle = oracle
        self.representation = representation
        self.features = features
        self.vectors = vectors
        self.kappa = kappa
        self.setsFlaggedApart = setsFlaggedApart
    }

    /// Proposals of a chunk: a few thousand, so that the products are large and the memory small. Of many proposals more, so that there are not too many
    /// chunks, and never more than a rank can hold.
    public static func chunkSize(proposals: Int) -> Int {
        let (least, most) = (4096, 65536)
        return min(max(least, (proposals / 4096 + least - 1) / least * least), most)
    }

    /// What a chunk holds that is to be predicted.
    public struct Chunk {
        public private(set) var candidates: [Candidate] = []
        public private(set) var numbers: [Int] = []
        /// Of each candidate, by which it is one material with others.
        public private(set) var identities: [UInt64] = []
        /// Of each candidate, by which it is proposed but once.
        public private(set) var labels: [UInt64] = []
        public private(set) var compositions: [Composition] = []
        var funnel = ProspectFunnel()

        fileprivate mutating func append(
            _ candidate: Candidate, _ number: Int, _ identity: UInt64, _ label: UInt64, _ composition: Composition
        ) {
            candidates.append(candidate)
            numbers.append(number)
            identities.append(identity)
            labels.append(label)
            compositions.append(composition)
        }

        fileprivate mutating func keep(_ isKept: [Bool]) {
            func kept<Element>(_ values: [Element]) -> [Element] { zip(values, isKept).compactMap { $1 ? $0 : nil } }
            (candidates, numbers, compositions) = (kept(candidates), kept(numbers), kept(compositions))
            (identities, labels) = (kept(identities), kept(labels))
        }
    }

    /// The candidates of a range that pass all screens.
    ///
    /// - Parameter isRepeated: whether an earlier candidate is the same as that of a number; nobody asks where the source cannot repeat itself
    public func candidates(of range: Range<Int>, isRepeated: (Int) -> Bool = { _ in false }) throws -> Chunk {
        var chunk = Chunk()
        try source.propose(range) { number, proposal in
            chunk.funnel.noteProposal()
            let candidate: Candidate
            switch proposal {
            case .dropped(let reason):
                chunk.funnel.noteDrop(reason)
                return
            case .candidate(let proposed): candidate = proposed
            }
            let composition = candidate.composition
            let identity = screens.identity.digest(of: candidate)
            if let reason = drop(composition, identity) ?? (isRepeated(number) ? .repeated : nil) {
                chunk.funnel.noteDrop(reason)
            } else {
                let isWhole = screens.identity == .label || !source.mayRepeat
                chunk.append(candidate, number, identity, isWhole ? identity : CandidateIdentity.label.digest(of: candidate), composition)
            }
        }
        return chunk
    }

    private func drop(_ composition: Composition, _ identity: UInt64) -> DropReason? {
        if !screens.excludedElements.isEmpty, composition.components.contains(where: { screens.excludedElements.contains($0.element) }) {
            return .excludedElement
        }
        if let isNeutral = screens.isNeutral, !isNeutral(composition) { return .charged }
        return screens.known.contains(identity) ? .known : nil
    }

    /// Predicts and ranks the candidates of a chunk.
    ///
    /// - Parameter body: told of every candidate that was predicted
    /// - Throws: what predicting throws, `HullError`
    public func rank(
        _ chunk: Chunk, into share: inout TriageShare, _ body: (Candidate, RankedCandidate, CandidateFlags) throws -> Void = { _, _, _ in }
    ) throws {
        var chunk = chunk
        let dataset = try dataset(&chunk)
        var funnel = chunk.funnel
        defer { share.funnel.add(funnel) }
        guard !chunk.candidates.isEmpty else { return }
        let said = try oracle.predict(dataset)
        let competition = try Competition(at: chunk.compositions, against: ground)
        for place in chunk.candidates.indices {
            let ranked = RankedCandidate(
                number: chunk.numbers[place], identity: chunk.identities[place], prediction: said.prediction[place], epistemic: said.epistemic[place],
                aleatoric: said.aleatoric[place], total: said.total[place], hullEnergy: competition.hullEnergies[place], kappa: kappa)
            let flags = competition.flags(place, elements: chunk.compositions[place].components.count, distance: ranked.distance)
            let isApart = setsFlaggedApart && !flags.isEmpty
            funnel.notePrediction(of: ranked, isFlagged: isApart)
            if !isApart { share.kept.insert(ranked) }
            try body(chunk.candidates[place], ranked, flags)
        }
    }

    /// The candidates as members read them, without those that they cannot read.
    private func dataset(_ chunk: inout Chunk) throws -> Dataset {
        func made(_ chunk: Chunk) throws -> Dataset {
            var content = DatasetContent(chunk.candidates, as: representation, vectors: vectors, areNamed: false)
            content.features = features(chunk.compositions)
            return try Dataset(content, named: "the candidates of \(source.name)")
        }
        let whole = try made(chunk)
        let outside = Set(oracle.outside(whole))
        guard !outside.isEmpty else { return whole }
        for _ in outside { chunk.funnel.noteDrop(.outsideModel) }
        chunk.keep(chunk.candidates.indices.map { !outside.contains($0) })
        return try made(chunk)
    }
}
