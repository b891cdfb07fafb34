import CMPI

/// A call of the MPI library that failed.
public struct MessageError: Error, Sendable, Hashable, CustomStringConvertible {
    public let call: String
    public let reason: String

    public var description: String { "\(call): \(reason)" }

    init(call: String, reason: String) {
        self.call = call
        self.reason = reason
    }

    init(call: String, code: CInt) {
        self.call = call
        var length: CInt = 0
        var text = [CChar](repeating: 0, count: Int(MPI_MAX_ERROR_STRING) + 1)
        MPI_Error_string(code, &text, &length)
        reason = String(decoding: text.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// Throws what a failed call returned.
func check(_ call: String, _ code: CInt) throws(MessageError) {
    guard code == MPI_SUCCESS else { throw MessageError(call: call, code: code) }
}
