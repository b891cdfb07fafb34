import Datasets

/// The rows that a member learns a target from: member 0 from all of which it is known, every other from as many, drawn with repetition, so that
/// a single member is the learner of the textbooks and several of them spread.
struct LearntRows: Sendable, Equatable {
    /// Places among the training rows, in ascending order, each once.
    let places: [Int]
    /// How often each of them counts.
    let counts: [Int]

    init(_ lesson: StagedLesson, target: Int) {
        let values = lesson.targets[target]
        let known = lesson.training.indices.filter { !values[lesson.training[$0]].isNaN }
        guard lesson.member > 0, !known.isEmpty else {
            places = known
            counts = [Int](repeating: 1, count: known.count)
            return
        }
        let random = CounterRandom(seed: lesson.seed, member: lesson.member, purpose: .bootstrap, stream: target)
        var drawn = [Int](repeating: 0, count: known.count)
        for draw in known.indices { drawn[random.integer(below: known.count, at: draw)] += 1 }
        places = known.indices.filter { drawn[$0] > 0 }.map { known[$0] }
        counts = drawn.filter { $0 > 0 }
    }

    /// Numbers of the training set: those of these rows.
    func values(_ lesson: StagedLesson, target: Int) -> [Float] { places.map { lesson.targets[target][lesson.training[$0]] } }
}
