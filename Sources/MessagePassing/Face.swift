import CMPI
import Glibc

/// One MPI library, loaded while the program runs: which one is decided by the launcher that started it and not by who built the program.
///
/// The table behind it lies in a face (CMPI/face.c) that stays loaded until the process ends.
struct Face: @unchecked Sendable {
    /// Constant, and the library's own.
    private let table: UnsafePointer<covey_mpi>

    var calls: covey_mpi { table.pointee }

    /// Loads the face in this file.
    ///
    /// - Parameter isShared: whether the library's plugins are to find its names, which ranks need. Of two libraries in one process that would be
    ///   wrong: to ask for a version needs no more than the names in between.
    /// - Throws: `MessageError` with the system's reason
    init(path: String, isShared: Bool = true) throws(MessageError) {
        guard let library = dlopen(path, RTLD_NOW | (isShared ? RTLD_GLOBAL : RTLD_LOCAL)) else {
            throw MessageError(call: "loading MPI", reason: dlerror().map { String(cString: $0) } ?? "\(path) cannot be loaded")
        }
        guard let symbol = dlsym(library, COVEY_MPI_SYMBOL) else {
            throw MessageError(call: "loading MPI", reason: "\(path) is no face of an MPI library; CMPI/face.c makes one")
        }
        table = UnsafePointer(symbol.assumingMemoryBound(to: covey_mpi.self))
        guard table.pointee.table == COVEY_MPI_TABLE else {
            throw MessageError(call: "loading MPI", reason: "\(path) was made for another version of Covey; compile CMPI/face.c of this one")
        }
    }

    /// "Open MPI v4.1.4" or "MPICH 4.0.2"; nil where the library does not say.
    var version: String? {
        let text = Self.text(of: 8192) { calls.version($0, $1) }
        // Open MPI: "Open MPI v4.1.4, package: …"; MPICH: "MPICH Version:\t4.0.2\nMPICH Release date:…"; Intel: "Intel(R) MPI Library 2021.19 for …\n".
        let line = text.prefix { $0 != "," && $0 != "\n" }.replacing(" Version:", with: "")
        let words = line.split { $0 == " " || $0 == "\t" }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// Throws what a failed call returned.
    func check(_ call: String, _ code: CInt) throws(MessageError) {
        guard code != 0 else { return }
        // MPICH says where it was on lines of their own.
        let lines = Self.text(of: 2048) { calls.reason(code, $0, $1) }.split { $0 == "\n" }
        throw MessageError(call: call, reason: lines.joined(separator: "; "))
    }

    private static func text(of room: Int, _ fill: (UnsafeMutablePointer<CChar>?, CInt) -> Void) -> String {
        var text = [CChar](repeating: 0, count: room)
        text.withUnsafeMutableBufferPointer { fill($0.baseAddress, CInt(room)) }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
