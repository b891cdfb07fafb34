import Commands
import Ensembles
import Foundation
import Glibc
import Prospecting
import Sandbox

/// Energies in the lattice model of `covey sandbox`.
struct SandboxOracle {
    /// - Returns: nil where it was stopped
    func answers(of candidates: [ChosenCandidate], mayStop: () -> Bool) -> OracleAnswers? {
        var model = LabelledEnergies()
        var answers: [String: OracleAnswer] = [:]
        let progress = Progress("relaxing")
        for (number, candidate) in candidates.enumerated() {
            guard !mayStop() else { return nil }
            do throws(LabelledEnergyError) {
                answers[candidate.id] = .energy(try model.formationEnergy(ofLabel: candidate.label))
            } catch {
                answers[candidate.id] = .failed(error.description)
            }
            progress.show(Double(number + 1) / Double(candidates.count))
        }
        progress.end()
        return OracleAnswers(answers)
    }
}

/// The command line that computes energies.
struct OracleCommand {
    let line: String
    let round: RoundDirectory

    enum Outcome {
        case answered
        /// It has begun what takes longer, and wants to be asked again.
        case later
        case stopped
    }

    /// Seconds that a command which is asked to end may take.
    private static let patience = 10.0
    /// What tells a program that it is one of the ranks of a job, which the oracle's are not.
    private static let launchers = ["OMPI_", "PMIX_", "PMI_", "MPI_", "HYDRA_", "PRTE_"]

    /// Runs the line with the folder of candidates and the file of answers as its last words, on standard error whatever it says.
    ///
    /// - Throws: `CommandError` where it cannot be run or ends with another status than 0 and 75
    func run(_ signals: StopSignals) throws -> Outcome {
        // Those of a call that came to no good end may be half of what they should be.
        for path in round.oracleAnswers where FileManager.default.fileExists(atPath: path) {
            do { try FileManager.default.removeItem(atPath: path) } catch {
                throw CommandError.output("\(path): cannot be removed: \(error.localizedDescription)")
            }
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "\(line) \"$@\"", "oracle", round.oracle, round.oracleAnswers[0]]
        process.environment = ProcessInfo.processInfo.environment.filter { name, _ in !Self.launchers.contains { name.hasPrefix($0) } }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.standardError
        do { try process.run() } catch {
            throw CommandError.output("\(line): the oracle's command cannot be run: \(error.localizedDescription)")
        }
        var ended: Date?
        while process.isRunning {
            usleep(20_000)
            guard signals.arrived != nil else { continue }
            if ended == nil {
                process.terminate()
                ended = Date()
            } else if let ended, Date().timeIntervalSince(ended) > Self.patience {
                kill(process.processIdentifier, SIGKILL)
            }
        }
        guard ended == nil else { return .stopped }
        switch process.terminationStatus {
        case 0: return .answered
        case ExitStatus.runAgain.rawValue: return .later
        default:
            throw CommandError.badData(
                "\(round.oracle): the oracle's command (\(line)) ended with status \(process.terminationStatus); once it is mended, --resume goes on"
            )
        }
    }
}
