import Foundation
import Predictions

extension Figure {
    /// Loss and mean absolute error, or error rate, against the epoch, where the history has them.
    static func training(of subject: ReportSubject, history: TrainingHistory, prefix: String) -> [Figure] {
        let loss = trainingCurves(
            name: prefix + "training-loss", heading: "Loss while training", history: history,
            kinds: [("train", \.trainLoss), ("validation", \.validationLoss)],
            caption: "The loss that is minimised, for each member.", axis: "loss", isLogarithmic: false)
        let isOfClasses = subject.predictions.task != .regression
        let error = trainingCurves(
            name: prefix + (isOfClasses ? "training-error-rate" : "training-mae"), heading: "Error while training", history: history,
            kinds: [("train", \.trainMAE), ("validation", \.validationMAE), ("test", \.testMAE)],
            caption: isOfClasses
                ? "The error rate of each member: the share of materials that it puts into a wrong class, with the classes' weights where it has any."
                : "The mean absolute error of each member.",
            axis: isOfClasses ? "error rate" : "mean absolute error" + (subject.units.learnt.map { " (\($0))" } ?? ""), isLogarithmic: true)
        return [loss, error].compactMap { $0 }
    }

    /// What a history has of each epoch, and the name that its columns begin with.
    private typealias Kind = (name: String, value: KeyPath<TrainingHistory.Epoch, Double?>)

    /// Dashes and colour, and the words of the key.
    private static func look(of kind: String) -> (style: String, title: String) {
        switch kind {
        case "train": ("dashtype 2 linecolor rgb '\(FigureStyle.vermilion)'", "training")
        case "test": ("dashtype 3 linecolor rgb '\(FigureStyle.green)'", "test")
        default: ("dashtype 1 linecolor rgb '\(FigureStyle.blue)'", "validation")
        }
    }

    private static func trainingCurves(
        name: String, heading: String, history: TrainingHistory, kinds all: [Kind], caption: String, axis: String, isLogarithmic: Bool
    ) -> Figure? {
        let kinds = all.filter { kind in history.epochs.contains { $0[keyPath: kind.value] != nil } }
        guard !kinds.isEmpty else { return nil }
        let epochs = Set(history.epochs.map(\.epoch)).sorted()
        let columns = columns(of: history, epochs: epochs, kinds: kinds)
        let values = columns.flatMap { $0.values.compactMap { $0 } }
        let data = DataTable(name: name, [("epoch", epochs.map(Double.init))] + columns.map { ("\($0.kind)_\($0.member)", $0.values) })
        // One line a member and kind: colour and dashes tell the kinds apart, the members need no telling.
        let lines = columns.enumerated().map { place, column in
            "'\(data.path)' using 1:\(place + 2) with lines linewidth 1.3 \(look(of: column.kind).style) notitle"
        }
        let hovers = columns.enumerated().map { place, column in
            FigureStyle.values(
                data.path, x: "1", y: "\(place + 2)", text: "\(column.kind), member \(column.member), epoch %g: %.4g",
                columns: ["$1", "$\(place + 2)"], every: max(epochs.count / 15, 1))
        }
        // The key's lines are drawn from nothing, so that it has one entry a kind.
        let key = kinds.map { "NaN with lines linewidth 2 \(look(of: $0.name).style) title '\(look(of: $0.name).title)'" }
        let names = kinds.map(\.name)
        let gap = names.contains("train") && names.contains("validation")
            ? " Validation that rises while training falls means overfitting." : ""
        return Figure(
            name: name, heading: heading, caption: caption + gap, tables: [data],
            commands: """
                set xlabel 'epoch'
                set ylabel \(FigureStyle.quoted(axis))
                set xrange [\(epochs.first ?? 0):\(max(epochs.last ?? 1, (epochs.first ?? 0) + 1))]
                \(isLogarithmic ? FigureStyle.logarithmicAxis(values) : "")
                plot \((lines + key + hovers).joined(separator: ", \\\n  "))
                """)
    }

    /// A column for each member and kind that have any value.
    private static func columns(
        of history: TrainingHistory, epochs: [Int], kinds: [Kind]
    ) -> [(kind: String, member: Int, values: [Double?])] {
        history.members.flatMap { member in
            let entries = Dictionary(history.epochs(ofMember: member).map { ($0.epoch, $0) }, uniquingKeysWith: { $1 })
            return kinds.compactMap { kind in
                let values = epochs.map { entries[$0]?[keyPath: kind.value] }
                return values.contains { $0 != nil } ? (kind.name, member, values) : nil
            }
        }
    }
}
