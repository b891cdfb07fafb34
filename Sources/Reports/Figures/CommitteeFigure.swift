import Predictions

extension Figure {
    /// The error of a committee of two against the weight of the first; nil of more, and without known values.
    static func committeeWeights(_ committee: Committee, of subject: ReportSubject, prefix: String) -> Figure? {
        guard let split = subject.headlineSplit, let weight = committee.weights.first else { return nil }
        let curves = (split == "validation" ? [split] : [split, "validation"]).compactMap { name in
            CommitteeCurve(committee, split: name).map { (split: name, curve: $0) }
        }
        guard let first = curves.first?.curve, let lowest = first.errors.min() else { return nil }
        let data = DataTable(
            name: prefix + "committee-weights",
            [("weight", first.weights)] + curves.map { ("\($0.split)_\(first.measure.rawValue)", $0.curve.errors) })
        let name = committee.parts[0].name
        let words = first.measure == .mae ? subject.axisOfErrors("mean absolute error") : "log loss"
        let best = first.weights[first.errors.firstIndex(of: lowest) ?? 0]
        let plots = curves.indices.map { place in
            "'\(data.path)' using 1:\(place + 2) with lines linewidth 2.2 \(FigureStyle.line(place)) "
                + "title \(FigureStyle.quoted(subject.materials(of: curves[place].split)))"
        }
        let hovers = curves.indices.map { place in
            FigureStyle.values(data.path, x: "1", y: "\(place + 2)", text: "weight %.2f: %.4g", columns: ["$1", "$\(place + 2)"], every: 2)
        }
        return Figure(
            name: data.name, heading: "What the weights decide",
            caption: """
                \(first.measure == .mae ? "Mean absolute error" : "Log loss") of the committee against the weight of \(name); at 0 it is \
                \(committee.parts[1].name) alone. The grey line is the weight that was taken, \(NumberText.fixed(weight, decimals: 2)); the lowest \
                point of the \(subject.materials(of: split)) is at \(NumberText.fixed(best, decimals: 2)).
                """,
            tables: [data],
            commands: """
                set xlabel \(FigureStyle.quoted("weight of \(name)"))
                set ylabel \(FigureStyle.quoted(words))
                set xrange [0:1]
                set offsets 0, 0, graph 0.08, graph 0.08
                set arrow from \(weight), graph 0 to \(weight), graph 1 nohead linecolor rgb '\(FigureStyle.grey)'
                plot \((plots + hovers).joined(separator: ", \\\n  "))
                """)
    }
}
