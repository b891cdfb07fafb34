/// A tensor of another program's file, row-major.
public struct ForeignTensor: Sendable, Equatable {
    public let shape: [Int]
    public let values: [Float]

    public init(shape: [Int], values: [Float]) {
        precondition(shape.reduce(1, *) == values.count, "as many values as the shape holds")
        self.shape = shape
        self.values = values
    }
}

/// Another program's weights of a kind of model, by the names that it gives to tensors.
public protocol ForeignWeights: SendableMetatype {
    /// Whether these tensors look like weights of that program.
    static func recognises(_ tensors: [String: ForeignTensor]) -> Bool

    /// A model and its weights. All sizes are read off the tensors' shapes.
    ///
    /// - Parameter task: of every target
    static func read(_ tensors: [String: ForeignTensor], task: Task) throws(ModelError) -> (settings: any ModelSettings, model: any Model, weights: any MemberWeights)

    /// A member under that program's names.
    ///
    /// - Throws: `ModelMismatch` where that program has no such model
    static func tensors(_ model: any Model, weights: any MemberWeights) throws -> [String: ForeignTensor]
}
