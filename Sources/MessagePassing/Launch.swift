import Glibc

/// Whether and how this process was started among others, as the environment says: commands that need no ranks never touch MPI.
public enum Launch {
    /// A family of launchers, by what it tells the processes that it starts.
    private struct Launcher {
        let name: String
        /// The variable that none but it sets.
        let sign: String
        let rank: String
        let size: String?
        /// The libraries that such a process may belong to, likeliest first.
        let libraries: [String]
    }

    /// A launcher's own variables come before those of what it was started by: mpirun in a job of Slurm.
    private static let launchers = [
        Launcher(
            name: "Open MPI's mpirun", sign: "OMPI_COMM_WORLD_RANK", rank: "OMPI_COMM_WORLD_RANK", size: "OMPI_COMM_WORLD_SIZE",
            libraries: ["openmpi"]),
        Launcher(
            name: "Intel MPI's mpirun", sign: "I_MPI_MPIRUN", rank: "PMI_RANK", size: "PMI_SIZE", libraries: ["mpich-abi", "mpich"]),
        Launcher(
            name: "MPICH's mpirun or srun --mpi=pmi2", sign: "PMI_RANK", rank: "PMI_RANK", size: "PMI_SIZE",
            libraries: ["mpich", "mpich-abi", "openmpi"]),
        Launcher(
            name: "srun --mpi=pmix or another PMIx", sign: "PMIX_RANK", rank: "PMIX_RANK", size: nil,
            libraries: ["openmpi", "mpich", "mpich-abi"]),
    ]

    private static var launcher: Launcher? { launchers.first { value(of: $0.sign) != nil && value(of: $0.rank) != nil } }

    /// Whether there are ranks to join. COVEY_MPI=none makes processes that were started together do their work one by one; a library that it names
    /// is asked where a launcher that is not in the table started several.
    public static var isUnderMPI: Bool {
        // Several are for a known launcher to choose from; without one a library would end the process in words of its own.
        guard let choice, !choice.contains(",") else { return launcher != nil }
        return choice != "none" && (launcher != nil || (together?.count ?? 1) > 1)
    }

    /// What the variable COVEY_MPI says; nil where it is empty or not set.
    static var choice: String? { value(of: "COVEY_MPI").flatMap { $0.isEmpty ? nil : $0 } }

    /// This process's rank as its launcher says, before there is a `World`; nil where it was started on its own.
    public static var rank: Int? { launcher.flatMap { number(in: $0.rank) } ?? together?.index }

    /// Who started this process; nil where nobody that ranks know did.
    static var name: String? { launcher?.name }

    /// The libraries to try, likeliest first. Without a launcher: the order in which they are named.
    static var libraries: [String] { launcher?.libraries ?? ["openmpi", "mpich", "mpich-abi"] }

    /// How many processes were started together and which of them this is, as far as anybody says: the launcher, or Slurm of the tasks of a step.
    /// A library that has not heard of its launcher would make each a world of its own. Nil where they are meant to be on their own.
    static var together: (count: Int, index: Int)? {
        guard choice != "none" else { return nil }
        if let launcher, let size = launcher.size.flatMap({ number(in: $0) }) { return (size, number(in: launcher.rank) ?? 0) }
        return number(in: "SLURM_STEP_NUM_TASKS").map { ($0, number(in: "SLURM_PROCID") ?? 0) }
    }

    private static func value(of name: String) -> String? { getenv(name).map { String(cString: $0) } }

    private static func number(in name: String) -> Int? { value(of: name).flatMap { Int($0) } }
}
