import Datasets
import HDF5
import Materials

/// What makes two candidates the same.
public enum CandidateIdentity: String, Sendable, CaseIterable {
    /// The whole protostructure label: one crystal up to its free coordinates. Compositions where there is no label.
    case label
    /// The reduced formula.
    case composition

    /// A 64-bit digest (XXH3) of what a candidate is told by; two of ten million share one with a chance of 3e-6.
    public func digest(of candidate: Candidate) -> UInt64 {
        switch (self, candidate.subject) {
        case (.label, .arrangement(let protostructure)): Self.digest(of: protostructure)
        case (_, .arrangement(let protostructure)): Self.digest(of: protostructure.composition)
        case (_, .composition(let composition)): Self.digest(of: composition)
        }
    }

    /// Digests of all materials of a data set. One of compositions has no labels to tell candidates by.
    public func digests(of dataset: Dataset) throws -> Set<UInt64> {
        var digests: Set<UInt64> = []
        for row in 0..<dataset.count {
            if self == .label, dataset.representation == .wyckoff {
                digests.insert(Self.digest(of: try Protostructure(label: dataset.label(row))))
            } else {
                digests.insert(Self.digest(of: try Composition(dataset.formula(row))))
            }
        }
        return digests
    }

    /// Of the reduced formula.
    static func digest(of composition: Composition) -> UInt64 {
        HDF5.shortDigest(of: Array(composition.reducedFormula.utf8).span.bytes)
    }

    /// Of the occupied positions, which are canonical and in one order.
    private static func digest(of protostructure: Protostructure) -> UInt64 {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(protostructure.positions.count * 3)
        for position in protostructure.positions {
            bytes.append(position.element.atomicNumber)
            bytes.append(UInt8(truncatingIfNeeded: position.row))
            bytes.append(UInt8(truncatingIfNeeded: position.row >> 8))
        }
        return HDF5.shortDigest(of: bytes.span.bytes)
    }
}
