import Foundation

/// MPICH beside Open MPI: tests with both are skipped by name where its launcher is not installed or its face not built (COVEY_MPI=openmpi,mpich).
public enum OtherLibrary {
    public static let launcher = "mpirun.mpich"

    public static var isThere: Bool {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(launcher)") }
            && FileManager.default.fileExists(atPath: ProgramRun.folder.appendingPathComponent("libcovey-mpich.so").path)
    }
}
