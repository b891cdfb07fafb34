/// The best of any number of candidates, each material once.
///
/// Of several candidates with one identity the best is kept. What is kept depends neither on the order in which candidates come nor on how
/// they were shared out: the best of all are among the best of every share.
public struct KeptCandidates: Sendable, Equatable {
    public let limit: Int
    /// The largest first, so that what has to go is found at once (a binary heap).
    private var heap: [RankedCandidate] = []
    /// Of each identity that is kept, what stands for it.
    private var places: [UInt64: Int] = [:]

    /// - Parameter limit: how many are kept, at least one
    public init(limit: Int) {
        precondition(limit > 0, "at least one is kept")
        self.limit = limit
    }

    public var count: Int { heap.count }

    /// The best first.
    public var sorted: [RankedCandidate] { heap.sorted() }

    /// Offers a candidate; one whose score is no number is none.
    public mutating func insert(_ candidate: RankedCandidate) {
        guard candidate.score.isFinite else { return }
        if let place = places[candidate.identity] {
            guard candidate < heap[place] else { return }
            heap[place] = candidate
            sink(place)
        } else if heap.count < limit {
            heap.append(candidate)
            places[candidate.identity] = heap.count - 1
            rise(heap.count - 1)
        } else if candidate < heap[0] {
            places[heap[0].identity] = nil
            heap[0] = candidate
            places[candidate.identity] = 0
            sink(0)
        }
    }

    public mutating func formUnion(_ other: KeptCandidates) {
        for candidate in other.heap { insert(candidate) }
    }

    public static func == (one: KeptCandidates, other: KeptCandidates) -> Bool { one.limit == other.limit && one.sorted == other.sorted }

    private mutating func rise(_ start: Int) {
        var place = start
        while place > 0, heap[(place - 1) / 2] < heap[place] {
            exchange(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func sink(_ start: Int) {
        var place = start
        while true {
            var largest = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count && heap[largest] < heap[child] { largest = child }
            guard largest != place else { return }
            exchange(place, largest)
            place = largest
        }
    }

    private mutating func exchange(_ one: Int, _ other: Int) {
        heap.swapAt(one, other)
        places[heap[one].identity] = one
        places[heap[other].identity] = other
    }
}
