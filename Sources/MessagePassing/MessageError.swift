/// A call of the MPI library that failed.
public struct MessageError: Error, Sendable, Hashable, CustomStringConvertible {
    public let call: String
    public let reason: String

    public var description: String { "\(call): \(reason)" }

    public init(call: String, reason: String) {
        self.call = call
        self.reason = reason
    }
}
