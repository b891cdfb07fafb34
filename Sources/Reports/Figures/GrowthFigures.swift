import Predictions


extension Figure {
    /// Error, and likelihood where there is one, against the size of the ensemble.
    static func growth(of subject: ReportSubject, sizes: [GrowthMetrics], split: String, prefix: String) -> [Figure] {
        guard sizes.count > 1, let first = sizes.first, let last = sizes.last else { return [] }
        let data = DataTable(
            name: prefix + "ensemble-size",
            [
                ("members", sizes.map { Double($0.members) }), ("subsets", sizes.map { Double($0.subsets) }),
                ("mae", sizes.map(\.mae.mean)), ("mae_deviation", sizes.map(\.mae.deviation)),
                ("rmse", sizes.map(\.rmse.mean)), ("rmse_deviation", sizes.map(\.rmse.deviation)),
                ("negative_log_likelihood", sizes.map { $0.negativeLogLikelihood?.mean }),
                ("negative_log_likelihood_deviation", sizes.map { $0.negativeLogLikelihood?.deviation }),
            ])
        let gained = first.mae.mean > 0 ? 1 - last.mae.mean / first.mae.mean : 0
        let subsets = "Points: mean over subsets of the members (at most 50 of each size); bars: their standard deviation."
        let error = growthFigure(
            name: prefix + "ensemble-size", heading: "What another member brings", data: data, column: 3,
            axis: subject.axisOfErrors("mean absolute error"),
            caption: """
                Mean absolute error of the \(subject.materials(of: split)) against the number of members. \(subsets) \
                From 1 to \(last.members) members it \(gained < 0 ? "rises" : "falls") by \(NumberText.percent(abs(gained))); where the line is level, further members \
                are not worth their time.
                """)
        guard sizes.allSatisfy({ $0.negativeLogLikelihood != nil }) else { return [error] }
        let likelihood = growthFigure(
            name: prefix + "ensemble-size-likelihood", heading: "And to its uncertainty", data: data, column: 7, axis: "negative log-likelihood",
            caption: """
                Negative log-likelihood of the \(subject.materials(of: split)) against the number of members, smaller is better. \(subsets) \
                It usually gains more than the error does, as only several members can tell how far they disagree.
                """)
        return [error, likelihood]
    }

    private static func growthFigure(
        name: String, heading: String, data: DataTable, column: Int, axis: String, caption: String
    ) -> Figure {
        let hover = FigureStyle.values(
            data.path, x: "1", y: "\(column)", text: "%g members: %.4g, mean over %g subsets", columns: ["$1", "$\(column)", "$2"])
        return Figure(
            name: name, heading: heading, caption: caption, tables: [data],
            commands: """
                set xlabel 'members'
                set ylabel \(FigureStyle.quoted(axis))
                set xrange [0.5:\(Double(data.count) + 0.5)]
                set xtics \(max(1, data.count / 10))
                set offsets 0, 0, graph 0.08, graph 0.08
                set key off
                plot '\(data.path)' using 1:\(column):\(column + 1) with yerrorbars pointtype 7 pointsize 0.1 linewidth 1.6 \
                linecolor rgb '\(FigureStyle.blue)', \\
                  '' using 1:\(column) with linespoints pointtype 7 pointsize 0.6 linewidth 1.2 linecolor rgb '\(FigureStyle.blue)', \\
                  \(hover)
                """)
    }
}
