import Foundation
import Predictions

extension Figure {
    /// Of predictions whose true values nobody knows: how they are spread, and how wide their uncertainties are.
    static func distributions(of subject: ReportSubject, prefix: String) -> [Figure] {
        let table = subject.predictions
        let predicted = table.combined.prediction.indices.filter { table.combined.prediction[$0].isFinite }
        let deviations = predicted.map { table.combined.total[$0] }
        let spread = deviations.contains { $0 > 0 }
        guard table.task == .regression else {
            return spread
                ? [
                    histogram(
                        deviations, name: prefix + "uncertainties", heading: "How uncertain the classes are", axis: "entropy (nats)",
                        caption: "Materials by the entropy of their class probabilities: 0 where one class is certain.", lowest: 0)
                ].compactMap { $0 } : []
        }
        let values = predicted.map { table.combined.prediction[$0] }
        return [
            histogram(
                values, name: prefix + "predictions", heading: "How the predictions are distributed", axis: subject.axis("predicted"),
                caption: "\(NumberText.counted(values.count, "material")) by their predicted \(subject.targetWords)."),
            spread
                ? histogram(
                    deviations, name: prefix + "uncertainties", heading: "How wide the uncertainties are",
                    axis: subject.axisOfErrors("total standard deviation"),
                    caption: "Materials by σ, as it is predicted. What lies far right is unlike most of the others.", lowest: 0) : nil,
        ].compactMap { $0 }
    }

    /// nil without a value.
    /// - Parameter lowest: where the figure begins, whatever the values; nil: at the least of them
    private static func histogram(
        _ values: [Double], name: String, heading: String, axis: String, caption: String, lowest: Double? = nil
    ) -> Figure? {
        let sorted = values.sorted()
        guard let least = sorted.first, let most = sorted.last else { return nil }
        // Wide enough for 98 of 100: a few values far away would press the rest into one bar.
        let (low, high) = (sorted[Int(0.01 * Double(sorted.count - 1))], sorted[Int((0.99 * Double(sorted.count - 1)).rounded(.up))])
        let room = high > low ? 0.25 * (high - low) : max(abs(high) / 10, 0.1)
        let (from, to) = (lowest ?? max(least, low - room), min(most, high + room) > low ? min(most, high + room) : high + room)
        let bars = 40
        let width = max((to - from) / Double(bars), .leastNormalMagnitude)
        var counts = [Int](repeating: 0, count: bars)
        for value in values where value >= from && value <= to { counts[min(Int((value - from) / width), bars - 1)] += 1 }
        let outside = values.count - counts.reduce(0, +)
        let data = DataTable(
            name: name,
            [
                ("from", counts.indices.map { from + Double($0) * width }), ("to", counts.indices.map { from + Double($0 + 1) * width }),
                ("materials", counts.map(Double.init)),
            ])
        let hover = FigureStyle.values(
            data.path, x: "(($1+$2)/2)", y: "3", text: "%.4g to %.4g: %g materials", columns: ["$1", "$2", "$3"])
        return Figure(
            name: name, heading: heading,
            caption: caption + (outside == 0 ? "" : " \(NumberText.count(outside)) \(outside == 1 ? "lies" : "lie") outside the figure."), tables: [data],
            commands: """
                set xlabel \(FigureStyle.quoted(axis))
                set ylabel 'materials'
                set yrange [0:*]
                set xrange [\(from):\(from + Double(bars) * width)]
                set key off
                plot '\(data.path)' using (($1+$2)/2):3:(\(width)) with boxes fillstyle solid 0.75 noborder \
                linecolor rgb '\(FigureStyle.blue)', \\
                  \(hover)
                """)
    }
}
