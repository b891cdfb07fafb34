import Commands
import Models

extension ModelKind {
    /// - Parameter argument: a name of the table
    init(argument: String) throws(CommandError) {
        guard let kind = ModelKind.named(argument) else {
            throw .usage("--model is \(argument); there are:" + Self.all.map { "\n  \($0.name): \($0.abstract)" }.joined())
        }
        self = kind
    }

    /// Refuses options of training that mean nothing to this kind.
    func checkOptions(_ arguments: Arguments) throws(CommandError) {
        guard let option = inapplicable.sorted().first(where: arguments.has) else { return }
        let others = Self.all.filter { !$0.inapplicable.contains(option) }.map(\.name).joined(separator: ", ")
        throw .usage("--\(option) does not apply to --model \(name); it applies to \(others)")
    }
}

extension Arguments {
    /// Refuses to learn nothing: only a kind that learns materials themselves does without a target.
    func checkTargets(of path: String) throws(CommandError) {
        let learnsMaterials = text("model").flatMap { ModelKind.named($0) }?.learnsMaterials ?? false
        guard learnsMaterials || has("target") else { throw .usage("--target is missing; covey inspect \(path) lists the targets") }
    }
}

extension ModelConfiguration {
    /// The kind and what is left out of it, as sentences name it.
    var title: String { kind.title + (settings.omittedNames.isEmpty ? "" : " without \(settings.omittedNames)") }

    /// Takes a setting as the command line has it, `model.heads=3`.
    mutating func apply(_ setting: String) throws(CommandError) {
        let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0].hasPrefix("model.") else { throw .usage("--set \(setting): expected model.NAME=VALUE") }
        do { try settings.apply(String(parts[0].dropFirst("model.".count)), parts[1]) } catch { throw .usage("--set \(setting): \(error)") }
    }
}
