import Commands
import Datasets
import Foundation

/// Scales and limits of targets as the command line has them: `--scale log`, or `--scale Tc=log` where several targets are learnt.
struct TargetForms {
    /// By target; those that are plain are left out.
    let ofTarget: [String: TargetForm]

    /// - Parameter classes: targets that are learnt as classes
    init(_ arguments: Arguments, targets: [String], classes: Set<String>) throws(CommandError) {
        var forms: [String: TargetForm] = [:]
        for name in ["scale", "at-least", "at-most"] {
            var met: Set<String> = []
            for text in arguments.all(name) {
                let (target, value) = try Self.parts(text, of: name, targets)
                guard met.insert(target).inserted else { throw .usage("--\(name) of \(target) is given twice") }
                switch name {
                case "scale":
                    let scale = TargetScale(rawValue: value)
                    guard scale != nil || value == "none" else { throw .usage("--scale is \(text); it must be log, sqrt or none") }
                    forms[target, default: .plain].scale = scale
                default:
                    guard let limit = Double(value), limit.isFinite else { throw .usage("--\(name) is \(text); it must be a number") }
                    if name == "at-least" { forms[target, default: .plain].atLeast = limit } else { forms[target, default: .plain].atMost = limit }
                }
            }
        }
        forms = forms.filter { $0.value != .plain }
        if let target = forms.keys.sorted().first(where: classes.contains) {
            throw .usage("--scale, --at-least and --at-most are for numbers; \(target) is learnt as classes")
        }
        for (target, form) in forms {
            if let least = form.atLeast, let most = form.atMost, least >= most {
                throw .usage("--at-least \(least) of \(target) is not below --at-most \(most)")
            }
        }
        ofTarget = forms
    }

    /// "Tc=log" or, of a single target, "log".
    private static func parts(_ text: String, of option: String, _ targets: [String]) throws(CommandError) -> (target: String, value: String) {
        guard let sign = text.lastIndex(of: "=") else {
            guard targets.count == 1 else {
                throw .usage("--\(option) \(text): which target is meant? There are \(targets.joined(separator: ", ")): --\(option) \(shellWord(targets[0]))=\(text)")
            }
            return (targets[0], text)
        }
        let (target, value) = (String(text[..<sign]), String(text[text.index(after: sign)...]))
        guard targets.contains(target) else {
            throw .usage("--\(option) is \(text); \(target) is not learnt: the targets are \(targets.joined(separator: ", "))")
        }
        return (target, value)
    }
}
