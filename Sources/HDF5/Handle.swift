import CHDF5
import Glibc

/// Owns one HDF5 identifier and closes it.
struct Handle: ~Copyable {
    let id: hid_t
    private let closing: @convention(c) (hid_t) -> herr_t

    init(_ id: hid_t, closing: @escaping @convention(c) (hid_t) -> herr_t) {
        self.id = id
        self.closing = closing
    }

    deinit { _ = closing(id) }

    /// Closes it now, for whoever must know whether that went well.
    consuming func close() -> Bool {
        let status = closing(id)
        discard self
        return status >= 0
    }
}

/// The library itself.
public enum Library {
    /// "1.10.8"
    public static var version: String {
        var major: CUnsignedInt = 0
        var minor: CUnsignedInt = 0
        var release: CUnsignedInt = 0
        H5get_libversion(&major, &minor, &release)
        return "\(major).\(minor).\(release)"
    }

    /// Messages belong in our errors and not on standard error.
    ///
    /// Nor may the library tidy up when the program ends: every handle closes itself, and what a damaged file has left inside it makes the
    /// library complain then.
    static func beQuiet() {
        // Locks fail on the file systems of clusters. Readers need none, nor do writers, each of which has a file of its own until it is whole.
        setenv("HDF5_USE_FILE_LOCKING", "FALSE", 1)
        H5dont_atexit()
        H5open()
        H5Eset_auto2(0, nil, nil)
    }

    /// What the library has just refused, as an error of the file: the operating system's where it was that.
    static func failure(path: String, object: String, action: String) -> HDF5Error {
        let reason = lastReason()
        // The library quotes the system so: "file write failed: …, errno = 28, error message = 'No space left on device', …".
        let mark = "error message = '"
        guard reason.contains("errno = "), let start = reason.firstRange(of: mark)?.upperBound,
            let end = reason[start...].firstIndex(of: "'")
        else { return .library(path: path, operation: "\(action) \(object)", reason: reason) }
        return .system(path: path, operation: "\(action) \(object)", reason: String(reason[start..<end]))
    }

    /// The innermost message of the error stack, which says what really happened.
    private static func lastReason() -> String {
        final class Box { var text = "refused by the HDF5 library" }
        let box = Box()
        H5Ewalk2(
            0, H5E_WALK_UPWARD,
            { index, frame, context in
                guard index == 0, let frame, let context, let text = frame.pointee.desc else { return 0 }
                Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().text = String(cString: text)
                return 0
            }, Unmanaged.passUnretained(box).toOpaque())
        H5Eclear2(0)
        return box.text
    }
}
