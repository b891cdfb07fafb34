import Datasets

/// k nearest neighbours under any distance.
public struct NeighbourSettings: ModelSettings {
    /// How much each neighbour counts.
    public enum Weights: String, Codable, Sendable, CaseIterable { case uniform, distance }

    private(set) var kind = "neighbours"
    /// As `covey similar --distance` takes it.
    public var distance = "elemd"
    /// nil: as many as are best on the validation set.
    public var neighbours: Int?
    /// Numbers of neighbours that are tried.
    public var mostNeighbours = 20
    public var weights = Weights.uniform

    public init() {}

    public var kindName: String { kind }

    public static let options: [ModelOption<NeighbourSettings>] = [
        .text("distance", \.distance), .number("most-neighbours", \.mostNeighbours),
        ModelOption("neighbours") { settings, text throws(ModelError) in
            guard text != "auto" else { return settings.neighbours = nil }
            guard let count = Int(text) else { throw .setting(name: "neighbours", problem: "\(text) is neither a whole number nor auto") }
            settings.neighbours = count
        },
        ModelOption("weights") { settings, text throws(ModelError) in
            guard let weights = Weights(rawValue: text) else {
                throw .setting(name: "weights", problem: "\(text) is neither uniform nor distance")
            }
            settings.weights = weights
        },
    ]

    public func validate() throws(ModelError) {
        for (name, value) in [("neighbours", neighbours ?? 1), ("most-neighbours", mostNeighbours)] where !(1...1000).contains(value) {
            throw .size(name: "model.\(name)", found: value, range: 1...1000, factor: 1)
        }
    }

    public var summary: String {
        (neighbours.map { "\($0)" } ?? "the best of 1 to \(mostNeighbours)") + " under \(distance), weights \(weights.rawValue)"
    }

    public func model(_ tasks: [Task], for dataset: Dataset, training: [Int], besides others: [any Model]) throws -> any Model {
        try validate()
        return try NeighbourModel(self, tasks: tasks, references: ReferenceBasis(distance, dataset, rows: training))
    }

    public var basisNames: [(array: String, attributes: [String])] { ReferenceBasis.names }

    public func model(_ tasks: [Task], basis: [NamedArray]) throws(ModelError) -> any Model {
        try NeighbourModel(self, tasks: tasks, references: try ReferenceBasis(basis))
    }
}

extension ModelKind {
    static let neighbours = ModelKind(
        NeighbourSettings(), title: "Nearest neighbours", abstract: "the mean, or the votes, of the nearest materials under any distance", hint: nil,
        basisTitle: "references")
}
