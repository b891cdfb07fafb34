import MessagePassing
import Models

/// Materials 0 ..< count of an ensemble of generators, whose blocks ranks take in turns.
public struct SharedGeneration {
    private let count: Int
    private var generator: EnsembleGenerator

    public init(_ generator: EnsembleGenerator, count: Int) {
        self.generator = generator
        self.count = count
    }

    /// Hands all materials on in order, on rank 0; on the others nothing. They are the same on any number of ranks, and no rank holds more of them than
    /// every rank has written since.
    ///
    /// - Parameters:
    ///   - body: told of the number of the first of some materials, and of these
    ///   - progress: told of the share that is done
    /// - Throws: what `body` throws, `GenerationError`, `MessageError`
    public mutating func run(
        _ communicator: borrowing Communicator, _ body: (_ first: Int, [SampledMaterial]) throws -> Void, progress: (Double) -> Void = { _ in }
    ) throws {
        let (size, rank) = (communicator.size, communicator.rank)
        let piece = pieceSize(ranks: size)
        for round in 0..<(count + piece * size - 1) / (piece * size) {
            func numbers(_ rank: Int) -> Range<Int> {
                let first = min((round * size + rank) * piece, count)
                return first..<min(first + piece, count)
            }
            let own = try generator.materials(numbers(rank))
            if size == 1 {
                try body(numbers(0).lowerBound, own)
            } else {
                let gathered = try communicator.gather(SampledMaterial.bytes(of: own))
                for (rank, bytes) in gathered.enumerated() where communicator.rank == 0 && !numbers(rank).isEmpty {
                    guard let materials = SampledMaterial.materials(of: bytes), materials.count == numbers(rank).count else {
                        throw MessageError(call: "MPI_Recv", reason: "rank \(rank) has sent \(bytes.count) bytes that are no materials")
                    }
                    try body(numbers(rank).lowerBound, materials)
                }
            }
            progress(min(Double((round + 1) * size * piece) / Double(count), 1))
        }
    }

    /// A few blocks at a time, as members write many side by side faster; fewer where there would be ranks without any.
    private func pieceSize(ranks: Int) -> Int {
        let blocks = (count + EnsembleGenerator.blockSize - 1) / EnsembleGenerator.blockSize
        return EnsembleGenerator.blockSize * min(max(blocks / ranks, 1), 4)
    }
}
