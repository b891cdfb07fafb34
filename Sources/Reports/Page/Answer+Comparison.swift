import Predictions

extension Answer {
    /// Which of several has the smallest error, or is right most often, where they are all of one kind, and whether that is more than chance.
    static func comparison(_ subjects: [ReportSubject], of materials: SharedMaterials) -> String {
        let count = "\(subjects.count) sets of predictions"
        guard materials.quantities.count < 2 else { return "\(count) of different quantities, side by side." }
        guard materials.count > 0 else { return "\(count) of different materials, side by side." }
        let tables = subjects.map { subject in
            (subject.headlineSplit.map { subject.predictions.rows(ofSplit: $0) } ?? subject.predictions).rowsWithTarget
        }
        guard let first = tables.first, tables.allSatisfy({ $0.task == first.task }) else { return "\(count), side by side." }
        let misses = tables.map { table in
            Dictionary(zip(table.ids, errors(of: table))) { first, _ in first }
        }
        // In an order that no dictionary decides.
        var met: Set<String> = []
        let shared = first.ids.filter { id in met.insert(id).inserted && misses.allSatisfy { $0[id] != nil } }
        let columns = misses.map { misses in shared.compactMap { misses[$0] } }
        let means = columns.map { $0.reduce(0, +) / Double(max(shared.count, 1)) }
        let order = means.indices.sorted { (means[$0], $0) < (means[$1], $1) }
        let (best, next) = (order[0], order[1])
        let of = materials.areTheSame ? "" : " of the \(NumberText.counted(shared.count, "material")) in all of them"
        let told = tells(columns[best], columns[next], isOfClasses: first.task != .regression)
        let unit = subjects[0].unitSuffix
        if first.task != .regression {
            let (right, other) = (NumberText.percent(1 - means[best]), NumberText.percent(1 - means[next]))
            let balanced = SplitMetrics.ClassificationMetrics(tables[best])?.values["balanced_accuracy"]
            let words = balanced.map { " (balanced accuracy \(NumberText.percent($0)))" } ?? ""
            return "Of \(count), \(subjects[best].name) puts most materials\(of) into the right class: \(right)\(words). "
                + "\(subjects[next].name) comes next with \(other)\(told ? "" : doubt(shared.count))."
        }
        return "Of \(count), \(subjects[best].name) has the smallest mean absolute error\(of): \(NumberText.short(means[best]))\(unit). "
            + "\(subjects[next].name) comes next with \(NumberText.short(means[next]))\(unit)\(told ? "" : doubt(shared.count))."
    }

    private static func doubt(_ materials: Int) -> String {
        materials == 1 ? ", which 1 material cannot tell from it" : ", which these \(NumberText.count(materials)) materials cannot tell from it"
    }

    /// [n] absolute errors; of classes 1 for a wrong one
    private static func errors(of table: PredictionTable) -> [Double] {
        zip(table.knownTargets, table.combined.prediction).map { table.task == .regression ? abs($0 - $1) : $0 == $1 ? 0 : 1 }
    }

    /// Whether the errors of the same materials differ by more than chance, at 5 %: Student's t of their differences, of classes the materials that one
    /// alone has right (McNemar's test, exact).
    private static func tells(_ one: [Double], _ other: [Double], isOfClasses: Bool) -> Bool {
        let differences = zip(one, other).map { $1 - $0 }
        if isOfClasses {
            let discordant = differences.count { $0 != 0 }
            return ExactTests.tells(differences.count { $0 > 0 }, of: discordant, from: 0.5)
        }
        // Of fewer not even differences of one sign would tell: 2 · 0.5⁵ is 6 %.
        guard differences.count > 5, let spread = Spread(differences), let deviation = spread.deviation, deviation > 0 else { return false }
        // Beyond this the t distribution is the normal one.
        let reach = StudentT.twoSidedQuantile(0.95, freedom: min(differences.count - 1, 1000))
        return abs(spread.mean) > reach * deviation / Double(differences.count).squareRoot()
    }
}
