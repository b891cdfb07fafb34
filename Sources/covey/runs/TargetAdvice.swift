import Commands
import Datasets
import Foundation

/// What a look at the values of a target says of how it might be learnt.
struct TargetAdvice {
    private let values: [Double]
    private let form: TargetForm

    private let option: String
    private let limit: String

    /// - Parameters:
    ///   - values: known ones, of the training set
    ///   - target: whose they are, where several are learnt; nil: of the only one
    init(_ values: [Double], form: TargetForm, of target: String?) {
        self.values = values.sorted()
        self.form = form
        option = target.map { "--scale " + shellWord("\($0)=") } ?? "--scale "
        limit = target.map { "--at-least " + shellWord("\($0)=") } ?? "--at-least "
    }

    /// A ratio of large values to small ones from which a scale of their logarithms is worth a try.
    private static let wide = 100.0
    /// The share of a value from which a target is a mixture of it and of others.
    private static let many = 0.2

    /// Sentences; none where nothing is to be said.
    var sentences: [String] {
        guard values.count >= 20, let least = values.first else { return [] }
        var sentences: [String] = []
        if let (value, share) = mostFrequent, share >= Self.many {
            sentences.append("\(Int((100 * share).rounded())) % of the values are \(Self.text(value)): what is learnt is mostly whether a value is that")
        }
        // The extremes are left out, one in a hundred: a single value does not make a target span decades.
        let (low, high) = (values[values.count / 100], values[values.count - 1 - values.count / 100])
        let middle = values[values.count / 2]
        // Values that end at 0, or so near to it that a prediction of the smallest falls below.
        if form.scale == nil, form.atLeast == nil, least >= 0, least <= 1e-3 * middle || least == 0 {
            sentences.append("no value is below 0: \(limit)0 keeps predictions from it")
        }
        guard form.scale == nil else { return sentences }
        if least > 0, high / low >= Self.wide {
            let decades = String(format: "%.1f", log10(high / low))
            sentences.append("98 % of the values span \(decades) decades, from \(Self.text(low)) to \(Self.text(high)): \(option)log may do better")
        } else if least == 0, let small = values.first(where: { $0 > 0 }), high / small >= Self.wide {
            sentences.append("values are never negative and span decades: \(option)sqrt may do better")
        }
        return sentences
    }

    private var mostFrequent: (value: Double, share: Double)? {
        var best: (value: Double, count: Int)?
        var start = 0
        for place in values.indices where place + 1 == values.count || values[place + 1] != values[place] {
            let count = place + 1 - start
            if count > best?.count ?? 0 { best = (values[place], count) }
            start = place + 1
        }
        return best.map { ($0.value, Double($0.count) / Double(values.count)) }
    }

    private static func text(_ value: Double) -> String { String(format: "%.4g", value) }
}
