import Discovery

extension Figure {
    /// Materials by distance to the hull, true and predicted, stacked by what became of them.
    static func verdictHistograms(_ question: DiscoveryQuestion, prefix: String) -> [Figure] {
        let screening = question.screening
        guard screening.hasTruth else { return [] }
        return [("true", screening.truth), ("predicted", screening.prediction)].map { word, distances in
            let histogram = VerdictHistogram(screening, along: distances, criterion: .prediction, threshold: question.threshold)
            let data = DataTable(
                name: "\(prefix)discovery-histogram-\(word)",
                [("from", histogram.from), ("to", histogram.from.map { $0 + histogram.width })]
                    + zip(Self.verdictNames, histogram.counts).map { ($0, $1.map(Double.init)) })
            let advice =
                word == "true"
                ? "Where errors are small, wrong choices lie close to the dashed line."
                : "Right of the dashed line nothing is chosen: what is missed there is the price of the threshold."
            let outside = histogram.outside == 0 ? "" : " \(NumberText.count(histogram.outside)) \(histogram.outside == 1 ? "lies" : "lie") outside the figure."
            // Stacked from the back: each box reaches up to the sum of its own and all below it.
            let layers = (0..<4).reversed().map { layer in
                let sum = (3...(3 + layer)).map { "$\($0)" }.joined(separator: "+")
                return "'\(data.path)' using ($1+\(histogram.width / 2)):(\(sum)):(\(histogram.width)) with boxes fillstyle solid noborder "
                    + "linecolor rgb '\(Self.verdictColours[layer])' title \(FigureStyle.quoted(Self.verdictWords[layer]))"
            }
            let hover = FigureStyle.values(
                data.path, x: "($1+\(histogram.width / 2))", y: "($3+$4+$5+$6)",
                text: "%.2f to %.2f: " + Self.verdictWords.map { "\($0) %g" }.joined(separator: ", "),
                columns: ["$1", "$2", "$3", "$4", "$5", "$6"])
            return Figure(
                name: data.name, heading: "What was taken for stable, by \(word) distance to the hull",
                caption: """
                    Candidates by their \(word) distance to the hull, coloured by what became of them: chosen if ΔE pred is at most \
                    \(question.limit), stable if the truth is. \(advice)\(outside)
                    """,
                tables: [data],
                commands: """
                    set xlabel \(FigureStyle.quoted("\(word) distance to the hull (eV/atom)"))
                    set ylabel 'materials'
                    set yrange [0:*]
                    set xrange [\(histogram.from.first ?? 0):\((histogram.from.last ?? 0) + histogram.width)]
                    set arrow from \(question.threshold), graph 0 to \(question.threshold), graph 1 nohead dashtype 2 \
                      linecolor rgb '\(FigureStyle.black)' front
                    plot \((layers + [hover]).joined(separator: ", \\\n  "))
                    """)
        }
    }

    private static let verdictNames = ["true_positive", "false_negative", "false_positive", "true_negative"]
    private static let verdictWords = ["found", "missed", "false alarm", "rightly left"]
    private static let verdictColours = [FigureStyle.blue, FigureStyle.green, FigureStyle.vermilion, FigureStyle.paleGrey]
}
