import Datasets
import Materials

/// Candidates of a data set: a library that was enumerated or featurised before.
public struct DatasetSource: CandidateSource {
    public let name = "file"
    public let mayRepeat = true
    private let dataset: Dataset

    public init(_ dataset: Dataset) {
        self.dataset = dataset
    }

    public var fingerprint: String { "data set \(dataset.contentHash)" }
    public var representation: Representation { dataset.representation }
    public var count: Int { dataset.count }

    public func propose(_ range: Range<Int>, _ body: (Int, Proposal) throws -> Void) throws {
        for row in range { try body(row, proposal(row)) }
    }

    private func proposal(_ row: Int) -> Proposal {
        do {
            let subject: Candidate.Subject =
                switch representation {
                case .wyckoff: .arrangement(try Protostructure(label: dataset.label(row)))
                case .composition: .composition(try Composition(dataset.formula(row)))
                }
            return .candidate(Candidate(id: dataset.id(row), subject: subject))
        } catch {
            return .dropped(.unreadable)
        }
    }
}
