import Commands
import Prospecting
import Reports

/// The main scores as the command prints them.
enum EvaluationSummary {
    private static let keys = [
        "formally_valid", "charge_neutral", "p1", "space_groups_chi2", "elements_chi2", "site_numbers_emd", "element_numbers_emd", "freedom_emd",
        "unique", "novel", "novel_prototype",
    ]

    static func text(_ evaluation: SampleEvaluation) -> String {
        let kinds = SampleScore.all.filter { keys.contains($0.key) }
        return evaluation.scores.map { scores in
            var table = TextTable(
                header: ["at \(scores.number)"] + evaluation.subjects.map(\.name) + ["perfect sampler", "held out"],
                alignment: [.left] + Array(repeating: .right, count: evaluation.subjects.count + 2))
            for kind in kinds where scores.ofSubjects.contains(where: { $0[kind.key] != nil }) {
                table.add(
                    [kind.key] + scores.ofSubjects.map { kind.text($0[kind.key]) }
                        + [kind.text(scores.perfect[kind.key]), kind.text(scores.heldOut[kind.key])])
            }
            return table.text
        }.joined(separator: "\n\n")
    }
}
