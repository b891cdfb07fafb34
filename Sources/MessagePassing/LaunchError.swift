/// Processes that were started together and make a world each: every one of them would do the whole job, into the same directory.
public struct LaunchError: Error, Sendable, Hashable, CustomStringConvertible {
    /// How many were started.
    public let started: Int
    /// How many of them make up this one's world.
    public let known: Int
    /// Which of them this is.
    public let index: Int

    public var description: String {
        "\(started) processes were started together, but each knows of \(known == 1 ? "itself alone" : "\(known) only"): their launcher and the MPI "
            + "library do not speak to each other. Start it with that library's own mpirun (`mpirun -n \(started) covey …`), or under Slurm with "
            + "`srun --mpi=pmix` where `srun --mpi=list` names pmix (for MPICH: pmi2). "
            + "With COVEY_MPI=none each does the whole of its command line by itself"
    }

    /// - Throws: `LaunchError` where more processes were started than make up the world
    static func check(size: Int) throws(LaunchError) {
        guard let together = Launch.together, together.count > size else { return }
        throw LaunchError(started: together.count, known: size, index: together.index)
    }
}
