import Datasets

/// The settings of a kind of model, which decide beside its weights what a model of it computes.
///
/// Encoded, they have the name of their kind under the key "kind".
public protocol ModelSettings: Codable, Equatable, Sendable {
    /// Of its kind in the table.
    var kindName: String { get }

    /// What `--set model.NAME=VALUE` may change.
    static var options: [ModelOption<Self>] { get }

    /// Refuses what makes no sense.
    func validate() throws(ModelError)

    /// The sizes in a line, for people, behind the kind's title.
    var summary: String { get }

    /// Which parts are left out that a whole model has, as a sentence names them; empty: none.
    var omittedNames: String { get }

    /// A model to be trained.
    ///
    /// - Parameters:
    ///   - training: rows that fixed inputs may be scaled by
    ///   - others: models of the same data set, with which this one shares its fixed inputs where they are the same
    /// - Throws: `ModelMismatch` where the data set does not have what models of this kind read, `ModelError`
    func model(_ tasks: [Task], for dataset: Dataset, training: [Int], besides others: [any Model]) throws -> any Model

    /// The arrays of a model's basis in a file, and the texts that go with each.
    var basisNames: [(array: String, attributes: [String])] { get }

    /// A model as a file has it, whose arrays nobody has looked at yet.
    func model(_ tasks: [Task], basis: [NamedArray]) throws(ModelError) -> any Model
}

extension ModelSettings {
    public var omittedNames: String { "" }

    /// Takes one setting.
    ///
    /// - Parameter name: without "model."
    /// - Throws: `ModelError.setting`
    public mutating func apply(_ name: String, _ value: String) throws(ModelError) {
        guard let option = Self.options.first(where: { $0.name == name }) else {
            let known = Self.optionNames.map { "model.\($0)" }.joined(separator: ", ")
            throw .setting(name: name, problem: "--model \(kindName) has no model.\(name); it has \(known.isEmpty ? "no settings" : known)")
        }
        try option.apply(&self, value)
    }

    public static var optionNames: [String] { options.map(\.name).sorted() }
}

/// A setting that `--set model.NAME=VALUE` changes.
public struct ModelOption<Settings>: Sendable {
    public let name: String
    public let apply: @Sendable (_ settings: inout Settings, _ value: String) throws(ModelError) -> Void

    /// - Parameter apply: throws the problem with a value
    public init(_ name: String, apply: @escaping @Sendable (inout Settings, String) throws(ModelError) -> Void) {
        self.name = name
        self.apply = apply
    }

    public static func number(_ name: String, _ path: any WritableKeyPath<Settings, Int> & Sendable) -> ModelOption {
        ModelOption(name) { settings, text throws(ModelError) in
            guard let value = Int(text) else { throw .setting(name: name, problem: "\(text) is no whole number") }
            settings[keyPath: path] = value
        }
    }

    public static func fraction(_ name: String, _ path: any WritableKeyPath<Settings, Double> & Sendable) -> ModelOption {
        ModelOption(name) { settings, text throws(ModelError) in
            guard let value = Double(text), value.isFinite else { throw .setting(name: name, problem: "\(text) is no number") }
            settings[keyPath: path] = value
        }
    }

    public static func numbers(_ name: String, _ path: any WritableKeyPath<Settings, [Int]> & Sendable) -> ModelOption {
        ModelOption(name) { settings, text throws(ModelError) in
            let values = text.split(separator: ",").map { Int($0) }
            guard values.allSatisfy({ $0 != nil }) else { throw .setting(name: name, problem: "expected whole numbers with commas between") }
            settings[keyPath: path] = values.compactMap { $0 }
        }
    }

    public static func flag(_ name: String, _ path: any WritableKeyPath<Settings, Bool> & Sendable) -> ModelOption {
        ModelOption(name) { settings, text throws(ModelError) in
            guard let value = Bool(text) else { throw .setting(name: name, problem: "\(text) is neither true nor false") }
            settings[keyPath: path] = value
        }
    }

    public static func text(_ name: String, _ path: any WritableKeyPath<Settings, String> & Sendable) -> ModelOption {
        ModelOption(name) { settings, text throws(ModelError) in settings[keyPath: path] = text }
    }
}
