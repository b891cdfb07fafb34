/// How a target is learnt and told: its scale, and limits that predictions stay within.
public struct TargetForm: Codable, Hashable, Sendable {
    /// nil: its own.
    public var scale: TargetScale?
    /// In the target's unit; nil: no limit.
    public var atLeast: Double?
    public var atMost: Double?

    public init(scale: TargetScale? = nil, atLeast: Double? = nil, atMost: Double? = nil) {
        self.scale = scale
        self.atLeast = atLeast
        self.atMost = atMost
    }

    /// As it is, without limits.
    public static let plain = TargetForm()

    /// Why a known value cannot be of this form; nil where it can.
    public func problem(with value: Double) -> String? {
        if let scale, !scale.accepts(value) {
            let remedy = scale == .log && value == 0 ? "--scale sqrt takes 0" : "--scale none takes all values"
            return "the scale \(scale.rawValue) takes values \(scale == .log ? "above 0" : "from 0"); \(remedy)"
        }
        if let atLeast, value < atLeast { return "--at-least is \(atLeast)" }
        if let atMost, value > atMost { return "--at-most is \(atMost)" }
        return nil
    }

    public func learnt(_ value: Double) -> Double { scale?.learnt(value) ?? value }

    /// In the target's unit, within the limits.
    public func restored(_ learnt: Double) -> Double {
        var value = scale?.restored(learnt) ?? learnt
        if let atLeast { value = max(value, atLeast) }
        if let atMost { value = min(value, atMost) }
        return value
    }

    /// A deviation in the learnt scale in the target's unit, around a restored value.
    public func width(ofDeviation deviation: Double, at value: Double) -> Double { scale?.width(ofDeviation: deviation, at: value) ?? deviation }

    public func deviation(ofWidth width: Double, at value: Double) -> Double { scale?.deviation(ofWidth: width, at: value) ?? width }
}
