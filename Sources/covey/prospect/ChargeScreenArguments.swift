import Commands
import Materials

/// The options by which candidates that no ions could make are left out.
enum ChargeScreenArguments {
    static let options: [Option] = [
        .text("charge-neutral", "SET", "keep what oxidation states can make neutral: common, or a file of lines such as Fe 2 3"),
        .flag("electronegativity-order", "of those, keep what has cations less electronegative than anions"),
        .flag("no-alloys", "ask it of compounds of metals too"),
    ]

    /// nil where none is asked for.
    static func screen(_ arguments: Arguments) throws -> ChargeScreen? {
        guard let states = try states(arguments) else {
            for name in ["electronegativity-order", "no-alloys"] where arguments.has(name) {
                throw CommandError.usage("--\(name) belongs to --charge-neutral")
            }
            return nil
        }
        return ChargeScreen(
            states: states, asksForOrder: arguments.has("electronegativity-order"), passesAlloys: !arguments.has("no-alloys"))
    }

    /// The set that `--charge-neutral` names; nil where nobody has asked.
    static func states(_ arguments: Arguments) throws -> OxidationStateSet? {
        guard let set = arguments.text("charge-neutral") else { return nil }
        return set == "common" ? .common : try OxidationStateSet(path: try arguments.existing(set))
    }
}
