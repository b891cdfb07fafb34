import Datasets

/// Chooses the batch of one round. The same pool, settings and round give the same batch, whoever asks and how often.
public struct Acquisition: Sendable {
    public let strategy: AcquisitionStrategy
    /// How many σ the pessimist adds and the optimist subtracts.
    public let kappa: Double
    /// The chance of a candidate that nothing speaks for.
    public let epsilon: Double
    public let limits: BatchLimits
    public let seed: UInt64
    /// Counts from 0; each has random numbers of its own.
    public let round: Int

    public init(
        _ strategy: AcquisitionStrategy, kappa: Double = 1, epsilon: Double = 0.1, limits: BatchLimits = BatchLimits(), seed: UInt64,
        round: Int
    ) {
        self.strategy = strategy
        self.kappa = kappa
        self.epsilon = epsilon
        self.limits = limits
        self.seed = seed
        self.round = round
    }

    /// A candidate that is to be computed.
    public struct Pick: Sendable, Hashable {
        /// In the pool.
        public let place: Int
        /// By which it was chosen, eV/atom; where chance has chosen it, its predicted distance.
        public let value: Double

        public init(place: Int, value: Double) {
            self.place = place
            self.value = value
        }
    }

    /// At most `budget` candidates, the most wanted first; fewer where limits leave no more. Equal values go by their places in the pool, and
    /// candidates without a prediction are left to chance.
    public func batch(from pool: ScreenedPool, budget: Int) -> [Pick] {
        let draws = random(stream: 1)
        // The queue that each pick is taken from; every queue is made once.
        let valued = queues(of: pool)
        var queues = valued.map { Queue(values: $0) }
        if strategy == .random || strategy == .epsilonGreedy { queues.append(Queue(order: shuffled(pool.count), values: pool.distances)) }
        var tally = BatchTally(limits)
        var isTaken = [Bool](repeating: false, count: pool.count)
        var picks: [Pick] = []
        while picks.count < budget, !queues.isEmpty {
            let number = queue(ofPick: picks.count, among: queues.count, draws)
            guard let place = queues[number].next(where: { !isTaken[$0] && tally.allows(pool.keys[$0]) }) else {
                // What one queue has no more of, the others may have.
                queues.remove(at: number)
                continue
            }
            isTaken[place] = true
            tally.add(pool.keys[place])
            picks.append(Pick(place: place, value: queues[number].values[place]))
        }
        return picks
    }

    /// Whether the strategy would take any candidate at or below a value, eV/atom: what tells that nothing worth a calculation is left.
    public func hasCandidate(in pool: ScreenedPool, atMost threshold: Double) -> Bool {
        (strategy == .random ? [pool.distances] : queues(of: pool)).contains { $0.contains { $0 <= threshold } }
    }

    /// The values that candidates are put in order by; of several lists one is drawn for each pick.
    private func queues(of pool: ScreenedPool) -> [[Double]] {
        func shifted(_ sign: Double) -> [Double] { zip(pool.distances, pool.deviations).map { $0 + sign * kappa * $1 } }
        return switch strategy {
        case .exploit, .epsilonGreedy: [pool.distances]
        case .pessimist: [shifted(1)]
        case .optimist: [shifted(-1)]
        case .thompson: pool.memberDistances
        case .random: []
        }
    }

    private func queue(ofPick pick: Int, among count: Int, _ draws: CounterRandom) -> Int {
        switch strategy {
        case .thompson: draws.integer(below: count, at: pick)
        // The last is the one in random order.
        case .epsilonGreedy: count > 1 && Double(draws.uniform(at: pick)) < epsilon ? count - 1 : 0
        case .exploit, .pessimist, .optimist, .random: 0
        }
    }

    private func shuffled(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        random(stream: 0).shuffle(&order)
        return order
    }

    private func random(stream: Int) -> CounterRandom {
        CounterRandom(seed: seed, member: 0, purpose: .acquisition, stream: 2 * round + stream)
    }
}

/// Candidates in one order. What has been passed over once is never wanted again: limits only become tighter.
private struct Queue {
    let values: [Double]
    private let order: [Int]
    private var first = 0

    init(values: [Double]) {
        self.init(order: values.indices.filter { values[$0].isFinite }.sorted { (values[$0], $0) < (values[$1], $1) }, values: values)
    }

    init(order: [Int], values: [Double]) {
        self.order = order
        self.values = values
    }

    mutating func next(where isAllowed: (Int) -> Bool) -> Int? {
        while first < order.count {
            defer { first += 1 }
            if isAllowed(order[first]) { return order[first] }
        }
        return nil
    }
}
