/// The least σ that a robust loss lets a member state, in standardised units: σ = exp(log σ) + floor.
///
/// Without one, σ falls without end wherever a target can be hit exactly (a gap of 0, a whole number), and the first surprise there is as
/// unlikely as can be: its gradient ruins the member (Recipes.md, "Tables of other kinds").
public enum SigmaFloor: Sendable, Equatable {
    /// By how many of the target's values are met again and again (`value(of:)`).
    case automatic
    case fixed(Double)

    /// - Parameter values: standardised, of the training set; those not known are NaN
    package func value(of values: some Sequence<Float>) -> Double {
        switch self {
        case .fixed(let floor): return floor
        case .automatic:
            let repeated = Self.repeatedShare(of: values)
            return min(0.02 + 1.5 * repeated, 0.1 + 0.2 * repeated)
        }
    }

    /// Share of the known values that a value must have to count as one that is met again and again, and not by the chance of its last digit.
    private static let frequent = 0.01

    /// Share of the known values that are frequent ones.
    private static func repeatedShare(of values: some Sequence<Float>) -> Double {
        var counts: [Float: Int] = [:]
        for value in values where !value.isNaN { counts[value, default: 0] += 1 }
        let all = counts.values.reduce(0, +)
        let least = max(frequent * Double(all), 3)
        return Double(counts.values.filter { Double($0) >= least }.reduce(0, +)) / Double(max(all, 1))
    }
}

/// A word or a number, as on the command line.
extension SigmaFloor: Codable {
    static let automaticWord = "auto"

    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Double.self) {
            self = .fixed(number)
        } else if try value.decode(String.self) == Self.automaticWord {
            self = .automatic
        } else {
            throw DecodingError.dataCorruptedError(in: value, debugDescription: "a floor of σ is a number or \(Self.automaticWord)")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .automatic: try value.encode(Self.automaticWord)
        case .fixed(let floor): try value.encode(floor)
        }
    }
}
