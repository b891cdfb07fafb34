import Foundation
import HDF5
import Kernels
import Models
import Training

/// The file of a member's state (FileFormats.md, "Checkpoint"): one flat array for each vector, the rest in attributes.
public struct Checkpoint {
    public static let format = "covey-checkpoint"
    public static let version = 1

    public let path: String
    public let member: Int
    public let identity: RunIdentity
    public let progress: MemberProgress
    private let layouts: [ArrayLayout]
    private let mapped: MappedFile

    /// Opens a checkpoint and compares every digest.
    ///
    /// - Throws: `CheckpointError`, `HDF5Error`
    public init(path: String) throws {
        let file = try HDF5File.open(path)
        let found = try file.textAttribute("format")
        guard found == Self.format else { throw CheckpointError.notACheckpoint(path: path, found: found ?? "an HDF5 file without a format") }
        let number = try file.integerAttribute("version")
        guard number == Self.version else { throw CheckpointError.version(path: path, expected: Self.version, found: number ?? 0) }
        let stored = try file.requiredText("digest")
        let computed = try Self.digest(of: file)
        guard stored == computed else { throw HDF5Error.digest(path: path, object: "an attribute", expected: stored, found: computed) }
        guard let member = try file.integerAttribute("member") else { throw HDF5Error.missingObject(path: path, object: "attribute member") }

        self.path = path
        self.member = member
        identity = try Self.decode(file, "identity")
        progress = try Self.decode(file, "progress")
        layouts = try file.names(in: "/").map { name throws(HDF5Error) in try file.layout(of: name) }
        mapped = try MappedFile(path: path)
        for layout in layouts { try mapped.verify(layout) }
    }

    /// Puts what the file holds into a state of the same shape.
    ///
    /// - Parameter targets: that the member learns
    public func restore<State: MemberState>(_ state: inout State, targets: Int) throws {
        let names = state.vectors.map(\.name).sorted()
        guard !names.isEmpty else {
            state.arrays = try layouts.map { try NamedArray($0, named: Self.name($0.name), in: mapped) }
            return try restoreProgress(of: &state, targets: targets)
        }
        guard layouts.map(\.name) == names else {
            throw CheckpointError.damaged(
                path: path, object: "arrays", expected: names.joined(separator: ", "), found: layouts.map(\.name).joined(separator: ", "))
        }
        for layout in layouts {
            guard let vector = state.vectors.first(where: { $0.name == layout.name })?.vector else { continue }
            guard layout.shape == [vector.flat.columns] else {
                throw CheckpointError.damaged(
                    path: path, object: layout.name, expected: "\(vector.flat.columns) numbers", found: "shape \(layout.shape)")
            }
            vector.flat.copy(from: try mapped.array(layout, of: Float.self).elements.span)
        }
        try restoreProgress(of: &state, targets: targets)
    }

    private func restoreProgress(of state: inout some MemberState, targets: Int) throws {
        guard progress.isPossible(targets: targets) else {
            throw CheckpointError.damaged(
                path: path, object: "attribute progress", expected: "counts of steps and batches, and sums of \(targets) targets", found: "others")
        }
        state.progress = progress
    }

    /// Writes a state beside its place and puts it there.
    ///
    /// - Parameter other: the name that the file of the generation before is kept under
    static func write(_ state: some MemberState, member: Int, identity: RunIdentity, to path: String, keepingEarlierAs other: String) throws {
        try HDF5File.write(to: path, keepingEarlierAs: other) { file in try fill(file, state, member, identity) }
    }

    private static func fill(_ file: borrowing HDF5File, _ state: some MemberState, _ member: Int, _ identity: RunIdentity) throws {
        for (name, vector) in state.vectors {
            try vector.flat.withSpan { span throws(HDF5Error) in try file.write(span, at: name) }
        }
        for array in state.arrays { try array.write(to: file, at: array.name.replacing("/", with: separator)) }
        try file.setAttribute("format", to: format)
        try file.setAttribute("version", to: version)
        try file.setAttribute("member", to: member)
        try file.setAttribute("identity", to: try Bundle.json(identity, with: .lenient))
        try file.setAttribute("progress", to: try Bundle.json(state.progress, with: .lenient))
        try file.setAttribute("digest", to: try digest(of: file))
    }

    /// Between the parts of an array's name: the arrays of a checkpoint lie side by side.
    private static let separator = ":"

    private static func name(_ stored: String) -> String { stored.replacing(separator, with: "/") }

    /// Over every attribute and the digest of every array.
    private static func digest(of file: borrowing HDF5File) throws(HDF5Error) -> String {
        var hash = ContentHash()
        for name in ["format", "identity", "progress"] { hash.add(name, text: try file.requiredText(name)) }
        for name in ["version", "member"] { hash.add(name, text: "\(try file.integerAttribute(name) ?? -1)") }
        for name in try file.names(in: "/") { hash.add(name, text: try file.requiredText("xxh3", of: name)) }
        return hash.finish()
    }

    private static func decode<Value: Decodable>(_ file: borrowing HDF5File, _ name: String) throws -> Value {
        let text = try file.requiredText(name)
        do { return try JSONDecoder.lenient.decode(Value.self, from: Data(text.utf8)) } catch {
            throw CheckpointError.damaged(path: file.path, object: "attribute \(name)", expected: "what a checkpoint has there", found: "\(error)")
        }
    }
}

/// What is wrong with a checkpoint.
public enum CheckpointError: Error, CustomStringConvertible {
    case notACheckpoint(path: String, found: String)
    case version(path: String, expected: Int, found: Int)
    case damaged(path: String, object: String, expected: String, found: String)
    /// The run is another one than what is asked for.
    case otherRun(path: String, differences: [String])

    public var description: String {
        switch self {
        case .notACheckpoint(let path, let found): "\(path): expected a checkpoint, found \(found)"
        case .version(let path, let expected, let found): "\(path): checkpoint of version \(found); this program reads version \(expected)"
        case .damaged(let path, let object, let expected, let found): "\(path): \(object): expected \(expected), found \(found)"
        case .otherRun(let path, let differences):
            "\(path) is of another run; resume it with its own settings, or choose another --out:\n  "
                + differences.joined(separator: "\n  ")
        }
    }
}
