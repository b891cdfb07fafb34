/// The candidates that are left, with what an ensemble says of them: what is chosen from. Distances count from the hull of the known set, in
/// eV/atom.
public struct ScreenedPool: Sendable {
    /// [n] predicted distance to the hull; not finite where there is no prediction.
    public let distances: [Double]
    /// [n] σ of it, which is that of the predicted energy.
    public let deviations: [Double]
    /// [members × n] the distance that each member predicts.
    public let memberDistances: [[Double]]
    /// [n]
    public let keys: [BatchKeys]

    /// All arrays must be of one length.
    public init(distances: [Double], deviations: [Double], memberDistances: [[Double]], keys: [BatchKeys]) {
        precondition(deviations.count == distances.count && keys.count == distances.count)
        precondition(memberDistances.allSatisfy { $0.count == distances.count })
        self.distances = distances
        self.deviations = deviations
        self.memberDistances = memberDistances
        self.keys = keys
    }

    public var count: Int { distances.count }
}
