import Datasets
import Predictions

/// Predictions of the same made-up materials by several ensembles with errors of their own.
enum RandomTables {
    static func regression(rows: Int, seed: UInt64, part: Int) -> PredictionTable {
        func normals(_ stream: Int) -> [Double] {
            let random = CounterRandom(seed: seed, member: 0, purpose: .test, stream: stream)
            return (0..<rows).map { Double(random.normal(at: $0)) }
        }
        let (targets, shared) = (normals(0), normals(1))
        let members = (0..<2).map { member in
            let noise = normals(10 + 10 * part + member)
            return targets.indices.map { targets[$0] + 0.1 * shared[$0] + 0.1 * Double(part + 1) * noise[$0] }
        }
        return PredictionTable(
            ids: targets.indices.map { "m-\($0)" }, splits: targets.indices.map { $0 % 2 == 0 ? "validation" : "test" }, targets: targets,
            combined: .regression(means: members, deviations: members.map { $0.map { _ in 0.1 } }), members: members)
    }
}
