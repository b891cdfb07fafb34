import Commands
import Datasets
import Foundation
import HDF5

/// Materials that are left out of training and validation because another data set has them: what a model is to be fine-tuned on must not
/// have been met before.
struct Exclusion: CustomStringConvertible {
    private let ids: Set<String>
    private let name: String

    /// - Parameter path: of a data set, or of a text with an id in each line; of a table with commas the first column counts
    init(at path: String) throws {
        if path.hasSuffix(".h5") {
            let dataset = try Dataset(path: path)
            ids = Set((0..<dataset.count).map { dataset.id($0) })
        } else {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw CommandError.badData("\(path) is no text in UTF-8; expected an id in each line, or a data set (.h5)")
            }
            let words = text.split(whereSeparator: \.isNewline).map { line in
                (line.split(separator: ",", omittingEmptySubsequences: false).first ?? "").trimmingCharacters(in: .whitespaces)
            }
            ids = Set(words.filter { !$0.isEmpty })
        }
        guard !ids.isEmpty else { throw CommandError.badData("\(path) has no ids; there is nothing to leave out") }
        name = path
    }

    /// - Throws: `CommandError` where no material has one of the ids, or no others are left
    func applied(to split: Split, of dataset: Dataset) throws -> Split {
        guard (split.training + split.validation).contains(where: { ids.contains(dataset.id($0)) }) else {
            throw CommandError.badData("none of the \(ids.count) ids of \(name) is trained on or validated; both must name materials alike")
        }
        var parts = [SplitPart](repeating: .unused, count: dataset.count)
        for (rows, part) in [(split.training, SplitPart.training), (split.validation, .validation), (split.test, .test)] {
            for row in rows where part == .test || !ids.contains(dataset.id(row)) { parts[row] = part }
        }
        let rest = Split(parts: parts)
        guard !rest.training.isEmpty, !rest.validation.isEmpty else {
            throw CommandError.badData("without the \(ids.count) materials of \(name) nothing is left to train on or to validate")
        }
        return rest
    }

    /// The same for the same ids.
    var description: String {
        let sorted = ids.sorted().joined(separator: "\n").utf8.map { $0 }
        return "\(ids.count) ids, digest \(String(shortDigest(of: sorted.span.bytes), radix: 16))"
    }
}
