import Discovery

extension Figure {
    /// Precision and recall, and the enrichment of low-lying targets, as candidates are calculated one after the other.
    static func discoveryCurves(_ question: DiscoveryQuestion, prefix: String) -> [Figure] {
        guard question.screening.hasTruth else { return [] }
        return [precisionAndRecall(question, prefix), enrichment(question, prefix)]
    }

    private static func precisionAndRecall(_ question: DiscoveryQuestion, _ prefix: String) -> Figure {
        let curves = question.drawnCriteria.map {
            ($0, DiscoveryCurves(question.screening, criterion: $0, threshold: question.threshold, distances: [question.threshold]))
        }
        let tables = curves.map { criterion, curve in
            DataTable(
                name: "\(prefix)discovery-progress" + criterion.suffix,
                [
                    ("calculations", curve.calculations.map(Double.init)), ("found", curve.targets[0].found.map(Double.init)),
                    ("precision", curve.precision(curve.targets[0])), ("recall", curve.recall(curve.targets[0])),
                    ("chosen", curve.calculations.map { $0 <= curve.stop ? 1 : 0 }),
                ])
        }
        let plots = zip(tables, curves).flatMap { pair in
            let dash = pair.1.0.dashes
            let words = curves.count > 1 ? ", \(pair.1.0.words)" : ""
            return [("precision", 3, FigureStyle.blue), ("recall", 4, FigureStyle.vermilion)].map { name, column, colour in
                "'\(pair.0.path)' using 1:\(column) " + line(dash, colour) + " title \(FigureStyle.quoted(name + words))"
            }
        }
        let hovers = zip(tables, curves).flatMap { table, curve in
            [(3, "precision"), (4, "recall")].map { column, name in
                FigureStyle.values(
                    table.path, x: "1", y: "\(column)", text: "%g calculations by \(curve.0.words): \(name) %.3f", columns: ["$1", "$\(column)"],
                    every: 10)
            }
        }
        let stops = curves.map { criterion, curve in "after \(NumberText.count(curve.stop)) by \(criterion.words)" }.joined(separator: ", ")
        let last = curves[0].1.calculations.last ?? 0
        let arrows = curves.map { criterion, curve in
            "set arrow from \(curve.stop), graph 0 to \(curve.stop), graph 1 nohead dashtype \(criterion.dashes) "
                + "linecolor rgb '\(FigureStyle.grey)'"
        }
        return Figure(
            name: "\(prefix)discovery-progress", heading: "What calculating in its order would find",
            caption: """
                Candidates calculated from the most to the least stable by prediction: the share of the calculations that find a stable \
                material, and the share of the \(NumberText.counted(curves[0].1.targets[0].positives, "stable one")) found so far (at most \
                \(question.limit) above the hull). The model stops \(stops) (grey lines).
                """,
            tables: tables,
            commands: """
                set xlabel 'calculations'
                set ylabel 'share'
                set yrange [0:1]
                set xrange [0:\(max(last, 1))]
                set xtics \(FigureStyle.ticStep(upTo: Double(last)))
                \(arrows.joined(separator: "\n"))
                plot \((plots + hovers).joined(separator: ", \\\n  "))
                """)
    }

    private static func line(_ dash: Int, _ colour: String) -> String {
        "with lines linewidth 2.2 dashtype \(dash) linecolor rgb '\(colour)'"
    }

    private static func enrichment(_ question: DiscoveryQuestion, _ prefix: String) -> Figure {
        let distances = [0.01, 0.02, 0.03]
        let curve = DiscoveryCurves(question.screening, criterion: .prediction, threshold: question.threshold, distances: distances)
        let milli = distances.map { Int((1000 * $0).rounded()) }
        let data = DataTable(
            name: "\(prefix)discovery-enrichment",
            [("calculations", curve.calculations.map(Double.init))]
                + zip(milli, curve.targets).map { ("enrichment_\($0)_meV", curve.enrichment($1)) })
        let colours = [FigureStyle.blue, FigureStyle.vermilion, FigureStyle.green]
        let plots = milli.indices.map { place in
            "'\(data.path)' using 1:\(place + 2) " + line(place + 1, colours[place]) + " title 'within \(milli[place]) meV'"
        }
        let hovers = milli.indices.map { place in
            FigureStyle.values(
                data.path, x: "1", y: "\(place + 2)", text: "%g calculations: %.2f within \(milli[place]) meV", columns: ["$1", "$\(place + 2)"],
                every: 10)
        }
        let counts = curve.targets.map { NumberText.count($0.positives) }.joined(separator: ", ")
        return Figure(
            name: data.name, heading: "How much faster than chance",
            caption: """
                Enrichment: the share of the first calculations that lie within 10, 20 and 30 meV/atom of the hull (or below it), over the \
                share among \(NumberText.counted(curve.candidates, "candidate")) (\(counts) of them). 1 is chance.
                """,
            tables: [data],
            commands: """
                set xlabel 'calculations'
                set ylabel 'enrichment factor'
                set logscale x
                set yrange [0:*]
                set xrange [1:\(max(curve.candidates, 2))]
                plot \(plots.joined(separator: ", \\\n  ")), \\
                  1 with lines dashtype 3 linecolor rgb '\(FigureStyle.grey)' title 'chance', \\
                  \(hovers.joined(separator: ", \\\n  "))
                """)
    }

