import Foundation
import Materials

/// Decides for each target whether its words are classes, which no row can tell alone: a featuriser leaves the words of a target as they are, and once
/// all rows are there they become class numbers, or reasons to leave their rows out.
public enum ClassSurvey {
    /// - Parameters:
    ///   - rows: all rows of the input; words of targets are gone afterwards
    ///   - options: gain the names of the classes that are found
    public static func settle(_ rows: inout [FeaturisedRow], _ options: inout FeaturiserOptions) {
        for (place, target) in options.targets.enumerated() {
            let found = Column(rows, place)
            options.targets[place].classes = found.classes
            guard !found.words.isEmpty else { continue }
            for index in rows.indices {
                guard case .material(var material) = rows[index].outcome, let word = material.words[place] else { continue }
                guard let number = found.classes?.number(of: word) else {
                    rows[index].outcome = .rejected(.parsing, reason: found.reason(against: word, column: target.name))
                    continue
                }
                material.targets[place] = Double(number)
                material.words[place] = nil
                rows[index].outcome = .material(material)
            }
        }
    }

    /// What all rows say of one target.
    private struct Column {
        /// Rows with each word; no more than tell that there are too many.
        var words: [String: Int] = [:]
        /// Rows whose value is a number.
        var numbers = 0
        var classes: ClassNames?

        init(_ rows: [FeaturisedRow], _ place: Int) {
            // A material counts once, whatever number of structures it has.
            var counted: Set<String> = []
            for row in rows {
                guard case .material(let material) = row.outcome else { continue }
                let isKnown = material.words[place] != nil || !material.targets[place].isNaN
                if isKnown, let name = row.material, !counted.insert(name).inserted, words[material.words[place] ?? ""] != nil { continue }
                if let word = material.words[place] {
                    if words[word] != nil || words.count <= ClassNames.most + 5 { words[word, default: 0] += 1 }
                } else if !material.targets[place].isNaN {
                    numbers += 1
                }
            }
            classes = numbers == 0 ? ClassNames(words: words) : nil
        }

        func reason(against word: String, column: String) -> String {
            let text = "column '\(column)': \(TableNumber(word).fault ?? "'\(word)' is not a number")"
            guard classes == nil, numbers == 0 else { return text }
            if words.count > ClassNames.most { return text + ", nor one of at most \(ClassNames.most) words that would be classes" }
            return words.count > 1 ? text + ", and words that hardly ever come again are no classes" : text
        }
    }
}
