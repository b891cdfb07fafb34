import Commands
import Datasets
import Ensembles
import Training

/// What `covey train --folds` was asked to do, checked against the data set: an ensemble for each fold, which tests it and learns from the
/// others. Every rank makes the same one.
struct FoldsJob {
    let series: EnsembleSeries
    /// Values of the column or numbers, after which directories are named.
    let names: [String]
    /// "column fold", "5 random folds"
    private let words: String
    /// Materials that belong to no fold.
    private let without: Int

    init(_ arguments: Arguments, dataset: Dataset, ranks: Int) throws {
        for name in ["split", "test-curve"] where arguments.has(name) {
            throw CommandError.usage("--\(name) does not go with --folds, which tests each fold in turn")
        }
        let text = try arguments.required("folds")
        let folds = try Self.folds(text, dataset, seed: try arguments.integer("seed", in: 0...Int.max) ?? 1)
        (names, words) = (folds.names, folds.words)
        without = try dataset.materials().count(of: folds.without)
        var jobs: [TrainingJob] = []
        for split in folds.splits {
            // One that is alone is what covey train makes of the same split.
            jobs.append(
                try TrainingJob(arguments.removing(["folds"]).adding("split", split), dataset: dataset, ranks: ranks, besides: jobs))
        }
        for (name, job) in zip(folds.names, jobs) {
            guard let target = job.untested.first else { continue }
            throw CommandError.badData(
                "\(dataset.path), fold \(name): target \(target) is known of none of its \(counted(job.split.test.count, "material")), which a "
                    + "cross-validation is to test; other folds would have some")
        }
        series = EnsembleSeries(zip(folds.names, jobs).map { ("fold \($0)", $1) }, ranks: ranks)
    }

    /// Folds as the command line has them: a column, `N`, or `N:SEED`.
    private static func folds(
        _ text: String, _ dataset: Dataset, seed: Int
    ) throws -> (names: [String], splits: [String], words: String, without: [Int]) {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        if let count = Int(fields[0]), fields.count <= 2, !dataset.columnNames.contains(text) {
            guard let drawn = UInt32(fields.count == 2 ? String(fields[1]) : "\(seed)") else {
                throw CommandError.usage("--folds is \(text); a seed of random folds must be a whole number below 2³²")
            }
            guard (2...FoldColumn.most).contains(count) else {
                throw CommandError.usage("--folds is \(text); there may be 2 to \(FoldColumn.most) folds")
            }
            let numbers = (0..<count).map(String.init)
            return (numbers, numbers.map { "kfold:\(count):\($0):\(drawn)" }, "\(count) random folds", [])
        }
        guard dataset.columnNames.contains(text) else {
            let known = dataset.columnNames.joined(separator: ", ")
            throw CommandError.usage(
                "--folds is \(text); it must be a number of folds, or a column that covey featurise --keep has kept "
                    + "(\(known.isEmpty ? "\(dataset.path) has none" : "\(dataset.path) has \(known)"))")
        }
        let column = try FoldColumn(text, of: dataset)
        if let value = column.values.first(where: { !isName($0) }) {
            throw CommandError.usage(
                "--folds is \(text), which has the value '\(value)'; directories are named after folds: "
                    + "letters, digits, '.', '_' and '-', at most 64")
        }
        return (column.values, column.values.map { "folds:\(text):\($0)" }, "the folds of column \(text)", column.without)
    }

    /// Whether a directory can be called that.
    private static func isName(_ text: String) -> Bool {
        text.count <= 64 && !text.hasPrefix(".") && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }

    /// Says what is about to happen.
    func describe() {
        guard let first = series.jobs.first else { return }
        let sizes = series.jobs.map(\.testCount)
        let what = first.materials.areShared ? " structures" : ""
        let range = (sizes.min() == sizes.max() ? "\(sizes[0])" : "\(sizes.min() ?? 0) to \(sizes.max() ?? 0)") + what
        say("\(first.configuration.model.title); \(series.jobs.count) ensembles, \(series.plan)")
        say(
            "\(words): \(first.sizes.training) to train on, \(first.sizes.validation) to validate in the first; "
                + "\(range) to test in each")
        for words in first.farValues { say("warning: \(words)") }
        if without > 0 { say("warning: \(counted(without, "material")) \(without == 1 ? "has no fold; it is" : "have no fold; they are") left out") }
        if let warning = first.leakage.warning { say("warning: \(series.names[0]): \(warning)") }
    }
}