    /// True against false positive rate, and precision against recall, over all thresholds of the prediction.
    static func operatingCurves(_ question: DiscoveryQuestion, prefix: String) -> [Figure] {
        let curves = question.drawnCriteria.compactMap { criterion in
            OperatingCurve(question.screening, criterion: criterion, threshold: question.threshold).map { (criterion, $0) }
        }
        guard let prevalence = StabilityScores(
            truth: question.screening.truth, prediction: question.screening.prediction, threshold: question.threshold).prevalence,
            !curves.isEmpty
        else { return [] }
        let tables = curves.map { criterion, curve in
            // A point each thousandth of the curve is more than a figure shows.
            let step = max(curve.points.count / 1000, 1)
            let points = curve.points.enumerated().filter { $0.offset % step == 0 || $0.offset == curve.points.count - 1 }.map(\.element)
            return DataTable(
                name: "\(prefix)discovery-thresholds" + criterion.suffix,
                [
                    ("threshold", points.map(\.threshold)), ("true_positive_rate", points.map(\.truePositiveRate)),
                    ("false_positive_rate", points.map(\.falsePositiveRate)), ("precision", points.map(\.precision)),
                ])
        }
        func plots(_ x: Int, _ y: Int, _ area: (OperatingCurve) -> Double) -> String {
            zip(tables, curves).map { pair in
                let title = "\(pair.1.0.words) (\(NumberText.short(area(pair.1.1))))"
                let colour = FigureStyle.palette[pair.1.0.dashes - 1]
                return "'\(pair.0.path)' using \(x):\(y) " + line(pair.1.0.dashes, colour) + " title \(FigureStyle.quoted(title))"
            }.joined(separator: ", \\\n  ")
        }
        func hovers(_ x: Int, _ y: Int, _ text: String) -> String {
            tables.map { table in
                FigureStyle.values(
                    table.path, x: "\(x)", y: "\(y)", text: "threshold %.3f: \(text)", columns: ["$1", "$\(x)", "$\(y)"],
                    every: max(table.count / 50, 1))
            }.joined(separator: ", \\\n  ")
        }
        return [
            Figure(
                name: "\(prefix)discovery-roc", heading: "Telling stable from unstable at any threshold",
                caption: """
                    The share of the stable candidates that are chosen against the share of the unstable ones, as the threshold of the \
                    prediction grows; in brackets the area below. The diagonal is chance.
                    """,
                tables: tables,
                commands: """
                    set xlabel 'false positive rate'
                    set ylabel 'true positive rate'
                    set xrange [0:1]
                    set yrange [0:1]
                    set size ratio 1
                    plot \(plots(3, 2, \.area)), \\
                      x with lines dashtype 3 linecolor rgb '\(FigureStyle.grey)' notitle, \\
                      \(hovers(3, 2, "false positives %.3f, true positives %.3f"))
                    """),
            Figure(
                name: "\(prefix)discovery-precision-recall", heading: "Precision against recall at any threshold",
                caption: """
                    What share of the chosen candidates is stable when a given share of the stable ones is to be found; in brackets the \
                    average precision. The dotted line is chance, the prevalence of \(NumberText.percent(prevalence)).
                    """,
                tables: tables,
                commands: """
                    set xlabel 'recall'
                    set ylabel 'precision'
                    set xrange [0:1]
                    set yrange [0:1]
                    set size ratio 1
                    plot \(plots(2, 4, \.averagePrecision)), \\
                      \(prevalence) with lines dashtype 3 linecolor rgb '\(FigureStyle.grey)' notitle, \\
                      \(hovers(2, 4, "recall %.3f, precision %.3f"))
                    """),
        ]
    }
}
