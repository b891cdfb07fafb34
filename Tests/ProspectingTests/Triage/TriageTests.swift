import Datasets
import Discovery
import Foundation
import HDF5
import Materials
import Predictions
import Prospecting
import TestSupport
import Testing

/// Binary rock salts of a few elements, some twice, some that cannot be.
private struct RockSalts: CandidateSource {
    let name = "rock salts"
    let fingerprint = "rock salts"
    let representation = Representation.wyckoff
    let mayRepeat = true
    static let cations = ["Na", "K", "Li", "Mg", "Ca", "U", "Xe", "Na"]
    static let anions = ["Cl", "Br", "O", "S"]
    var count: Int { Self.cations.count * Self.anions.count }

    func propose(_ range: Range<Int>, _ body: (Int, Proposal) throws -> Void) throws {
        for number in range {
            let elements = [Self.cations[number % 8], Self.anions[number / 8]].sorted()
            let letters = "AB_cF8_225_a_b:\(elements[0])-\(elements[1])"
            try body(number, .candidate(Candidate(id: "rock-\(number)", subject: .arrangement(try Protostructure(label: letters)))))
        }
    }
}

@Suite struct TriageTests {
    /// Predicts an energy that the elements' numbers give, and cannot read uranium.
    private static var oracle: Triage.Oracle {
        Triage.Oracle(
            outside: { dataset in (0..<dataset.count).filter { row in dataset.nodes(of: row).contains { dataset.nodeElement[$0] == 92 } } },
            predict: { dataset in
                let numbers = (0..<dataset.count).map { row in dataset.nodes(of: row).reduce(0) { $0 + Double(dataset.nodeElement[$1]) } }
                return EnsemblePrediction(
                    prediction: numbers.map { -$0 / 40 }, epistemic: numbers.map { _ in 0.03 }, aleatoric: numbers.map { _ in 0.04 },
                    total: numbers.map { _ in 0.05 })
            })
    }

