import Foundation
import Predictions

extension Figure {
    /// Histogram of ln(aleatoric/epistemic) of training and of the headline rows, as shares; nil where a part is 0 everywhere.
    static func uncertaintyRatio(of subject: ReportSubject, split: String, prefix: String) -> Figure? {
        let names = subject.predictions.splitNames.contains("train") && split != "train" ? ["train", split] : [split]
        let ratios = names.map { logarithms(subject.predictions.rows(ofSplit: $0).combined) }
        guard ratios.allSatisfy({ !$0.isEmpty }), let bins = Bins(ratios.joined().sorted()) else { return nil }
        let shares = ratios.map { bins.shares(of: $0) }
        let medians = ratios.map { $0.sorted().sortedQuantile(0.5) }
        let data = DataTable(
            name: prefix + "uncertainty-ratio", [("log_ratio", bins.centres.map { $0 })] + zip(names, shares).map { ("share_\($0)", $1.map { $0 }) })
        let styles = names.count == 1
            ? ["dashtype 1 linecolor rgb '\(FigureStyle.blue)'"]
            : ["dashtype 2 linecolor rgb '\(FigureStyle.vermilion)'", "dashtype 1 linecolor rgb '\(FigureStyle.blue)'"]
        let lines = names.indices.map { place in
            "'\(data.path)' using 1:\(place + 2) with histeps linewidth 2 \(styles[place]) title \(FigureStyle.quoted(names[place]))"
        }
        let hover = names.indices.map { place in
            FigureStyle.values(
                data.path, x: "1", y: "\(place + 2)", text: "\(names[place].replacing("%", with: "")): ln ratio %.2f, share %.3f",
                columns: ["$1", "$\(place + 2)"])
        }
        let telling = zip(names, medians).map { "\(NumberText.short(exp($1), digits: 2)) times in \($0)" }.joined(separator: ", ")
        return Figure(
            name: prefix + "uncertainty-ratio",
            heading: "Noise, or too little data?",
            caption: """
                How many times larger the aleatoric part (scatter that the members see in the data) is than the epistemic part (disagreement \
                between members), as natural logarithm. Left of 0 the members' disagreement rules, and more data like these would help; a test curve \
                that lies left of the training one shows materials unlike those of training. In the middle the ratio is \(telling).
                """,
            tables: [data],
            commands: """
                set xlabel 'ln(aleatoric / epistemic)'
                set ylabel 'share of materials'
                set yrange [0:*]
                set arrow from 0, graph 0 to 0, graph 1 nohead dashtype 3 linecolor rgb '\(FigureStyle.black)'
                plot \((lines + hover).joined(separator: ", \\\n  "))
                """)
    }

    private static func logarithms(_ combined: EnsemblePrediction) -> [Double] {
        zip(combined.aleatoric, combined.epistemic).compactMap { $0 > 0 && $1 > 0 ? log($0 / $1) : nil }
    }

    /// Forty bins between the 0.5th and the 99.5th hundredth of all values; what lies outside counts in the bins at the ends.
    private struct Bins {
        let low: Double
        let width: Double
        let count = 40

        init?(_ sorted: [Double]) {
            guard !sorted.isEmpty else { return nil }
            let last = Double(sorted.count - 1)
            low = sorted[Int(0.005 * last)]
            let high = sorted[Int((0.995 * last).rounded(.up))]
            guard high > low else { return nil }
            width = (high - low) / Double(count)
        }

        var centres: [Double] { (0..<count).map { low + (Double($0) + 0.5) * width } }

        func shares(of values: [Double]) -> [Double] {
            var counts = [Int](repeating: 0, count: count)
            for value in values { counts[Int(min(max((value - low) / width, 0), Double(count - 1)))] += 1 }
            return counts.map { Double($0) / Double(values.count) }
        }
    }
}
