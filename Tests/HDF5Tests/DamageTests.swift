import Foundation
import HDF5
import TestSupport
import Testing

/// Files that somebody or something has changed.
@Suite struct DamageTests {
    let directory: TemporaryDirectory
    let path: String
    /// Found again in the bytes of the file, because no other number there is like it.
    let count = 54321

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("damaged.h5")
        let values = [UInt8](repeating: 7, count: count)
        try HDF5File.write(to: path) { file in try file.write(values.span, at: "values") }
    }

    @Test func aFlippedBitIsFound() throws {
        let layout = try HDF5File.open(path).layout(of: "values")
        var content = try bytes(of: path)
        content[layout.offset + 100] ^= 1
        try write(content, to: path)
        #expect {
            try MappedFile(path: path).verify(layout)
        } throws: { error in
            guard case HDF5Error.digest(_, "values", _, _) = error else { return false }
            return true
        }
    }

    @Test func aFileCutShortIsRefused() throws {
        let content = try bytes(of: path)
        for length in stride(from: 0, to: content.count, by: 997) {
            try write(Array(content.prefix(length)), to: path)
            #expect(throws: HDF5Error.self, "\(length) bytes") {
                let layout = try HDF5File.open(path).layout(of: "values")
                try MappedFile(path: path).verify(layout)
            }
        }
    }

    @Test(arguments: [54322, 1 << 32, 1 << 47, 1 << 62, -1])
    func anAbsurdLengthIsRefused(length: Int) throws {
        let content = replacing(count, by: length, in: try bytes(of: path))
        try write(content, to: path)
        #expect(throws: HDF5Error.self) {
            let layout = try HDF5File.open(path).layout(of: "values")
            let mapped = try MappedFile(path: path)
            _ = try mapped.array(layout, of: UInt8.self)
            try mapped.verify(layout)
        }
    }

    @Test func whatIsNoFileOfTheFormatIsNamed() throws {
        let missing = directory.file("none.h5")
        #expect(throws: HDF5Error.missingFile(path: missing)) { _ = try HDF5File.open(missing) }
        for text in ["", "material_id,formula\n"] {
            let table = try directory.write(text, to: "table.csv")
            #expect {
                _ = try HDF5File.open(table)
            } throws: { error in
                guard case HDF5Error.unexpected(table, "the file", "an HDF5 file", _) = error else { return false }
                return true
            }
        }
    }

    /// By its first bytes, under whatever name; a name that promises the format is believed, for its reader to say what is wrong.
    @Test func theFormatIsKnownByItsSignature() throws {
        let content = try bytes(of: path)
        for name in ["data.hdf5", "data", "data.csv"] {
            try write(content, to: directory.file(name))
            #expect(HDF5File.isOne(directory.file(name)), "\(name)")
        }
        let (table, short) = (directory.file("table.csv"), directory.file("short"))
        try write(Array("material_id,formula\n".utf8), to: table)
        try write(Array(content.prefix(7)), to: short)
        let pipe = directory.file("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        for other in [table, short, pipe, directory.path, directory.file("none.csv")] { #expect(!HDF5File.isOne(other), "\(other)") }
        let damaged = try directory.write("no data set", to: "other.h5")
        #expect(HDF5File.isOne(damaged))
    }

    /// Wherever eight bytes hold the number.
    private func replacing(_ old: Int, by new: Int, in bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let pattern = withUnsafeBytes(of: UInt64(old).littleEndian) { Array($0) }
        let replacement = withUnsafeBytes(of: Int64(new).littleEndian) { Array($0) }
        for start in 0..<bytes.count - 8 where bytes[start] == pattern[0] && Array(bytes[start..<start + 8]) == pattern {
            bytes.replaceSubrange(start..<start + 8, with: replacement)
        }
        return bytes
    }
}
