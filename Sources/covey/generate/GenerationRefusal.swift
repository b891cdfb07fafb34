import Commands
import Ensembles
import Materials
import Models

/// Why nothing can be generated as it was asked for, in words.
enum GenerationRefusal {
    /// The ensemble as a generator.
    ///
    /// - Throws: `CommandError` where it is none, and for conditions that no material fulfils, with those that leave nothing
    static func generator(
        _ ensemble: Ensemble, path: String, seed: UInt64, conditions: GenerationConditions
    ) throws -> EnsembleGenerator {
        do {
            guard let generator = try EnsembleGenerator(ensemble, seed: seed, conditions: conditions) else {
                guard !ensemble.sound.isEmpty else { throw CommandError.badData("\(path): no member is sound; all have diverged") }
                let (title, targets) = (ensemble.configuration.model.kind.title, ensemble.targets.map(\.name).joined(separator: ", "))
                throw CommandError.badData(
                    "\(path): this is an ensemble of \(title) for \(targets), which writes no materials; "
                        + "covey train DATA.h5 --model wyckoff-transformer --out RUN makes one that does")
            }
            return generator
        } catch let error as GenerationError {
            throw CommandError.badData("\(error)\(guilty(conditions, ensemble))")
        }
    }

    /// The conditions without which there would be something.
    private static func guilty(_ conditions: GenerationConditions, _ ensemble: Ensemble) -> String {
        let single: [(String, (inout GenerationConditions) -> Void)] = [
            ("--groups", { $0.spaceGroups = nil }), ("--elements and --exclude-elements", { $0.allowed = .all }), ("--require", { $0.required = ElementSet() }),
            ("the amounts", { $0.amounts = nil }), ("--number-of-elements", { $0.elementCounts = nil }), ("--sites", { $0.siteCounts = nil }),
            ("--max-sites", { $0.maxAtoms = 1000 }), ("--containing", { $0.containing = nil }),
        ]
        let parts = single.compactMap { name, remove -> String? in
            var others = conditions
            remove(&others)
            guard others != conditions, (try? EnsembleGenerator(ensemble, seed: 1, conditions: others)) != nil else { return nil }
            let groups = ConditionedStarts(others, isOrdered: true).spaceGroups
            return "without \(name == "--max-sites" ? "--max-sites (\(conditions.maxAtoms ?? 0))" : name) \(words(groups)) would be left"
        }
        return parts.isEmpty ? "; no single one of them can be left out to mend that" : "; " + parts.joined(separator: ", ")
    }

    private static func words(_ groups: [Int]) -> String {
        groups.count > 8 ? "\(groups.count) space groups" : (groups.count == 1 ? "group " : "groups ") + groups.map(String.init).joined(separator: ", ")
    }
}
