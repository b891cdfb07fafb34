import Commands
import Datasets
import Descriptors
import Foundation
import Materials
import MessagePassing

/// Features that all ranks compute together: rank 0, which has the materials, hands them out a slab at a time and puts the numbers together, so that
/// neither the materials nor the numbers have to be in memory twice.
struct SharedFeatures {
    private let descriptors: [Descriptor]

    init(_ descriptors: [Descriptor]) { self.descriptors = descriptors }

    private static let work = MessageTag(40)
    private static let result = MessageTag(41)

    /// On every rank but 0: computes what it is sent until there is no more.
    ///
    /// - Throws: `MessageError`, `FeaturisingError.damagedRows`
    func serve(_ communicator: borrowing Communicator) throws {
        while true {
            let bytes = try communicator.receive(from: 0, tag: Self.work)
            guard let place = bytes.first else { return }
            let values = self.values(Int(place), try RowBytes.materials(of: Array(bytes.dropFirst())))
            try communicator.send(values.span.bytes, to: 0, tag: Self.result)
        }
    }

    /// On rank 0: the numbers of some materials, by the descriptor's place.
    func values(_ place: Int, _ materials: [DescribedMaterial], _ communicator: borrowing Communicator) throws -> [Float] {
        func share(_ rank: Int) -> ArraySlice<DescribedMaterial> {
            materials[(rank * materials.count / communicator.size)..<((rank + 1) * materials.count / communicator.size)]
        }
        for rank in 1..<max(communicator.size, 1) {
            let bytes = [UInt8(place)] + RowBytes.encode(materials: Array(share(rank)))
            try communicator.send(bytes.span.bytes, to: rank, tag: Self.work)
        }
        var values = self.values(place, Array(share(0)))
        values.reserveCapacity(materials.count * descriptors[place].columns.count)
        for rank in 1..<max(communicator.size, 1) {
            values += try communicator.receiveValues(from: rank, tag: Self.result)
        }
        return values
    }

    /// On rank 0: lets the others go.
    func finish(_ communicator: borrowing Communicator) throws {
        let nothing: [UInt8] = []
        for rank in 1..<max(communicator.size, 1) { try communicator.send(nothing.span.bytes, to: rank, tag: Self.work) }
    }

    private func values(_ place: Int, _ materials: [DescribedMaterial]) -> [Float] {
        materials.flatMap { descriptors[place].values(of: $0.composition, $0.structure).map { Float($0) } }
    }
}
