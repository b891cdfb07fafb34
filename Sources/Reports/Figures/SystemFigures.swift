import Discovery

extension Figure {
    /// Enrichment against the share of the candidates calculated, a line for each of the largest systems and one for all; a figure a distance.
    static func systems(_ question: DiscoveryQuestion, prefix: String) -> [Figure] {
        guard let ranking = question.systems else { return [] }
        let shown = [("all systems", ranking.together)] + ranking.systems.prefix(6).map { ($0.name, $0.screening) }
        return EarlyDiscovery.distances.compactMap { distance in
            let milli = Int((1000 * distance).rounded())
            let lines = shown.enumerated().compactMap { place, system -> SharedFigure.Line? in
                let curves = DiscoveryCurves(system.1, criterion: .prediction, threshold: 0, distances: [distance])
                let points = zip(curves.calculations, curves.enrichment(curves.targets[0])).compactMap { count, value in
                    value.map { (x: 100 * Double(count) / Double(curves.candidates), y: $0) }
                }
                return points.isEmpty ? nil : SharedFigure.Line(place: place, title: system.0, points: points)
            }
            guard !lines.isEmpty else { return nil }
            let rest = ranking.systems.count > 6 ? " Shown are the six systems with most candidates." : ""
            return SharedFigure(
                name: "\(prefix)systems-enrichment-\(milli)", heading: "How soon what lies within \(milli) meV/atom is found",
                caption: "Enrichment: the share of the calculations so far that find a material within \(milli) meV/atom of the hull, over the share "
                    + "among all candidates of the system. 1 (dotted) is chance.\(rest)",
                columns: ("calculated_percent", "enrichment"), hover: "%.1f %% calculated: %.2f",
                commands: """
                    set xlabel 'candidates of the system calculated (%)'
                    set ylabel 'enrichment factor'
                    set xrange [0:100]
                    set yrange [0:*]
                    """,
                lines: lines, further: "1 with lines dashtype 3 linecolor rgb '\(FigureStyle.grey)' notitle"
            ).figure
        }
    }
}
