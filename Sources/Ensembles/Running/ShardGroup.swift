import Foundation
import Kernels
import MessagePassing
import Models
import Training

/// The ranks of one group, which train a member together.
package final class ShardGroup: ShardExchange {
    private let communicator: Communicator
    /// What another shard's sum arrives in; as long as the longest that has been summed.
    private var arriving = Matrix(packedRows: 1, columns: 0)

    package init(_ communicator: consuming Communicator) {
        self.communicator = communicator
    }

    package var index: Int { communicator.rank }
    package var count: Int { communicator.size }

    package func sum(_ vector: Matrix, slices: Int) throws {
        guard count > 1 else { return }
        try join(ShardTree(slices: slices, shards: count), vector)
        try vector.withMutableSpan { span throws(MessageError) in try communicator.broadcast(&span, from: 0) }
    }

    /// Leaves the sum of a branch with the first of its shards.
    private func join(_ tree: ShardTree, _ vector: Matrix) throws {
        guard let (left, right) = tree.halves, tree.shards.contains(index) else { return }
        try join(left, vector)
        try join(right, vector)
        if index == right.shards.lowerBound {
            try vector.withSpan { span throws(MessageError) in try communicator.send(span.bytes, to: left.shards.lowerBound, tag: .gradient) }
        } else if index == left.shards.lowerBound {
            let count = vector.rows * vector.columns
            if arriving.columns < count { arriving = Matrix(packedRows: 1, columns: count) }
            let other = arriving.reshaped(from: 0, rows: vector.rows, columns: vector.columns)
            try other.withMutableSpan { span throws(MessageError) in
                try communicator.receive(&span, from: right.shards.lowerBound, tag: .gradient)
            }
            Rows.add(other, to: vector)
        }
    }

    /// A sum over shards in which every number meets nothing but zeros, and so exact.
    package func all(_ numbers: [Double], lengths: [Int]) throws -> [Double] {
        guard count > 1 else { return numbers }
        precondition(lengths.count == count && numbers.count == lengths[index], "as many numbers as announced")
        var all = [Double](repeating: 0, count: lengths.reduce(0, +))
        all.replaceSubrange(lengths[..<index].reduce(0, +)..<lengths[...index].reduce(0, +), with: numbers)
        var span = all.mutableSpan
        try communicator.allReduce(&span)
        return all
    }

    /// What the first shard says, on all of them.
    func agree(on number: Int64) throws -> Int64 {
        var numbers = [number]
        var span = numbers.mutableSpan
        try communicator.broadcast(&span, from: 0)
        return numbers[0]
    }

    /// Leaves every shard with the state of the first.
    func share(_ state: inout some MemberState) throws {
        let bytes = try communicator.broadcast([UInt8](try JSONEncoder.lenient.encode(state.progress)))
        state.progress = try JSONDecoder.lenient.decode(MemberProgress.self, from: Data(bytes))
        for (_, vector) in state.vectors {
            try vector.flat.withMutableSpan { span throws(MessageError) in try communicator.broadcast(&span, from: 0) }
        }
    }
}
