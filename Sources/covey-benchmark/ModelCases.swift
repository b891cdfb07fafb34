import Commands
import Models

enum TrainWren: ModelCase {
    static let name = "train-wren"
    static let abstract = "an epoch of training, Wren at thesis sizes"
    static let kind = SetSettings.Kind.wren
    static func run(_ arguments: Arguments) throws { try train(arguments) }
}

enum TrainRoost: ModelCase {
    static let name = "train-roost"
    static let abstract = "an epoch of training, Roost at thesis sizes"
    static let kind = SetSettings.Kind.roost
    static func run(_ arguments: Arguments) throws { try train(arguments) }
}

enum InferWren: ModelCase {
    static let name = "infer-wren"
    static let abstract = "predictions of one member, Wren at thesis sizes"
    static let kind = SetSettings.Kind.wren
    static func run(_ arguments: Arguments) throws { try infer(arguments) }
}

enum InferRoost: ModelCase {
    static let name = "infer-roost"
    static let abstract = "predictions of one member, Roost at thesis sizes"
    static let kind = SetSettings.Kind.roost
    static func run(_ arguments: Arguments) throws { try infer(arguments) }
}
