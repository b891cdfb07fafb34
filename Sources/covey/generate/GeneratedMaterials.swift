import Commands
import Ensembles
import Materials
import Models
import Prospecting

/// Everything that a generator has written, packed, with how often each label came.
struct GeneratedMaterials {
    static let columns = ["nats"] + Task.likelihoodParts.map { "nats_\($0)" } + ["copies"]

    private let seed: UInt64
    /// As bytes, some hundreds of materials in each.
    private var pieces: [[UInt8]] = []
    /// Of each material, what its label is told by.
    private var digests: [UInt64] = []
    private var copies: [UInt64: Int32] = [:]

    init(seed: UInt64) {
        self.seed = seed
    }

    var count: Int { digests.count }
    /// How many different labels there are.
    var distinct: Int { copies.count }

    mutating func add(_ materials: [SampledMaterial]) {
        pieces.append(SampledMaterial.bytes(of: materials))
        for material in materials {
            let digest = CandidateIdentity.label.digest(of: Candidate(id: "", subject: .arrangement(material.protostructure)))
            digests.append(digest)
            copies[digest, default: 0] += 1
        }
    }

    /// How many materials, and how many different labels, are among some that are known.
    func known(in known: Set<UInt64>) -> (materials: Int, labels: Int) {
        (digests.count { known.contains($0) }, copies.keys.count { known.contains($0) })
    }

    /// Calls `body` with the rows of a library.
    ///
    /// - Parameters:
    ///   - distinct: whether of each label the first alone counts
    ///   - known: labels that are left out
    func forEach(distinct: Bool, without known: Set<UInt64>, _ body: (MaterialLibrary.Row) throws -> Void) throws {
        var seen = SeenIdentities()
        var number = 0
        for piece in pieces {
            guard let materials = SampledMaterial.materials(of: piece) else { preconditionFailure("bytes that were packed here") }
            for material in materials {
                defer { number += 1 }
                let digest = digests[number]
                guard !known.contains(digest), !distinct || seen.insert(digest) else { continue }
                let numbers = [material.nats.reduce(0, +)] + material.nats + [Double(copies[digest] ?? 0)]
                try body(MaterialLibrary.Row(id: Self.id(seed: seed, number), material: material.protostructure, numbers: numbers))
            }
        }
    }

    /// The name of a material among all that any seed gives.
    static func id(seed: UInt64, _ number: Int) -> String { "gen-\(seed)-\(number)" }
}
