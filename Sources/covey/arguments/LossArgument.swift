import Commands
import Discovery
import Materials
import Reports

/// `--allow-loss`, of every command that makes a hull of known phases.
enum LossArgument {
    static let option = Option.flag(
        "allow-loss", "make the hull of what is left, though more than 1 % of the known phases, or an element's reference, cannot be used")

    /// What is to be said of the known phases that a hull does without; nil where it has them all.
    ///
    /// - Throws: `CommandError` where what it would do without is notable and nobody has allowed it
    static func accepted(_ loss: EntryLoss?, _ arguments: Arguments) throws(CommandError) -> InputLoss? {
        guard let loss else { return nil }
        let said = InputLoss(.known, name: loss.path, rows: loss.rows)
        guard loss.isNotable, !arguments.has("allow-loss") else { return said }
        let elements = loss.references.map(\.symbol).joined(separator: ", ")
        let references = elements.isEmpty ? "" : " Energies of \(elements) were to count from them."
        throw .badData("\(said.sentence)\(references) Mend the rows, or --allow-loss makes the hull of the others")
    }
}
