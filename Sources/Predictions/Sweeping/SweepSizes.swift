import Foundation
import Materials

/// Sizes of training sets as a command line says them: counts and shares with commas between, and ranges `START:END:xFACTOR`, which end at END
/// whatever the factor.
public struct SweepSizes: Sendable, Equatable {
    /// One number as it was written: above 1 a count of materials, else a share of the training set.
    private let numbers: [Double]
    private let text: String

    /// Sizes that a range may have.
    private static let most = 1000

    /// - Throws: `SweepError.sizes`
    public init(_ text: String) throws(SweepError) {
        self.text = text
        var numbers: [Double] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = word.split(separator: ":", omittingEmptySubsequences: false)
            switch parts.count {
            case 1: numbers.append(try Self.number(parts[0], of: text))
            case 3: numbers += try Self.range(parts, of: text)
            default:
                throw .sizes(text: text, problem: "'\(word)' is neither a number nor a range START:END:xFACTOR, for example 1000:16000:x2")
            }
        }
        self.numbers = numbers
    }

    private static func number(_ word: Substring, of text: String) throws(SweepError) -> Double {
        guard let value = Double(word), value > 0, value.isFinite else {
            throw .sizes(text: text, problem: "'\(word)' is no size; a count of materials (2000) or a share of the training set (0.1) would be")
        }
        guard value <= 1 || value == value.rounded() else {
            throw .sizes(text: text, problem: "\(word) is above 1 and no whole number; a count is whole, and a share at most 1")
        }
        return value
    }

    private static func range(_ parts: [Substring], of text: String) throws(SweepError) -> [Double] {
        let (first, last) = (try number(parts[0], of: text), try number(parts[1], of: text))
        guard parts[2].hasPrefix("x"), let factor = Double(parts[2].dropFirst()), factor > 1, factor.isFinite else {
            throw .sizes(text: text, problem: "'\(parts[2])' is no factor; x2 doubles, and it must be above x1")
        }
        guard first <= last, (first > 1) == (last > 1) || first <= 1 && last == 1 else {
            throw .sizes(
                text: text,
                problem: "a range goes from the smaller to the larger, both counts or both shares; \(parts[0]) to \(parts[1]) does not")
        }
        // A share of 0.1 times 10 is to reach 1, whatever the last bit.
        let steps = (log(last / first) / log(factor) + 1e-9).rounded(.down)
        guard steps < Double(most) else { throw .sizes(text: text, problem: "that is more than \(most) sizes; a larger factor has fewer") }
        let sizes = (0...Int(steps)).map { step in
            let value = first * pow(factor, Double(step))
            return first > 1 ? value.rounded() : min(value, 1)
        }
        // Whoever names 10000 after 1000 wants to see it, though no doubling ends there.
        return (sizes.last ?? 0) < last * (1 - 1e-9) ? sizes + [last] : sizes
    }

    /// The sizes as counts, ascending, each once.
    ///
    /// - Parameter materials: of the whole training set
    /// - Throws: `SweepError.sizes` for one that is larger than that, or of less than two materials
    public func counts(of materials: Int) throws(SweepError) -> [Int] {
        var counts: Set<Int> = []
        for number in numbers {
            guard number <= Double(max(materials, 1)) else {
                throw .sizes(
                    text: text,
                    problem: "\(TableText.field(number)) is more than the \(materials) materials that there are to train on; a share of 1 takes all of them")
            }
            let count = number > 1 ? Int(number) : Int((number * Double(materials)).rounded())
            guard count >= 2 else {
                throw .sizes(text: text, problem: "a share of \(number) of \(materials) materials is \(count); two are the least to train on")
            }
            counts.insert(count)
        }
        return counts.sorted()
    }
}
