import Materials
import Predictions

/// What a page says of predictions whose true values nobody knows.
extension MetricTable {
    /// Rows of predictions on the page; the file has all.
    static let predictionsShown = 200
    /// Rows of the widest intervals on the page, and in the file.
    static let widestShown = 20
    private static let widestKept = 1000

    /// How much of it is new to training; nil where that is not known.
    static func unlikeTraining(_ subject: ReportSubject, prefix: String) -> MetricTable? {
        let table = subject.predictions
        let isNew = traits(of: table)
        guard !isNew.isEmpty else { return nil }
        func sigma(_ rows: [Int]) -> Double? {
            let values = rows.map { table.combined.total[$0] }.filter(\.isFinite)
            return values.isEmpty || !values.contains { $0 > 0 } ? nil : values.reduce(0, +) / Double(values.count)
        }
        let lines = isNew.map { name, marks in
            let (new, seen) = (marks.indices.filter { marks[$0] == true }, marks.indices.filter { marks[$0] == false })
            return (name: name, new: new, seen: seen, unknown: marks.count - new.count - seen.count)
        }
        let strange = newElements(of: table)
        let elements = strange.isEmpty ? "" : " Elements that it has not met: \(strange.joined(separator: ", "))."
        return MetricTable(
            heading: "What is unlike training",
            note: """
                How many of \(NumberText.counted(table.count, "material")) are new to training, by what they could have in common with it: their \
                elements, their composition, their prototype, or the prototype with the same elements in the same places.\(elements) The errors of \
                what is new are larger, and σ does not know all of it.
                """,
            columns: ["In training", "New", "Share", "Seen", "Not known"]
                + ["σ of the new", "σ of the seen"].map { $0 + (subject.unit.map { " (\($0))" } ?? "") },
            rows: lines.map { line in
                let known = line.new.count + line.seen.count
                return [
                    line.name, NumberText.count(line.new.count),
                    known == 0 ? "–" : NumberText.percent(Double(line.new.count) / Double(known)), NumberText.count(line.seen.count),
                    NumberText.count(line.unknown),
                ] + [sigma(line.new), sigma(line.seen)].map { $0.map { NumberText.short($0) } ?? "–" }
            },
            labels: 1,
            data: DataTable(
                name: prefix + "unlike-training",
                columns: ["in_training", "new", "seen", "not_known", "mean_deviation_new", "mean_deviation_seen", "new_elements"],
                rows: lines.map { line in
                    [line.name, "\(line.new.count)", "\(line.seen.count)", "\(line.unknown)"]
                        + [sigma(line.new), sigma(line.seen)].map { $0.map(TableText.field) ?? "" }
                        + [line.name == "Elements" ? strange.joined(separator: " ") : ""]
                }))
    }

    /// The materials of which least is known; nil without uncertainties.
    static func widestIntervals(_ subject: ReportSubject, prefix: String) -> MetricTable? {
        let list = PredictionList(subject)
        let total = subject.predictions.combined.total
        let widest = list.predicted.filter { total[$0] > 0 }.sorted { (total[$1], $0) < (total[$0], $1) }.prefix(widestKept)
        guard !widest.isEmpty else { return nil }
        return MetricTable(
            heading: "The widest intervals", note: "The largest σ: look at these before their predictions.", columns: list.heads,
            rows: widest.prefix(widestShown).map(list.shown), labels: list.labels, words: ["New to training"],
            data: list.table(named: prefix + "widest-intervals", rows: Array(widest)))
    }

    /// All predictions in their order, on the page the lowest and the highest. Where stability is asked, the list of candidates is there for it.
    static func predictions(_ subject: ReportSubject, prefix: String) -> MetricTable? {
        guard subject.discovery == nil else { return nil }
        let list = PredictionList(subject)
        let value = subject.predictions.combined.prediction
        let order = list.predicted.sorted { (value[$0], $0) < (value[$1], $1) }
        guard !order.isEmpty else { return nil }
        let half = predictionsShown / 2
        let isWhole = order.count <= predictionsShown
        let rows = isWhole ? order : Array(order.prefix(half) + order.suffix(half))
        let some = "The \(half) lowest and the \(half) highest of \(NumberText.count(order.count)); the file has all."
        return MetricTable(
            heading: "The predictions one by one", note: isWhole ? nil : some, columns: list.heads, rows: rows.map(list.shown),
            labels: list.labels, words: ["New to training"], isSortable: true,
            data: list.table(named: prefix + "predictions-in-order", rows: order))
    }

