import Foundation
import TestSupport
import Testing

/// Directories of other users, file systems that are read-only, full or without locks, and files that go or change meanwhile.
@Suite(.serialized) struct OddMountTests {
    private let directory: TemporaryDirectory
    private let data: String

    /// Whether this process may mount something that nobody else sees.
    private static let mayMount = (try? ProgramRun("/usr/bin/unshare", ["-m", "/bin/sh", "-c", "mount -t tmpfs -o size=1m none /mnt"]))?.status == 0
    /// Whether this process can be another user, who can start the program.
    private static let mayBeNobody = (try? ProgramRun(
        "/usr/bin/setpriv", nobody + [ProgramRun.folder.appendingPathComponent("covey").path, "--version"]))?.status == 0
    private static let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"]

    init() throws {
        directory = try TemporaryDirectory()
        data = try directory.sandboxData(materials: 64)
    }

    private func words(_ out: String, _ more: [String] = [], data: String? = nil) -> [String] {
        let sizes = ["model.layers=1", "model.heads=1", "model.trunk=32", "model.output=32"].flatMap { ["--set", $0] }
        return ["train", data ?? self.data, "--target", "formation_energy_per_atom", "--batch", "16", "--members", "1", "--out", out] + sizes
            + (more.contains("--epochs") ? [] : ["--epochs", "3"]) + more
    }

    /// Runs the program where something is mounted that goes with it.
    private func covey(_ words: [String], behind mounting: String) throws -> ProgramRun {
        let program = ProgramRun.folder.appendingPathComponent("covey").path
        return try ProgramRun("/usr/bin/unshare", ["-m", "/bin/sh", "-c", "\(mounting) && exec \"$0\" \"$@\"", program] + words)
    }

    private func asNobody(_ words: [String]) throws -> ProgramRun {
        try ProgramRun("/usr/bin/setpriv", Self.nobody + [ProgramRun.folder.appendingPathComponent("covey").path] + words)
    }

