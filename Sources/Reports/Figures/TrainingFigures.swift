import Ensembles
import Foundation

extension Figure {
    /// Loss and mean absolute error against the epoch, where the history has them.
    static func training(of subject: ReportSubject, history: TrainingHistory, prefix: String) -> [Figure] {
        let loss = trainingCurves(
            name: prefix + "training-loss", heading: "Loss while training", history: history, train: \.trainLoss,
            validation: \.validationLoss,
            caption: "The loss that is minimised, for each member.", axis: "loss", isLogarithmic: false)
        let mae = trainingCurves(
            name: prefix + "training-mae", heading: "Error while training", history: history, train: \.trainMAE,
            validation: \.validationMAE,
            caption: "The mean absolute error of each member.", axis: subject.axisOfErrors("mean absolute error"), isLogarithmic: true)
        return [loss, mae].compactMap { $0 }
    }

    private static func trainingCurves(
        name: String, heading: String, history: TrainingHistory, train: KeyPath<TrainingHistory.Epoch, Double?>,
        validation: KeyPath<TrainingHistory.Epoch, Double?>, caption: String, axis: String, isLogarithmic: Bool
    ) -> Figure? {
        let epochs = Set(history.epochs.map(\.epoch)).sorted()
        let table = columns(of: history, epochs: epochs, train: train, validation: validation)
        let values = table.dropFirst().flatMap { $0.values.compactMap { $0 } }
        guard !values.isEmpty else { return nil }
        let data = DataTable(name: name, table)
        let hasTraining = history.epochs.contains { $0[keyPath: train] != nil }
        let hasValidation = history.epochs.contains { $0[keyPath: validation] != nil }
        // One line a member and kind: colour and dashes tell the kinds apart, the members need no telling.
        let lines = table.indices.dropFirst().map { column in
            let isTraining = table[column].name.hasPrefix("train")
            let style = isTraining
                ? "dashtype 2 linecolor rgb '\(FigureStyle.vermilion)'" : "dashtype 1 linecolor rgb '\(FigureStyle.blue)'"
            return "'\(data.path)' using 1:\(column + 1) with lines linewidth 1.3 \(style) notitle"
        }
        let hovers = table.indices.dropFirst().map { column in
            FigureStyle.values(
                data.path, x: "1", y: "\(column + 1)", text: "\(table[column].name.replacing("_", with: ", member ")), epoch %g: %.4g",
                columns: ["$1", "$\(column + 1)"], every: max(epochs.count / 15, 1))
        }
        // The key's lines are drawn from nothing, so that it has one entry a kind.
        let key = [
            hasTraining ? "NaN with lines linewidth 2 dashtype 2 linecolor rgb '\(FigureStyle.vermilion)' title 'training'" : nil,
            hasValidation ? "NaN with lines linewidth 2 linecolor rgb '\(FigureStyle.blue)' title 'validation'" : nil,
        ].compactMap { $0 }
        let gap = hasTraining && hasValidation ? " Validation that rises while training falls means overfitting." : ""
        return Figure(
            name: name, heading: heading, caption: caption + gap, tables: [data],
            commands: """
                set xlabel 'epoch'
                set ylabel \(FigureStyle.quoted(axis))
                set xrange [\(epochs.first ?? 0):\(max(epochs.last ?? 1, (epochs.first ?? 0) + 1))]
                \(isLogarithmic && values.allSatisfy { $0 > 0 } ? "set logscale y\nset ytics \(FigureStyle.logarithmicTics(values))" : "")
                plot \((lines + key + hovers).joined(separator: ", \\\n  "))
                """)
    }

    /// A column of epochs, then one a member and kind: `train_0, validation_0, train_1 …`; columns without any value are left out.
    private static func columns(
        of history: TrainingHistory, epochs: [Int], train: KeyPath<TrainingHistory.Epoch, Double?>,
        validation: KeyPath<TrainingHistory.Epoch, Double?>
    ) -> [(name: String, values: [Double?])] {
        var columns: [(name: String, values: [Double?])] = [("epoch", epochs.map(Double.init))]
        for member in history.members {
            let entries = Dictionary(history.epochs(ofMember: member).map { ($0.epoch, $0) }, uniquingKeysWith: { $1 })
            for (kind, key) in [("train", train), ("validation", validation)] {
                let values = epochs.map { entries[$0]?[keyPath: key] }
                if values.contains(where: { $0 != nil }) { columns.append(("\(kind)_\(member)", values)) }
            }
        }
        return columns
    }
}
