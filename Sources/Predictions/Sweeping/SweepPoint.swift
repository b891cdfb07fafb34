/// One ensemble of a sweep.
public struct SweepPoint: Sendable, Equatable {
    /// "wren" or "roost".
    public let model: String
    /// Of the parameter that is varied; nil where there is none.
    public let value: String?
    /// Materials that it is trained on.
    public let materials: Int
    /// Of its directory.
    public let name: String

    public init(model: String, value: String?, materials: Int, name: String) {
        self.model = model
        self.value = value
        self.materials = materials
        self.name = name
    }

    /// Every model with every value on every size, the smallest first.
    ///
    /// - Parameters:
    ///   - sizes: of the training set, ascending
    ///   - areSizesVaried: whether names tell them apart
    public static func all(
        models: [String], variation: SweepVariation?, sizes: [Int], areSizesVaried: Bool
    ) -> [SweepPoint] {
        models.flatMap { model in
            (variation?.values.map { $0 } ?? [nil]).flatMap { value in
                sizes.map { size in
                    var words = [model]
                    if let variation, let value { words.append("\(variation.name)=\(value)") }
                    if areSizesVaried { words.append("\(size)") }
                    return SweepPoint(model: model, value: value, materials: size, name: words.joined(separator: "-"))
                }
            }
        }
    }
}
