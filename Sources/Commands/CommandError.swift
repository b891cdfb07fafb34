import Glibc

/// How a command ends (sysexits.h).
package enum ExitStatus: Int32, CaseIterable {
    case success = 0
    case usage = 64
    case badData = 65
    case missingInput = 66
    case fault = 70
    case inputOutput = 74
    /// Stopped in good order; run me again.
    case runAgain = 75

    /// As the manual says it.
    package var meaning: String {
        switch self {
        case .success: "all was done"
        case .usage: "the command line asks for what cannot be"
        case .badData: "a file holds what cannot be used"
        case .missingInput: "a file is not there"
        case .fault: "a fault of the program"
        case .inputOutput: "reading or writing failed"
        case .runAgain: "stopped in good order; the same command with --resume goes on"
        }
    }
}

/// A fault that the command itself finds.
package struct CommandError: Error, CustomStringConvertible {
    package let status: ExitStatus
    package let description: String

    package static func usage(_ text: String) -> CommandError { CommandError(status: .usage, description: text) }
    package static func missing(_ path: String) -> CommandError {
        // Where a directory on the way may not be looked into, or its server does not answer, nobody knows whether the file is there.
        if access(path, F_OK) != 0, ![ENOENT, ENOTDIR].contains(errno) {
            return .output("\(path): cannot be read: \(String(cString: strerror(errno)))")
        }
        return CommandError(status: .missingInput, description: "\(path): there is no such file")
    }
    package static func missingInput(_ text: String) -> CommandError { CommandError(status: .missingInput, description: text) }
    package static func badData(_ text: String) -> CommandError { CommandError(status: .badData, description: text) }
    package static func output(_ text: String) -> CommandError { CommandError(status: .inputOutput, description: text) }

    /// The same, said of one of several things.
    package func of(_ what: String) -> CommandError { CommandError(status: status, description: "\(what): \(description)") }
}
