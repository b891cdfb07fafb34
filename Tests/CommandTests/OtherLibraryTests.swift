import Foundation
import TestSupport
import Testing

/// One program under two MPI libraries, in turn: a job may be gone on with on a cluster that has the other one.
@Suite(.serialized, .enabled(if: OtherLibrary.isThere, "needs MPICH: COVEY_MPI=openmpi,mpich Jobs/test"))
struct OtherLibraryTests {
    private let directory: TemporaryDirectory
    private let data: String

    init() throws {
        directory = try TemporaryDirectory()
        data = try directory.sandboxData(materials: 64)
    }

    private func train(_ out: String, _ more: [String] = [], ranks: Int? = nil, launcher: String = "mpirun", stopAfter lines: Int? = nil) throws -> ProgramRun {
        let sizes = ["model.layers=2", "model.heads=1", "model.trunk=64", "model.output=32"].flatMap { ["--set", $0] }
        let words = ["train", data, "--target", "formation_energy_per_atom", "--batch", "16", "--epochs", "40", "--members", "3", "--out", directory.file(out)]
        return try ProgramRun("covey", words + sizes + more, ranks: ranks, launcher: launcher) { _ in
            guard let lines else { return }
            try directory.wait(for: lines, of: out)
            // The launcher of MPICH 4.0.2 passes signals on, and then loses the statuses of its ranks one time in five.
            kill(try #require(aRank(of: out)), SIGUSR1)
        }
    }

    /// A process of the run that is no launcher.
    private func aRank(of out: String) -> pid_t? {
        let numbers = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }
        return numbers.first { number in
            let words = (try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(number)/cmdline")))?.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            return words?.first?.hasSuffix("/covey") == true && words?.contains(directory.file(out)) == true
        }
    }

    @Test func bothLibrariesGiveTheSameBits() throws {
        let alone = try contentHash(of: try train("alone"))
        #expect(try contentHash(of: try train("sharded", ["--shards", "2"], ranks: 4, launcher: OtherLibrary.launcher)) == alone)
        let (one, other) = (try bytes(of: directory.file("alone/predictions.csv")), try bytes(of: directory.file("sharded/predictions.csv")))
        #expect(one == other)
        let inspected = try ProgramRun("covey", ["inspect", directory.file("sharded/ensemble.h5")])
        #expect(inspected.output.contains("MPICH 4") || inspected.output.contains("MPICH 3"), "\(inspected.output)")
    }

    /// Stopped under one, then under the other, then finished under the first.
    @Test func aRunIsTakenUpUnderTheOtherLibrary() throws {
        let whole = try contentHash(of: try train("whole", ranks: 2))
        let first = try train("cut", ranks: 2, launcher: OtherLibrary.launcher, stopAfter: 3)
        #expect(first.status == 75, "\(first.status): \(first.errors)")
        let second = try train("cut", ["--resume"], ranks: 3, stopAfter: 20)
        #expect(second.status == 75, "\(second.status): \(second.errors)")
        #expect(try contentHash(of: try train("cut", ["--resume"], ranks: 3, launcher: OtherLibrary.launcher)) == whole)
    }

    /// Told to use the wrong library, ranks are worlds of their own: refused before they write to one directory.
    @Test func theWrongLibraryIsNoticed() throws {
        let run = try ProgramRun(
            "covey", ["train", data, "--target", "formation_energy_per_atom", "--out", directory.file("wrong")], ranks: 2,
            variables: ["COVEY_MPI": "mpich"])
        #expect(run.status == 64, "\(run.status): \(run.errors)")
        #expect(run.errors.contains("2 processes were started together, but each knows of itself alone"), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: directory.file("wrong")))
    }
}
