import Foundation
import TestSupport
import Testing

/// Who started this process, and with whom: what its environment says decides which MPI library is loaded, if any.
@Suite(.serialized) struct LaunchTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// As a task that srun started without a PMI sees itself.
    private func task(_ index: Int, _ variables: [String: String] = [:]) throws -> ProgramRun {
        let data = FileManager.default.fileExists(atPath: directory.file("data.h5")) ? directory.file("data.h5") : try directory.sandboxData(materials: 20)
        let words = ["train", data, "--target", "formation_energy_per_atom", "--epochs", "1", "--members", "2", "--out", directory.file("run")]
        let step = ["SLURM_STEP_NUM_TASKS": "4", "SLURM_PROCID": "\(index)"]
        return try ProgramRun("covey", words, variables: step.merging(variables) { $1 })
    }

    /// Whether or not libraries to choose from are named.
    @Test(arguments: ["", "openmpi,mpich"]) func tasksThatDoNotKnowEachOtherAreRefusedInOneMessage(libraries: String) throws {
        let first = try task(0, ["COVEY_MPI": libraries])
        #expect(first.status == 64)
        #expect(first.errors.contains("4 processes were started together, but each knows of itself alone"), "\(first.errors)")
        #expect(first.errors.contains("mpirun -n 4 covey") && first.errors.contains("srun --mpi=pmix"), "\(first.errors)")
        let other = try task(2, ["COVEY_MPI": libraries])
        #expect(other.status == 64 && other.errors.isEmpty, "\(other.errors)")
        #expect(!FileManager.default.fileExists(atPath: directory.file("run")))
    }

    @Test func tasksMayBeMeantToBeAlone() throws {
        let run = try task(0, ["COVEY_MPI": "none"])
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test(arguments: [
        (["PMI_RANK": "0", "PMI_SIZE": "1", "COVEY_MPI": "fancy"], "libcovey-fancy.so is not beside the program"),
        (["OMPI_COMM_WORLD_RANK": "0", "OMPI_COMM_WORLD_SIZE": "1", "COVEY_MPI": "/nowhere/libcovey-mine.so"], "/nowhere/libcovey-mine.so: cannot open"),
    ])
    func aLibraryThatCannotBeLoadedIsNamed(variables: [String: String], reason: String) throws {
        let run = try ProgramRun(
            "covey", ["train", try directory.sandboxData(materials: 20), "--target", "formation_energy_per_atom", "--out", directory.file("run")],
            variables: variables)
        #expect(run.status != 0 && run.errors.contains(reason), "\(run.errors)")
    }

    /// A library that is no face, and one that is.
    @Test func anyLibraryIsAFaceOrIsNone() throws {
        let other = ProgramRun.folder.appendingPathComponent("libFailingCalls.so").path
        let run = try ProgramRun("covey", ["--version"], variables: ["COVEY_MPI": other])
        #expect(run.status == 0 && run.output.contains("is no face of an MPI library"), "\(run.output)")
        let own = ProgramRun.folder.appendingPathComponent("libcovey-openmpi.so").path
        let right = try ProgramRun("covey", ["--version"], variables: ["COVEY_MPI": own])
        #expect(right.output.contains(/MPI +Open MPI v/), "\(right.output)")
    }
}
