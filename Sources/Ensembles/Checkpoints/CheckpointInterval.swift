/// How often a member is saved while it trains.
public enum CheckpointInterval: Sendable, Equatable {
    case seconds(Double)
    case epochs(Int)

    public static let standard = CheckpointInterval.seconds(600)

    /// Reads "10min", "90s", "2h" or "5epochs"; nil for anything else.
    public init?(_ text: String) {
        let digits = text.prefix { $0.isNumber || $0 == "." }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard let number = Double(digits), number > 0 else { return nil }
        switch unit {
        case "s": self = .seconds(number)
        case "min": self = .seconds(60 * number)
        case "h": self = .seconds(3600 * number)
        case "epoch", "epochs":
            guard let epochs = Int(digits) else { return nil }
            self = .epochs(epochs)
        default: return nil
        }
        if case .seconds(.infinity) = self { return nil }
    }
}
