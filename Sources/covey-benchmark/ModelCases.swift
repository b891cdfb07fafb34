import Commands
import Datasets
import Models

/// A case of a set of nodes.
protocol SetCase: ModelCase {
    static var kind: SetSettings.Kind { get }
}

extension SetCase {
    static func settings(_ arguments: Arguments) -> any ModelSettings {
        var sizes = SetSettings(kind: kind)
        sizes.trainableEmbeddings = arguments.has("trainable-embeddings")
        return sizes
    }

    static func extent(of rows: [Int], _ inputs: ModelInputs) throws -> [String: String] {
        guard kind.representation == inputs.dataset.representation else {
            throw CommandError.usage("\(inputs.dataset.path) holds \(inputs.dataset.representation.rawValue) sets, which \(kind.rawValue) does not take")
        }
        let builder = try inputs.sets(as: kind.representation, hasRelabellings: kind.hasRelabellings)
        let nodes = rows.reduce(0) { $0 + builder.nodeCount(of: $1) }
        return ["nodes_per_material": mean(nodes, of: rows.count)]
    }
}

enum TrainWren: SetCase {
    static let name = "train-wren"
    static let abstract = "an epoch of training, Wren at thesis sizes"
    static let kind = SetSettings.Kind.wren
    static func run(_ arguments: Arguments) throws { try train(arguments) }
}

enum TrainRoost: SetCase {
    static let name = "train-roost"
    static let abstract = "an epoch of training, Roost at thesis sizes"
    static let kind = SetSettings.Kind.roost
    static func run(_ arguments: Arguments) throws { try train(arguments) }
}

enum InferWren: SetCase {
    static let name = "infer-wren"
    static let abstract = "predictions of one member, Wren at thesis sizes"
    static let kind = SetSettings.Kind.wren
    static func run(_ arguments: Arguments) throws { try infer(arguments) }
}

enum InferRoost: SetCase {
    static let name = "infer-roost"
    static let abstract = "predictions of one member, Roost at thesis sizes"
    static let kind = SetSettings.Kind.roost
    static func run(_ arguments: Arguments) throws { try infer(arguments) }
}

/// A case of crystal graphs.
protocol CrystalCase: ModelCase {}

extension CrystalCase {
    static func settings(_ arguments: Arguments) -> any ModelSettings {
        var sizes = CrystalSettings()
        sizes.trainableEmbeddings = arguments.has("trainable-embeddings")
        return sizes
    }

    static func extent(of rows: [Int], _ inputs: ModelInputs) throws -> [String: String] {
        let graphs = try inputs.graphs()
        let nodes = rows.reduce(0) { $0 + graphs.nodes(of: $1).count }
        let edges = rows.reduce(0) { $0 + graphs.edgeCount(of: $1) }
        return ["graphs": "\(graphs.rule)", "nodes_per_material": mean(nodes, of: rows.count), "edges_per_material": mean(edges, of: rows.count)]
    }
}

enum TrainCrystals: CrystalCase {
    static let name = "train-cgcnn"
    static let abstract = "an epoch of training, CGCNN at its published sizes"
    static func run(_ arguments: Arguments) throws { try train(arguments) }
}

enum InferCrystals: CrystalCase {
    static let name = "infer-cgcnn"
    static let abstract = "predictions of one member, CGCNN at its published sizes"
    static func run(_ arguments: Arguments) throws { try infer(arguments) }
}
