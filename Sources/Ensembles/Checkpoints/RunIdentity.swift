import Foundation
import HDF5
import Kernels
import Training

/// What a run's numbers depend on: a member may be gone on with only where all of it is the same.
public struct RunIdentity: Codable, Sendable, Equatable {
    public private(set) var configuration: EnsembleConfiguration
    /// Name and version.
    public let program: String
    public let oneDNN: String
    /// Kind of processor; another one may round differently.
    public let processor: String

    /// What a finished run says of itself; its processor is not known.
    public init(_ configuration: EnsembleConfiguration, program: String, oneDNN: String) {
        self.configuration = configuration
        self.program = program
        self.oneDNN = oneDNN
        processor = "unknown"
    }

    /// Of this program on this machine.
    public init(_ configuration: EnsembleConfiguration, program: String) {
        self.configuration = configuration
        self.program = program
        oneDNN = Product.libraryVersion
        processor = Self.processorName
    }

    /// Why what this run has begun cannot be gone on with as asked; empty where it can. More epochs are no hindrance, unless the learning rate
    /// depends on how many there are; nor are more or fewer members, because none of them knows of the others.
    public func hindrances(to asked: RunIdentity) throws -> [String] {
        var asked = asked
        asked.configuration.members = configuration.members
        let (have, want) = (configuration.training, asked.configuration.training)
        // What σ is multiplied by in the end no member knows either.
        asked.configuration.training.sigmaScale = have.sigmaScale
        if want.epochs > have.epochs && want.mayGrow { asked.configuration.training.epochs = have.epochs }
        let (own, other) = (try facts, try asked.facts)
        return Set(own.keys).union(other.keys).sorted().compactMap { name in
            guard own[name] != other[name], name != "program" || !Self.computeAlike([program, asked.program]) else { return nil }
            var text = "\(name): the run has \(own[name] ?? "none"), asked for is \(other[name] ?? "none")"
            if name == "training.epochs" {
                text +=
                    want.mayGrow
                    ? " (it may only grow)" : " (it decides the learning rates: schedule \(want.schedule.rawValue), warm-up \(want.warmUp))"
            }
            return text
        }
    }

    /// Versions that compute the same bits from the same settings (Changes.md).
    private static func computeAlike(_ programs: Set<String>) -> Bool { programs.isSubset(of: ["covey 0.1.0", "covey 0.2.0"]) }

    /// Tells runs apart whose members learn differently: it stays the same where a run may be gone on with, with more epochs, more members, or
    /// by another program that computes alike.
    public var mark: String { get throws {
        let own = try facts.filter { !["members", "training.epochs", "training.sigmaScale", "program", "oneDNN"].contains($0.key) }
        var hash = ContentHash()
        for (name, value) in own.sorted(by: { $0.key < $1.key }) { hash.add(name, text: value) }
        return hash.finish()
    } }

    /// Every leaf of the configuration by its path, and the program; not the processor, which a run may change.
    public var facts: [String: String] { get throws {
        var facts = ["program": program, "oneDNN": oneDNN]
        func walk(_ value: Any, _ path: String) {
            if let table = value as? [String: Any] {
                for (key, value) in table { walk(value, path.isEmpty ? key : "\(path).\(key)") }
            } else if let list = value as? [Any] {
                // With quotation marks: one name with a comma in it is not two.
                facts[path] = "\(list)"
            } else {
                facts[path] = "\(value)"
            }
        }
        walk(try JSONSerialization.jsonObject(with: Data(Bundle.json(configuration).utf8)), "")
        return facts
    } }

    /// "AMD EPYC …", as Linux names this machine's.
    public static var processorName: String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line.map { $0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces) } ?? "unknown"
    }
}
