import Commands
import Foundation

/// When a file is made, as its provenance has it.
enum CreationTime {
    /// Now, or SOURCE_DATE_EPOCH (reproducible-builds.org).
    static func text() throws(CommandError) -> String {
        var date = Date()
        if let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"] {
            guard let seconds = Int(text) else { throw .usage("SOURCE_DATE_EPOCH is \(text); it must be a whole number of seconds") }
            date = Date(timeIntervalSince1970: Double(seconds))
        }
        return ISO8601DateFormatter().string(from: date)
    }
}
