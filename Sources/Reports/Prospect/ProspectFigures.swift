import Prospecting

extension Figure {
    /// What each step of the triage leaves, on a logarithmic axis: ten million proposals and a hundred candidates in one figure.
    static func prospectFunnel(_ report: ProspectReport) -> Figure {
        let steps = report.steps
        let data = DataTable(name: "prospect-funnel", columns: ["step", "candidates"], rows: steps.map { [$0.name, "\($0.count)"] })
        let most = Double(max(steps.map(\.count).max() ?? 1, 1))
        return Figure(
            name: data.name, heading: "What the triage leaves",
            caption: "Candidates that are left after each step; the axis is logarithmic.",
            tables: [data],
            commands: """
                set xlabel 'candidates'
                set lmargin 27
                set logscale x
                set xrange [0.8:\(20 * most)]
                set format x '10^{%T}'
                set yrange [\(Double(steps.count) * -1 + 0.4):0.6]
                set ytics scale 0 font ',13'
                unset grid
                plot '\(data.path)' using (0.8):(-$0):(0.8):($2 > 0 ? $2 : 0.8):(-$0-0.36):(-$0+0.36):ytic(1) with boxxyerror fillstyle solid \
                noborder linecolor rgb '\(FigureStyle.blue)' notitle, \\
                  '\(data.path)' using ($2 > 0 ? $2 : 0.8):(-$0):2 with labels offset 0.5,0 left font ',13' notitle
                """,
            height: 120 + 26 * steps.count)
    }

    /// How the predicted distances to the hull are spread over all candidates, those that were not kept too.
    static func prospectDistances(_ report: ProspectReport) -> Figure {
        let histogram = report.funnel.distances
        let data = DataTable(
            name: "prospect-distances",
            [
                ("from", (0..<DistanceHistogram.binCount).map { DistanceHistogram.centre($0) - DistanceHistogram.width / 2 }),
                ("candidates", histogram.counts.map(Double.init)),
            ])
        return Figure(
            name: data.name, heading: "How far from the hull they are predicted",
            caption: """
                All predicted candidates that are not flagged, by their predicted distance to the hull of the known phases; left of the dashed line \
                they would be stable. What lies beyond the ends of the axis is counted in the outermost bars.
                """,
            tables: [data],
            commands: """
                set xlabel 'predicted distance to the hull (eV/atom)'
                set ylabel 'candidates'
                set xrange [\(DistanceHistogram.start):\(DistanceHistogram.centre(DistanceHistogram.binCount - 1))]
                set logscale y
                set yrange [0.7:*]
                set format y '10^{%T}'
                set arrow from 0, graph 0 to 0, graph 1 nohead dashtype 2 linecolor rgb '\(FigureStyle.black)' front
                plot '\(data.path)' using ($1+\(DistanceHistogram.width / 2)):2:(\(DistanceHistogram.width)) with boxes fillstyle solid noborder \
                linecolor rgb '\(FigureStyle.blue)' notitle
                """)
    }
}