    private static func triage(kappa: Double = 1, identity: CandidateIdentity = .label) throws -> Triage {
        let phases = KnownPhases(try ["NaCl", "KBr", "MgO", "CaS", "LiCl"].enumerated().map { number, formula in
            PhaseDiagram.Entry(id: "known-\(number)", composition: try Composition(formula), energy: -0.5)
        })
        let known = identity.digest(of: Candidate(id: "", subject: .arrangement(try Protostructure(label: "AB_cF8_225_a_b:Cl-Na"))))
        return Triage(
            source: RockSalts(),
            screens: Triage.Screens(
                excludedElements: [try #require(Element(symbol: "Xe"))], isNeutral: { !$0.reducedFormula.contains("KO") }, identity: identity, known: [known]),
            ground: try Competition.Ground(phases), oracle: oracle, representation: .wyckoff, features: { _ in [] }, vectors: .oneHot, kappa: kappa,
            setsFlaggedApart: false)
    }

    /// Numbers that propose what a smaller one has proposed: sodium stands twice.
    private static func isRepeated(_ number: Int) -> Bool { number % 8 == 7 }

    @Test(arguments: [(0, 4096), (4096, 4096), (1 << 24, 4096), ((1 << 24) + 4096, 8192), (1_000_000_000, 65536), (154_038_078_826, 65536)])
    func chunksStaySmall(proposals: Int, size: Int) {
        #expect(Triage.chunkSize(proposals: proposals) == size)
    }

    @Test func everyProposalIsCountedOnceWhereItIsDropped() throws {
        let triage = try Self.triage()
        var share = TriageShare(keeping: 100)
        try triage.rank(try triage.candidates(of: 0..<32, isRepeated: Self.isRepeated), into: &share)
        #expect(share.funnel.proposed == 32)
        // NaCl twice; sodium's other three again; uranium and xenon with four anions; K2O's cousin KO.
        #expect(share.funnel.dropped == [.known: 2, .repeated: 3, .outsideModel: 4, .excludedElement: 4, .charged: 1])
        #expect(share.funnel.predicted == 32 - 14)
        #expect(share.kept.count == 18)
        let steps = share.funnel.steps(kappa: 1, asked: triage.screens.reasons)
        #expect(steps.first?.count == 32)
        #expect(steps.first { $0.name == "predicted" }?.count == 18)
        // What is left after the last screen is what was predicted.
        #expect(steps.last { $0.name == DropReason.outsideModel.rawValue }?.count == 18)
    }

    @Test func ranksAreByDistancePlusDeviations() throws {
        for kappa in [0.0, 1, -1] {
            let triage = try Self.triage(kappa: kappa)
            var share = TriageShare(keeping: 3)
            try triage.rank(try triage.candidates(of: 0..<32, isRepeated: Self.isRepeated), into: &share)
            let best = share.kept.sorted
            #expect(best.count == 3)
            for candidate in best {
                #expect(abs(candidate.score - (candidate.prediction - candidate.hullEnergy + kappa * candidate.total)) < 1e-12)
            }
            #expect(zip(best, best.dropFirst()).allSatisfy { $0.score <= $1.score })
        }
    }

    @Test func sharesAddUpHoweverChunksAreCut() throws {
        let triage = try Self.triage(identity: .composition)
        func share(_ ranges: [Range<Int>], keeping limit: Int = 7) throws -> TriageShare {
            var share = TriageShare(keeping: limit)
            for range in ranges {
                try triage.rank(try triage.candidates(of: range, isRepeated: Self.isRepeated), into: &share)
                share.finish(chunk: range.lowerBound / 8)
            }
            return share
        }
        let whole = try share([0..<8, 8..<16, 16..<24, 24..<32])
        var sum = try share([24..<32, 0..<8])
        sum.add(try share([8..<16, 16..<24]))
        #expect(sum == whole)
        #expect(TriageShare(bytes: whole.bytes, keeping: 7) == whole)
        #expect(TriageShare(bytes: Array(whole.bytes.dropLast(8)), keeping: 7) == nil)
    }

    @Test func sharesAreFilesThatAreNotTrusted() throws {
        let directory = try TemporaryDirectory()
        let triage = try Self.triage()
        func share(_ chunks: [Int]) throws -> TriageShare {
            var share = TriageShare(keeping: 5)
            for chunk in chunks {
                try triage.rank(try triage.candidates(of: chunk * 8..<chunk * 8 + 8), into: &share)
                share.finish(chunk: chunk)
            }
            return share
        }
        func file(_ name: String, _ chunks: [Int]) throws -> (path: String, share: TriageShare) {
            let path = directory.file(name)
            try share(chunks).write(to: path, of: "mark")
            let read = try TriageShare.read(path, of: "mark", keeping: 5, chunkCount: 4)
            #expect(read == (try share(chunks)))
            return (path, read)
        }
        let files = [try file("before.h5", [0, 1, 2]), try file("rank-0.h5", [0]), try file("rank-1.h5", [2, 1]), try file("rank-2.h5", [3])]
        // A job that was killed while it put files together has left the sum beside its parts.
        #expect(try TriageShare(files, keeping: 5) == share([0, 1, 2, 3]))
        #expect(throws: TriageError.self) { try TriageShare([files[0], try file("other.h5", [2, 3])], keeping: 5) }
        #expect(throws: TriageError.self) { try TriageShare.read(files[0].path, of: "another", keeping: 5, chunkCount: 4) }
        #expect(throws: TriageError.self) { try TriageShare.read(files[0].path, of: "mark", keeping: 6, chunkCount: 4) }
        #expect(throws: TriageError.self) { try TriageShare.read(files[0].path, of: "mark", keeping: 5, chunkCount: 2) }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: files[0].path))
        bytes[bytes.count - 5] ^= 1
        try bytes.write(to: URL(fileURLWithPath: directory.file("damaged.h5")))
        #expect(throws: TriageError.self) { try TriageShare.read(directory.file("damaged.h5"), of: "mark", keeping: 5, chunkCount: 4) }
    }
}
