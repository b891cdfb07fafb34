import Commands
import Datasets
import Descriptors
import Ensembles
import Foundation

/// The features that a command line asks for: descriptors of the table, and what ensembles have learnt.
struct FeatureRequest {
    struct Bundle {
        let path: String
        /// nil: the mean over all.
        let member: Int?
    }

    let descriptors: [Descriptor]
    let bundles: [Bundle]

    /// Nothing.
    init() { (descriptors, bundles) = ([], []) }

    /// - Parameter text: names with commas between them; "bundle:RUN" and "bundle:RUN:member=K" among them
    /// - Throws: `DescriptorError`, `CommandError` for a run that is not there or not finished
    init(_ text: String, _ arguments: Arguments) throws {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
        let own = parts.filter { !$0.hasPrefix(Self.prefix) }
        descriptors = own.isEmpty ? [] : try Descriptor.list(own.joined(separator: ","))
        bundles = try parts.filter { $0.hasPrefix(Self.prefix) }.map { part in
            let words = part.dropFirst(Self.prefix.count).components(separatedBy: ":member=")
            guard words.count <= 2, !words[0].isEmpty else { throw CommandError.usage("--features \(part): expected bundle:RUN or bundle:RUN:member=K") }
            guard words.count == 2 else { return Bundle(path: try arguments.bundle(words[0]), member: nil) }
            guard let member = Int(words[1]), member >= 0 else { throw CommandError.usage("--features \(part): the member is no whole number") }
            return Bundle(path: try arguments.bundle(words[0]), member: member)
        }
    }

    private static let prefix = "bundle:"

    var isEmpty: Bool { descriptors.isEmpty && bundles.isEmpty }

    /// The first that is made of structures.
    var structural: Descriptor? { descriptors.first { $0.need == .structure } }

    /// Files that are read beside the input.
    var paths: [String] { bundles.map(\.path) }
}
