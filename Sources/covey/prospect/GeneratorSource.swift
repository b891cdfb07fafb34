import Commands
import Datasets
import Ensembles
import Foundation
import Materials
import Models
import Prospecting

/// Candidates that a trained generator writes.
///
/// Ranks that look for repeated candidates first would write all of theirs twice: what fits into memory is kept, packed.
final class GeneratorSource: CandidateSource {
    let name = "generator"
    let fingerprint: String
    let representation = Representation.wyckoff
    let count: Int
    let mayRepeat = true

    private let seed: UInt64
    private var generator: EnsembleGenerator
    /// Of whole blocks of numbers.
    private var kept: [Int: [UInt8]] = [:]
    private var keptBytes = 0

    private static let mostKept = 1 << 28

    /// - Parameter contentHash: of the ensemble's bundle
    init(_ generator: EnsembleGenerator, contentHash: String, count: Int) {
        self.generator = generator
        self.count = count
        seed = generator.seed
        fingerprint = "generator \(contentHash), \(count) of seed \(generator.seed), conditions: \(generator.conditions)"
    }

    func propose(_ range: Range<Int>, _ body: (Int, Proposal) throws -> Void) throws {
        let size = EnsembleGenerator.blockSize
        for block in range.lowerBound / size..<(range.upperBound + size - 1) / size {
            let materials = try materials(ofBlock: block)
            for number in range.clamped(to: block * size..<block * size + materials.count) {
                try body(number, proposal(number, materials[number - block * size]))
            }
        }
    }

    func propose(numbers: [Int], _ body: (Int, Proposal) throws -> Void) throws {
        for (number, material) in zip(numbers, try generator.materials(numbers)) { try body(number, proposal(number, material)) }
    }

    private func proposal(_ number: Int, _ material: SampledMaterial) -> Proposal {
        .candidate(
            Candidate(
                id: GeneratedMaterials.id(seed: seed, number), subject: .arrangement(material.protostructure), rule: "generated",
                probability: exp(-material.nats.reduce(0, +))))
    }

    private func materials(ofBlock block: Int) throws -> [SampledMaterial] {
        if let bytes = kept[block], let materials = SampledMaterial.materials(of: bytes) { return materials }
        let first = block * EnsembleGenerator.blockSize
        let materials = try generator.materials(first..<min(first + EnsembleGenerator.blockSize, count))
        if keptBytes < Self.mostKept {
            let bytes = SampledMaterial.bytes(of: materials)
            kept[block] = bytes
            keptBytes += bytes.count
        }
        return materials
    }

    /// The options that say what is generated, beside the conditions.
    static let options: [Option] =
        [
            .text("number", "N", "generator: how many candidates (10000)"),
            .text("seed", "S", "which of the possible ones (1)"),
        ] + GenerationArguments.options

    /// - Parameters:
    ///   - run: the generator's
    ///   - excluded: elements that no candidate is to hold
    static func source(_ arguments: Arguments, run: String, excluded: Set<Element>) throws -> GeneratorSource {
        let path = try arguments.bundle(run)
        let count = try arguments.integer("number", in: 1...1_000_000_000) ?? 10_000
        let seed = UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1)
        let conditions = try GenerationArguments.conditions(arguments, excluded: excluded)
        let ensemble = try Bundle.read(path)
        let generator = try GenerationRefusal.generator(ensemble, path: path, seed: seed, conditions: conditions)
        return GeneratorSource(generator, contentHash: try Bundle.contentHash(of: ensemble), count: count)
    }
}
