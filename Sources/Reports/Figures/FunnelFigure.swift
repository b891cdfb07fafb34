import Discovery

extension Figure {
    /// "25 are left, of which 60.0 % truly are stable."
    private static func left(by step: TriageFunnel.Step) -> String {
        guard step.count > 0 else { return "None is left." }
        guard step.count > 1 else {
            let truth = step.known == 0 ? "" : step.stable == 1 ? ", and truly is stable" : ", and is not stable"
            return "1 is left\(truth)."
        }
        let those = step.known == step.count ? "which" : "the \(NumberText.count(step.known)) of known truth"
        let share: String
        switch (step.known, step.stable) {
        case (0, _): share = ""
        case (_, 0): share = ", of \(those) none truly is stable"
        case (_, step.known): share = ", of \(those) all truly are stable"
        // A share of a handful promises digits that are not there.
        case (..<ReportWarnings.fewest, _): share = ", of \(those) \(step.stable) truly \(step.stable == 1 ? "is" : "are") stable"
        default: share = ", of \(those) \(NumberText.percent(Double(step.stable) / Double(step.known))) truly are stable"
        }
        return "\(NumberText.count(step.count)) are left\(share)."
    }

    /// What each step of the triage leaves.
    static func funnel(_ question: DiscoveryQuestion, prefix: String) -> Figure {
        let steps = TriageFunnel(question.screening, threshold: question.threshold).steps
        let isKnown = question.screening.hasTruth
        let data = DataTable(
            name: "\(prefix)discovery-funnel", columns: ["step", "materials"] + (isKnown ? ["stable"] : []),
            rows: steps.map { [$0.name, "\($0.count)"] + (isKnown ? ["\($0.stable)"] : []) })
        let most = Double(max(steps.map(\.count).max() ?? 0, 1))
        func bars(_ column: Int, _ colour: String, _ title: String) -> String {
            "'\(data.path)' using (0):(-$0):(0):\(column):(-$0-0.36):(-$0+0.36):ytic(1) with boxxyerror fillstyle solid noborder "
                + "linecolor rgb '\(colour)' title '\(title)'"
        }
        let stable = isKnown ? ", \\\n  \(bars(3, FigureStyle.blue, "of them stable"))" : ""
        let hover = isKnown
            ? ", \\\n  " + FigureStyle.values(
                data.path, x: "($2/2)", y: "(-$0)", text: "%s: %g materials, %g of them stable", columns: ["strcol(1)", "$2", "$3"]) : ""
        let last = steps.last.map { " " + left(by: $0) }
        return Figure(
            name: data.name, heading: "What the triage leaves",
            caption: """
                Candidates after each step, to be calculated if their predicted distance to the hull is at most \(question.limit).\(last ?? "")
                """,
            tables: [data],
            commands: """
                set xlabel 'materials'
                set lmargin 20
                set xrange [0:\(1.25 * most)]
                set xtics \(FigureStyle.ticStep(upTo: most))
                set yrange [\(Double(steps.count) * -1 + 0.4):0.6]
                set ytics scale 0
                unset grid
                plot \(bars(2, FigureStyle.paleGrey, "left"))\(stable), \\
                  '\(data.path)' using 2:(-$0):2 with labels offset 0.5,0 left font ',13' notitle\(hover)
                """)
    }
}
