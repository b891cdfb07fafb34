import Commands
import Ensembles
import Predictions
import Reports

/// `--committee` and `--committee-weights`, of every command that takes several ensembles as one.
struct CommitteeArguments {
    static let weights = Option.text(
        "committee-weights", "RULE|W,W",
        "how much each counts: equal, validation (as is best on their validation materials alone), or a number each, in their order (equal)")

    let rule: Committee.Rule

    /// nil where nobody asks for a committee.
    ///
    /// - Parameter parts: as many as there are
    init?(_ arguments: Arguments, parts: Int) throws(CommandError) {
        guard arguments.has("committee") else {
            for name in ["committee-weights", "beside"] where arguments.has(name) { throw .usage("--\(name) belongs to --committee") }
            return nil
        }
        rule = try Self.rule(arguments.text("committee-weights") ?? "equal", parts: parts)
    }

    private static func rule(_ text: String, parts: Int) throws(CommandError) -> Committee.Rule {
        switch text {
        case "equal": return .equal
        case "validation": return .validation
        default:
            let words = text.split(separator: ",", omittingEmptySubsequences: false)
            let numbers = words.compactMap { Double($0) }.filter { $0.isFinite && $0 >= 0 }
            guard numbers.count == words.count, numbers.count == parts, numbers.contains(where: { $0 > 0 }) else {
                throw .usage(
                    "--committee-weights is \(text); it must be equal, validation, or a number for each of the \(parts) parts, none negative and some "
                        + "positive, as in 0.6,0.4")
            }
            return .given(numbers)
        }
    }

    /// - Parameter paths: of what is taken together, and of what stands beside it
    static func check(_ paths: [String]) throws(CommandError) {
        guard Set(paths).count == paths.count else {
            throw .usage("--committee: each of its parts, and what is beside it, is named once; found \(paths.joined(separator: ", "))")
        }
    }

    /// - Throws: `CommandError` with the reason why predictions make no committee
    static func committee(_ parts: [Committee.Part], rule: Committee.Rule) throws(CommandError) -> Committee {
        do { return try Committee(parts, rule: rule) } catch { throw .badData("--committee: \(error)") }
    }
}

extension Committee {
    /// Its predictions with what was fitted to its own validation materials, or to those of another committee of the same parts.
    func calibrated(by fitted: Committee) -> (table: PredictionTable, recalibration: Recalibration?, temperature: TemperatureScaling?) {
        let validation = fitted.table.rows(ofSplit: "validation")
        let (recalibration, temperature) = (Recalibration(fittedTo: validation), TemperatureScaling(fittedTo: validation))
        return (table.adding((recalibration?.columns(table) ?? []) + (temperature?.columns(table) ?? [])), recalibration, temperature)
    }

    /// "wren 0.612, forest 0.388"
    var weightText: String { zip(parts, weights).map { "\($0.name) \(NumberText.fixed($1, decimals: 3))" }.joined(separator: ", ") }
}
