import Materials
import Predictions
import Prospecting

extension SampleReport {
    /// The content of `scores.csv`: a row for each number and score.
    var scoresTable: DataTable {
        DataTable(name: "scores", columns: ["number"] + Self.columns(of: evaluation), rows: evaluation.scores.flatMap { scores in
            Self.rows(of: scores, SampleScore.all).map { ["\(scores.number)"] + $0 }
        })
    }

    fileprivate static func columns(of evaluation: SampleEvaluation) -> [String] {
        ["score"] + evaluation.subjects.map(\.name) + ["perfect_sampler", "perfect_sampler_deviation", "held_out"]
    }

    /// In full, as files have them.
    fileprivate static func rows(of scores: SampleEvaluation.Scores, _ kinds: [SampleScore]) -> [[String]] {
        kinds.map { kind in
            let perfect = scores.perfect[kind.key]
            let numbers = scores.ofSubjects.map { $0[kind.key] } + [perfect?.mean, perfect?.deviation, scores.heldOut[kind.key]]
            return [kind.key] + numbers.map { $0.map(TableText.field) ?? "" }
        }
    }
}

extension SampleScore {
    /// As pages show it.
    package func text(_ value: Double?) -> String {
        guard let value else { return "–" }
        switch kind {
        case .share: return NumberText.percent(value, decimals: 2)
        case .distance: return NumberText.short(value)
        case .count: return NumberText.count(Int(value))
        }
    }

    /// Mean and standard deviation.
    package func text(_ spread: Spread?) -> String {
        guard let spread else { return "–" }
        switch kind {
        case .share:
            let deviation = spread.deviation.map { " ± " + NumberText.fixed(100 * $0, decimals: 2) } ?? ""
            return NumberText.fixed(100 * spread.mean, decimals: 2) + deviation + "\u{202F}%"
        case .distance: return NumberText.spread(mean: spread.mean, deviation: spread.deviation)
        case .count:
            return NumberText.fixed(spread.mean, decimals: 0) + (spread.deviation.map { " ± " + NumberText.fixed($0, decimals: 0) } ?? "")
        }
    }
}

extension MetricTable {
    /// The scores at one number: of the samples, and of the new ones alone.
    static func sampleScores(_ report: SampleReport, _ scores: SampleEvaluation.Scores) -> [MetricTable] {
        let names = report.evaluation.subjects.map(\.name)
        let number = NumberText.count(scores.number)
        return [false, true].map { isOfNovel in
            let kinds = SampleScore.all.filter { $0.isOfNovel == isOfNovel }
            // What has a meaning for none of the files.
            let shown = kinds.filter { kind in scores.ofSubjects.contains { $0[kind.key] != nil } }
            let heading = isOfNovel ? "The new ones alone" : "\(number) samples beside \(number) held-out materials"
            let note = isOfNovel
                ? "The first \(number) that neither training nor validation has, or as many as there are, beside \(number) held-out materials."
                : "Perfect sampler: \(number) training materials as if they were samples, mean and standard deviation of "
                    + "\(SampleEvaluation.draws) draws. Distances are from the held-out materials; 0 is the same distribution."
            return MetricTable(
                heading: heading, note: note, columns: ["Score"] + names + (isOfNovel ? [] : ["Perfect sampler"]) + ["Held out"],
                rows: shown.map { kind in
                    [kind.title] + scores.ofSubjects.map { kind.text($0[kind.key]) } + (isOfNovel ? [] : [kind.text(scores.perfect[kind.key])])
                        + [kind.text(scores.heldOut[kind.key])]
                }, labels: 1,
                data: DataTable(
                    name: "scores-\(scores.number)" + (isOfNovel ? "-new" : ""), columns: SampleReport.columns(of: report.evaluation),
                    rows: SampleReport.rows(of: scores, kinds)))
        }
    }

    private static let prototypesShown = 40

    /// Single samples of each file: repeated ones, the most surprising, and new prototypes.
    static func sampleExamples(_ report: SampleReport) -> [MetricTable] {
        zip(report.evaluation.subjects, report.stems).flatMap { subject, stem in
            let (examples, all) = (subject.examples, NumberText.count(subject.traits.count))
            return [
                table(
                    examples.repeated, name: "\(stem)-repeated", heading: "\(subject.name): what came most often",
                    note: "\(NumberText.counted(examples.repeatedCount, "material")) came several times among \(all).",
                    shown: SampleExamples.most),
                table(
                    examples.surprising, name: "\(stem)-surprising", heading: "\(subject.name): the most surprising", note: "By −ln p, in nats.",
                    shown: SampleExamples.most),
                table(
                    examples.newPrototypes, name: "\(stem)-new-prototypes", heading: "\(subject.name): new prototypes",
                    note: "\(NumberText.counted(examples.newPrototypeCount, "prototype")) among \(all) samples that "
                        + "neither training nor validation has; an example of each.",
                    shown: prototypesShown),
            ].compactMap { $0 }
        }
    }

    /// nil where there are none.
    private static func table(_ examples: [SampleExamples.Example], name: String, heading: String, note: String, shown: Int) -> MetricTable? {
        guard !examples.isEmpty else { return nil }
        let haveNats = examples.contains { $0.nats != nil }
        return MetricTable(
            heading: heading, note: note, columns: ["Label", "Prototype", "Samples"] + (haveNats ? ["Nats"] : []) + ["Known"],
            rows: examples.prefix(shown).map { example in
                [example.label, example.prototype, NumberText.count(example.count)]
                    + (haveNats ? [example.nats.map { NumberText.short($0) } ?? "–"] : []) + [example.isKnown ? "yes" : "no"]
            },
            labels: 2, words: ["Known"], isSortable: true,
            data: DataTable(
                name: name, columns: ["label", "prototype", "samples", "nats", "known"],
                rows: examples.map { example in
                    [
                        example.label, example.prototype, "\(example.count)", example.nats.map(TableText.field) ?? "", example.isKnown ? "1" : "0",
                    ]
                }))
    }
}