    private func folder(_ name: String, mode: Int = 0o755) throws -> String {
        let path = directory.file(name)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    @Test(.enabled(if: mayMount, "mounting is not allowed here")) func aReadOnlyMountIsReadAndNotWritten() throws {
        let (source, place, out) = (try folder("source"), try folder("place"), try folder("out"))
        try FileManager.default.copyItem(atPath: data, toPath: "\(source)/data.h5")
        try FileManager.default.copyItem(atPath: directory.file("sandbox.csv"), toPath: "\(source)/table.csv")
        #expect(try ProgramRun("covey", words("\(source)/run")).status == 0)
        try FileManager.default.copyItem(atPath: "\(source)/run", toPath: "\(source)/part")
        try FileManager.default.removeItem(atPath: "\(source)/part/ensemble.h5")
        let mounting = "mount --bind -o ro '\(source)' '\(place)'"
        let table = [
            "featurise", "\(place)/table.csv", "--structure", "cif", "--id", "material_id", "--target", "formation_energy_per_atom", "--out",
        ]
        let right = [
            words("\(out)/run", data: "\(place)/data.h5"), ["predict", "\(place)/run", "\(place)/data.h5", "--out", "\(out)/p.csv"],
            table + ["\(out)/d.h5"], ["report", "\(place)/run", "--out", "\(out)/page"], ["inspect", "\(place)/run"],
            // Whole already: nothing is to be written.
            words("\(place)/run", ["--resume"]),
        ]
        for words in right {
            let run = try covey(words, behind: mounting)
            #expect(run.status == 0, "\(words): \(run.errors)")
        }
        let reason = "its file system is mounted read-only"
        let wrong = [
            (words("\(place)/new"), "Read-only file system"), (words("\(place)/part", ["--resume"]), reason),
            (words("\(out)/fresh", ["--events", "\(place)/events"]), "Read-only file system"),
            (words("\(out)/fresh", ["--events", place]), reason),
            (["predict", "\(place)/run", "\(place)/data.h5", "--out", "\(place)/p.csv"], reason), (table + ["\(place)/d.h5"], reason),
            (["report", "\(place)/run", "--out", "\(place)/page"], reason), (["report", "\(place)/run", "--out", "\(place)/run/report"], reason),
        ]
        for (words, text) in wrong {
            let run = try covey(words, behind: mounting)
            #expect([64, 74].contains(run.status) && run.errors.contains(place) && run.errors.contains(text), "\(words): \(run.errors)")
            #expect(!run.errors.contains("epoch 1"), "\(words)")
        }
    }

    /// Training goes on while a checkpoint before it stays; what cannot be saved at the end is said, and nothing half-written is left.
    @Test(.enabled(if: mayMount, "mounting is not allowed here")) func aFullDiskEndsWithWholeFiles() throws {
        let place = try folder("place")
        let full = "mount -t tmpfs -o size=1m none '\(place)'; dd if=/dev/zero of='\(place)/filling' bs=1k count=1000 status=none; true"
        let listed = "\(full); \"$0\" \"$@\"; status=$?; find '\(place)' -type f ! -name filling ! -name log.jsonl; exit $status"
        let program = ProgramRun.folder.appendingPathComponent("covey").path
        for words in [
            words("\(place)/run", ["--checkpoint-every", "1epoch"]), ["sandbox", "--out", "\(place)/made", "--materials", "200"],
        ] {
            let run = try ProgramRun("/usr/bin/unshare", ["-m", "/bin/sh", "-c", listed, program] + words)
            #expect(run.status == 74 && run.errors.contains("No space left on device") && run.errors.contains("\(place)/"), "\(run.errors)")
            #expect(!run.output.contains(place), "\(run.output)")
        }
    }

    @Test(.enabled(if: mayBeNobody, "this process cannot be another user")) func anotherUsersDirectoriesAreRefusedBeforeWork() throws {
        let (own, others) = (try folder("own", mode: 0o777), try folder("others"))
        #expect(try ProgramRun("covey", words("\(others)/run")).status == 0)
        #expect(try asNobody(words("\(own)/run")).status == 0)
        let reason = /: it belongs to user \S+, and user \S+ may not write there/
        // The run's own directory may be written, and what it holds may not.
        try FileManager.default.copyItem(atPath: "\(own)/run", toPath: "\(own)/part")
        try FileManager.default.removeItem(atPath: "\(own)/part/ensemble.h5")
        for name in ["part", "part/report", "part/report/tables", "part/report/figures"] {
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: "\(own)/\(name)")
        }
        try FileManager.default.setAttributes([.ownerAccountID: 0, .posixPermissions: 0o755], ofItemAtPath: "\(own)/part/checkpoints")
        for words in [
            words("\(own)/part", ["--resume"]), words("\(own)/new", ["--events", others]),
            ["predict", "\(others)/run", data, "--out", "\(others)/p.csv"], ["report", "\(others)/run", "--out", "\(others)/page"],
        ] {
            let run = try asNobody(words)
            #expect(run.status == 74 && run.errors.contains(reason) && !run.errors.contains("epoch 1"), "\(words): \(run.errors)")
        }
        let finished = try asNobody(words("\(others)/run", ["--resume"]))
        #expect(finished.status == 0 && finished.output.contains("finished already"), "\(finished.errors)")
        // What may not be looked into is not what is not there.
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: "\(others)/run")
        for words in [["predict", "\(others)/run", data, "--out", "\(own)/p.csv"], ["inspect", "\(others)/run/ensemble.h5"], ["report", "\(others)/run", "--out", "\(own)/page"]] {
            let run = try asNobody(words)
            #expect(run.status == 74 && run.errors.contains("\(others)/run/") && run.errors.contains("Permission denied"), "\(words): \(run.errors)")
        }
    }

    /// After the epoch in hand, and not when it is to be saved, hours later.
    @Test func aDirectoryThatGoesEndsTheRun() throws {
        let run = try ProgramRun("covey", words(directory.file("run"), ["--epochs", "400"])) { _ in
            try directory.wait(for: 3, of: "run")
            try FileManager.default.moveItem(atPath: directory.file("run"), toPath: directory.file("elsewhere"))
        }
        let epochs = try String(contentsOfFile: directory.file("elsewhere/log.jsonl"), encoding: .utf8).split(separator: "\n").count
        #expect(run.status == 74 && run.errors.contains("\(directory.file("run"))/checkpoints: saving member 0 failed: the directory is gone"), "\(run.errors)")
        #expect(epochs < 200 && !FileManager.default.fileExists(atPath: directory.file("run")))
        // Back in its place it goes on.
        try FileManager.default.moveItem(atPath: directory.file("elsewhere"), toPath: directory.file("run"))
        #expect(try ProgramRun("covey", words(directory.file("run"), ["--epochs", "400", "--resume"])).status == 0)
    }

    /// Another table is copied over the file, larger and of other places and counts: no rank ends for a fault of the program's own.
    @Test(arguments: [nil, 2]) func aDataSetWrittenOverEndsTheRunWithItsName(ranks: Int?) throws {
        let run = try ProgramRun("covey", words(directory.file("run"), ["--epochs", "2000"]), ranks: ranks) { _ in
            try directory.wait(for: 3, of: "run")
            let file = try #require(FileHandle(forUpdatingAtPath: data))
            try file.write(contentsOf: Data([UInt8](repeating: 0xB7, count: 400_000)))
            try file.close()
        }
        #expect([65, 74].contains(run.status) && run.errors.contains(data), "status \(run.status), \(run.errors)")
    }

    /// What was opened stays what it was.
    @Test func anotherFileInItsPlaceChangesNothing() throws {
        let run = try ProgramRun("covey", words(directory.file("run"), ["--epochs", "60"])) { _ in
            try directory.wait(for: 3, of: "run")
            try FileManager.default.copyItem(atPath: directory.file("sandbox.csv"), toPath: directory.file("other.h5"))
            #expect(rename(directory.file("other.h5"), data) == 0)
        }
        #expect(run.status == 0, "\(run.errors)")
    }

    /// A cluster's file system without locks: the name in the directory, and that it goes on changing, keep a second job away.
    @Test(arguments: ["ENOLCK", "ENOSYS", "EOPNOTSUPP"]) func whereThereAreNoLocksTheBeatsKeepASecondJobAway(reason: String) throws {
        let variables = ["LD_PRELOAD": ProgramRun.folder.appendingPathComponent("libFailingCalls.so").path, "COVEY_FAIL_LOCKS_WITH": reason]
        // HDF5 makes its files there too, whatever the environment says of its own locks.
        let writing = variables.merging(["HDF5_USE_FILE_LOCKING": "TRUE"]) { $1 }
        #expect(try ProgramRun("covey", words(directory.file("alone")), variables: writing).status == 0)
        guard reason == "ENOLCK" else { return }
        var second: ProgramRun?
        let first = try ProgramRun("covey", words(directory.file("run"), ["--epochs", "40000"]), variables: variables) {
            try directory.wait(for: 1, of: "run")
            second = try ProgramRun("covey", words(directory.file("run"), ["--epochs", "40000", "--resume"]), variables: variables)
            kill($0, SIGTERM)
        }
        #expect(first.status == 75, "\(first.errors)")
        #expect(second?.status == 64 && second?.errors.contains("is held by another job (host ") == true, "\(second?.errors ?? "")")
    }
}
