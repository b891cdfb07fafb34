import CXGBoost

/// What XGBoost has to say against what it was given.
public struct BoostingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// In its own words.
    public let words: String

    public var description: String { "XGBoost: \(words)" }

    /// Throws where a call has failed.
    static func check(_ status: CInt) throws(BoostingError) {
        guard status != 0 else { return }
        // The rest is a trace of its calls.
        let text = XGBGetLastError().map { String(cString: $0) } ?? "an error without words"
        throw BoostingError(words: text.prefix { $0 != "\n" }.description)
    }
}
