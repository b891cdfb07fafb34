import Glibc

extension Face {
    /// The face of the library that this process's launcher belongs to: the first of the likely ones that can be loaded, or the one that the
    /// variable COVEY_MPI names (`openmpi`, `mpich`, `mpich-abi`, several of them, or a path).
    ///
    /// - Throws: `MessageError` with what was tried, and why each failed
    static func chosen(isShared: Bool = true) throws(MessageError) -> Face {
        if let path = Launch.choice, path.contains("/") { return try Face(path: path, isShared: isShared) }
        let asked = Launch.choice?.split(separator: ",").map(String.init) ?? Launch.libraries
        // Of several, as they are given to the build, the launcher decides.
        let names = asked.count == 1 ? asked : Launch.libraries.filter(asked.contains)
        var reasons = names.isEmpty ? ["COVEY_MPI names none that can be it"] : []
        for name in names {
            let file = "libcovey-\(name).so"
            let paths = folders.map { (folder: String) -> String in "\(folder)/\(file)" }
            guard let path = paths.first(where: { (path: String) in access(path, R_OK) == 0 }) else {
                reasons.append("\(file) is not beside the program")
                continue
            }
            do throws(MessageError) { return try Face(path: path, isShared: isShared) } catch { reasons.append(error.reason) }
        }
        let started = Launch.name.map { "this process was started by \($0), and " } ?? ""
        throw MessageError(
            call: "loading MPI",
            reason: "\(started)no library for it can be used: \(reasons.joined(separator: "; ")). COVEY_MPI names another: openmpi, mpich or a path "
                + "(Running on a cluster, \"Which MPI\")")
    }

    /// Where faces lie: beside the program, as it is built, or in the `lib` beside its `bin`.
    private static var folders: [String] {
        var text = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        guard readlink("/proc/self/exe", &text, Int(PATH_MAX)) > 0 else { return [] }
        let program = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = program.prefix(upTo: program.lastIndex(of: "/") ?? program.startIndex)
        return [String(folder), "\(folder)/../lib"]
    }
}
