/// After which hidden layers what share of a network's units is dropped in training.
///
/// Written as on the command line, in files too: "0" for nothing, "0.1" for that rate after every hidden layer, "4:0.2,7:0.1" for rates after
/// the fourth and the seventh alone.
public struct DropoutRates: Sendable, Equatable {
    private enum Form: Sendable, Equatable {
        case everywhere(Double)
        case after([Int: Double])
    }

    private let form: Form

    public static let none = DropoutRates(form: .everywhere(0))

    private init(form: Form) { self.form = form }

    /// - Parameter rates: by hidden layer, counted from one
    public init(after rates: [Int: Double]) { self.init(form: .after(rates)) }

    /// - Throws: `ModelError.setting` with what is wrong
    public init(_ text: String) throws(ModelError) {
        func rate(_ word: some StringProtocol) throws(ModelError) -> Double {
            guard let rate = Double(word), rate >= 0, rate < 1 else {
                throw Self.wrong("\(word) is no share of units to drop: at least 0, and less than 1")
            }
            return rate
        }
        guard text.contains(":") else {
            self.init(form: .everywhere(try rate(text)))
            return
        }
        var rates: [Int: Double] = [:]
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = word.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let layer = Int(parts[0]), layer >= 1 else {
                throw Self.wrong("'\(word)' is no LAYER:RATE; write 0.1, or 4:0.2,7:0.1 for rates after the 4th and the 7th hidden layer")
            }
            guard rates.updateValue(try rate(parts[1]), forKey: layer) == nil else { throw Self.wrong("layer \(layer) stands twice") }
        }
        self.init(form: .after(rates))
    }

    private static func wrong(_ problem: String) -> ModelError { .setting(name: "dropout", problem: problem) }

    /// The rate after each of so many hidden layers.
    func rates(layers: Int) -> [Double] {
        switch form {
        case .everywhere(let rate): [Double](repeating: rate, count: layers)
        case .after(let rates): (1...max(layers, 1)).prefix(layers).map { rates[$0] ?? 0 }
        }
    }

    /// - Throws: `ModelError.setting` where a layer is named that there is not
    func validate(layers: Int) throws(ModelError) {
        guard case .after(let rates) = form, let last = rates.keys.max(), last > layers else { return }
        throw Self.wrong("model.dropout is after hidden layer \(last); model.hidden has \(layers)")
    }

    public var isNothing: Bool {
        switch form {
        case .everywhere(let rate): rate == 0
        case .after(let rates): rates.values.allSatisfy { $0 == 0 }
        }
    }
}

extension DropoutRates: CustomStringConvertible, Codable {
    public var description: String {
        switch form {
        case .everywhere(let rate): rate == 0 ? "0" : "\(rate)"
        case .after(let rates): rates.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: ",")
        }
    }

    public init(from decoder: any Decoder) throws { try self.init(try decoder.singleValueContainer().decode(String.self)) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
