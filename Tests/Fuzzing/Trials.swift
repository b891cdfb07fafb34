import Commands
import Foundation

/// Numbered trials; the number and the seed decide everything.
struct Trials {
    private struct Sound {
        let kind: FileKind
        let bytes: [UInt8]
        let digest: String
    }

    private let seed: UInt64
    private let directory: String
    private let sound: [Sound]

    init(seed: UInt64) throws {
        self.seed = seed
        // Memory where there is such a place: the disk is not what is tried here.
        let root = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm/" : NSTemporaryDirectory()
        directory = "\(root)fuzz-files-\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        say("fuzz-files: in \(directory); a file that stays there is one that ended the program")
        sound = try FileKind.all.map { [directory] kind in
            let path = "\(directory)/sound"
            defer { try? FileManager.default.removeItem(atPath: path) }
            try kind.write(path)
            return Sound(kind: kind, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))), digest: try kind.digest(path))
        }
    }

    func tidy() throws { try FileManager.default.removeItem(atPath: directory) }

    /// Writes the damaged file of a trial.
    private func prepare(_ trial: Int) throws -> (sound: Sound, mutation: Mutation, path: String) {
        let sound = sound[trial % sound.count]
        let mutation = Mutation.allCases[trial / self.sound.count % Mutation.allCases.count]
        var draws = Draws(seed: seed, trial: trial)
        var bytes = sound.bytes
        mutation.apply(to: &bytes, &draws)
        let path = "\(directory)/\(trial)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return (sound, mutation, path)
    }

    /// Opens the file of a trial and judges what came of it.
    func run(_ trial: Int, secondsAllowed: Double) throws -> (FileKind, Mutation, Outcome) {
        let (sound, mutation, path) = try prepare(trial)
        // Whatever never ends is ended by the system, and the file stays.
        alarm(UInt32(secondsAllowed * 10))
        let start = Date()
        let result = Result { try sound.kind.digest(path) }
        let seconds = Date().timeIntervalSince(start)
        alarm(0)
        try FileManager.default.removeItem(atPath: path)
        var fault: String?
        var outcome = Outcome.refused
        switch result {
        case .success(sound.digest): outcome = .readAsWritten
        case .success: fault = "reads as something else"
        case .failure(let error): if !"\(error)".contains(path) { fault = "an error without the file's name: \(error)" }
        }
        if seconds > secondsAllowed { fault = "took \(seconds) s" }
        if let fault {
            say("trial \(trial): \(sound.kind.name), \(mutation.rawValue): \(fault)")
            outcome = .wrong
        }
        return (sound.kind, mutation, outcome)
    }

    /// What one trial does, and where its file lies.
    func show(_ trial: Int) throws -> String {
        let (sound, mutation, path) = try prepare(trial)
        let result = Result { try sound.kind.digest(path) }
        return "\(sound.kind.name), \(mutation.rawValue), \(path):\n\(result), written \(sound.digest)"
    }
}
