import Commands
import Models
import Training

extension TrainingConfiguration {
    /// A recipe, and what was asked for beside it.
    ///
    /// - Parameters:
    ///   - materials: of the training set
    ///   - rows: of the training set, of which a material may have several
    init(_ arguments: Arguments, _ kind: ModelKind, seed: UInt64, materials: Int, rows: Int) throws {
        let drawn = try arguments.choice("structures", StructureChoice.self) == .one
        self = (try arguments.choice("recipe", Recipe.self) ?? .fast).configuration(kind.hint, materials: drawn ? materials : rows)
        self.seed = seed
        structures = drawn ? .one : nil
        if let value = try arguments.integer("epochs") { epochs = value }
        if let value = try arguments.integer("batch") { batch = value }
        if let value = try arguments.number("learning-rate") { learningRate = value }
        if let value = try arguments.number("weight-decay") { weightDecay = value }
        if let value = try arguments.choice("schedule", Schedule.self) { schedule = value }
        if let value = try arguments.number("warm-up") { warmUp = value }
        if let value = try arguments.choice("representations", RepresentationChoice.self) { representations = value }
        if let value = try arguments.choice("freeze", FrozenPart.self) { frozen = value }
        if let value = try arguments.integer("slices") { slices = value }
        // What is the default is left unsaid, as it was before there was a choice.
        if let value = try arguments.choice("keep", KeptEpoch.self) { keep = value == .best ? nil : value }
        if let value = try arguments.choice("sigma-scale", SigmaScale.self) { sigmaScale = value == .off ? nil : value }
        if let value = try arguments.choice("after-jump", AfterJump.self) { afterJump = value == .goOn ? nil : value }
        patience = try arguments.integer("patience")
        averageDecay = try arguments.number("average-decay")
        if arguments.text("gradient-clip") == "off" {
            gradientClip = nil
        } else if let value = try arguments.number("gradient-clip") {
            gradientClip = value
        }
        switch arguments.text("sigma-floor") {
        case "off": sigmaFloor = nil
        case "auto": sigmaFloor = .automatic
        default: if let value = try arguments.number("sigma-floor") { sigmaFloor = .fixed(value) }
        }
        try validate()
    }
}
