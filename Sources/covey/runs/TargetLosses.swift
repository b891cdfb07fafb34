import Commands
import Datasets
import Models
import Training

/// What each target is learnt as: what `--loss` says, or else what its values show.
struct TargetLosses {
    /// One for each target; nil: as classes.
    let losses: [RegressionLoss?]
    /// As configurations have it: one name, or one for each target where these differ.
    let name: String

    private static let classification = "classification"

    /// - Parameter natures: of the targets
    /// - Throws: `CommandError.usage` where only the user can know, and for a loss that a target cannot be learnt with
    init(_ arguments: Arguments, targets: [String], natures: [TargetNature]) throws(CommandError) {
        let given = arguments.text("loss")
        let asked = given.flatMap(RegressionLoss.init)
        guard given == nil || asked != nil || given == Self.classification else {
            let known = RegressionLoss.allCases.map(\.rawValue) + [Self.classification]
            throw .usage("--loss is \(given ?? ""); it must be one of \(known.joined(separator: ", "))")
        }
        var losses: [RegressionLoss?] = []
        for (target, nature) in zip(targets, natures) {
            switch nature {
            case .named: losses.append(nil)
            case .binary: losses.append(asked)
            case .numbers: losses.append(given == Self.classification ? nil : asked ?? .robustL1)
            case .inDoubt(let values):
                guard given != nil else { throw Self.doubt(target, values) }
                losses.append(asked)
            }
        }
        if let asked, let first = natures.first, case .named(let classes) = first, !losses.contains(asked) {
            throw .usage(
                "--loss \(asked.rawValue) is for numbers; target \(targets[0]) has the classes \(classes.names.joined(separator: ", ")), "
                    + "which are learnt without --loss")
        }
        self.losses = losses
        let names = losses.map { $0?.rawValue ?? Self.classification }
        name = Set(names).count > 1 ? names.joined(separator: ",") : names.first ?? RegressionLoss.robustL1.rawValue
    }

    /// Of a kind that learns no target.
    static let likelihood = TargetLosses(losses: [], name: "likelihood")

    private init(losses: [RegressionLoss?], name: String) {
        self.losses = losses
        self.name = name
    }

    private static func doubt(_ target: String, _ values: [Int]) -> CommandError {
        let list = values.map(String.init).joined(separator: ", ")
        let isNumberedFromZero = values == Array(0..<values.count)
        let classes =
            isNumberedFromZero
            ? "--loss classification learns them as classes"
            : "as classes they are to be numbered from 0, or named by words in the table that is featurised"
        return .usage(
            "target \(target) is \(list) and nothing else: classes, or numbers? \(classes); --loss robust-l1 learns them as numbers")
    }
}