    /// Of each trait whether each row is new; nil where that is not known of a row.
    private static func traits(of table: PredictionTable) -> [(name: String, isNew: [Bool?])] {
        var traits: [(name: String, isNew: [Bool?])] = []
        if let unseen = table.column(TrainedMaterials.unseenElements) { traits.append(("Elements", unseen.map { !$0.isEmpty })) }
        for trait in TrainedMaterials.Trait.allCases {
            guard let marks = table.column(trait.column) else { continue }
            traits.append((LeakageMetrics.words(trait.rawValue), marks.map { $0 == "0" ? true : $0 == "1" ? false : nil }))
        }
        return traits
    }

    /// Symbols that training has not met, in alphabetical order.
    static func newElements(of table: PredictionTable) -> [String] {
        Set((table.column(TrainedMaterials.unseenElements) ?? []).flatMap { $0.split(separator: " ").map(String.init) }).sorted()
    }
}

/// Rows of predictions as the page and its tables have them.
private struct PredictionList {
    let predicted: [Int]
    let heads: [String]
    /// How many of the first heads are words.
    let labels: Int
    private let table: PredictionTable
    private let columns: [String: PredictionTable.Column]

    private static let kept = [
        "formula", "label", "conformal_low_90", "conformal_high_90", TrainedMaterials.unseenElements,
    ] + TrainedMaterials.Trait.allCases.map(\.column)

    init(_ subject: ReportSubject) {
        let table = subject.predictions
        self.table = table
        predicted = table.combined.prediction.indices.filter { table.combined.prediction[$0].isFinite }
        columns = Dictionary(table.columns.filter { Self.kept.contains($0.name) }.map { ($0.name, $0) }) { first, _ in first }
        let words = ["Material"] + (columns["formula"] == nil ? [] : ["Formula"]) + (columns["label"] == nil ? [] : ["Prototype"])
        let value = table.task == .regression ? "Prediction" : "Class"
        let suffix = table.task == .regression ? subject.unit.map { " (\($0))" } ?? "" : ""
        labels = words.count
        heads = words + [value + suffix, (table.task == .regression ? "σ" : "Entropy") + suffix]
            + (columns["conformal_low_90"] == nil ? [] : ["90\u{202F}% interval" + suffix]) + ["New to training"]
    }

    private func text(_ name: String, _ row: Int) -> String? { columns[name].map { $0[row] } }

    func shown(_ row: Int) -> [String] {
        let number = { (name: String) in text(name, row).flatMap(Double.init).map { NumberText.short($0) } ?? "∞" }
        let isRegression = table.task == .regression
        let (prediction, total) = (table.combined.prediction[row], table.combined.total[row])
        var cells = [table.ids[row]]
        if let formula = text("formula", row) { cells.append(Composition.written(formula)) }
        if let label = text("label", row) { cells.append(String(label.prefix { $0 != ":" })) }
        cells += [isRegression ? NumberText.short(prediction, digits: 4) : "\(Int(prediction))", NumberText.short(total)]
        if columns["conformal_low_90"] != nil { cells.append("\(number("conformal_low_90")) to \(number("conformal_high_90"))") }
        return cells + [news(row)]
    }

    /// "element Yb, composition, prototype"
    private func news(_ row: Int) -> String {
        let elements = text(TrainedMaterials.unseenElements, row).flatMap { $0.isEmpty ? nil : "element \($0)" }
        let traits = TrainedMaterials.Trait.allCases.filter { $0 != .label && text($0.column, row) == "0" }.map(\.rawValue)
        return ([elements].compactMap { $0 } + traits).joined(separator: ", ")
    }

    func table(named name: String, rows: [Int]) -> DataTable {
        let further = Self.kept.filter { columns[$0] != nil }
        return DataTable(
            name: name, columns: ["material_id", "prediction", "epistemic", "aleatoric", "total"] + further, count: rows.count
        ) { place in
            let row = rows[place]
            let combined = table.combined
            let numbers = [combined.prediction, combined.epistemic, combined.aleatoric, combined.total].map { values in
                values[row].isFinite ? TableText.field(values[row]) : ""
            }
            return [table.ids[row]] + numbers
                + further.map { name in name == "formula" ? Composition.written(text(name, row) ?? "") : text(name, row) ?? "" }
        }
    }
}
