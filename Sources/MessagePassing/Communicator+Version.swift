import CMPI

extension Communicator {
    /// "Open MPI v4.1.4"; nil where the library does not say. May be asked before anything is initialised.
    public static var libraryVersion: String? {
        var length: CInt = 0
        var text = [CChar](repeating: 0, count: Int(MPI_MAX_LIBRARY_VERSION_STRING) + 1)
        guard MPI_Get_library_version(&text, &length) == MPI_SUCCESS else { return nil }
        let version = String(decoding: text.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return String(version.prefix { $0 != "," && $0 != "\0" })
    }
}
