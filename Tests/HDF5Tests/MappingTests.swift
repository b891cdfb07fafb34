import Foundation
import HDF5
import TestSupport
import Testing

/// Files that change while they are mapped.
@Suite struct MappingTests {
    let directory: TemporaryDirectory
    let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("mapped.h5")
        try HDF5File.write(to: path) { file in try file.write([UInt8](repeating: 7, count: 100_000).span, at: "values") }
    }

    @Test func aFileCutShortEndsTheProgramWithItsName() async throws {
        let result = await #expect(processExitsWith: .exitCode(74), observing: [\.standardErrorContent]) { [path = path as String] in
            let other = try MappedFile(path: "/proc/self/exe")
            let layout = try HDF5File.open(path).layout(of: "values")
            let values = try MappedFile(path: path).array(layout, of: UInt8.self)
            truncate(path, 4096)
            print(other.byteCount, values[0], values[99_999])
        }
        let errors = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
        #expect(errors.contains("covey: \(path): the file was cut short, written over or could not be read while it was mapped; put it back and run again\n"))
    }

    /// What it says is no longer what was looked at: a check that it fails, or an access that it leads to, is its fault.
    @Test(arguments: [SIGILL, SIGSEGV, SIGABRT, SIGTRAP]) func aFileWrittenOverEndsTheProgramWithItsName(fault: CInt) async throws {
        let result = await #expect(processExitsWith: .exitCode(74), observing: [\.standardErrorContent]) { [path = path as String, fault = fault as CInt] in
            let mapped = try MappedFile(path: path)
            let file = try #require(FileHandle(forUpdatingAtPath: path))
            try file.write(contentsOf: Data([1, 2, 3]))
            end(by: fault)
            print(mapped.byteCount)
        }
        let errors = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
        #expect(errors.contains("covey: \(path): the file was cut short, written over or could not be read while it was mapped; put it back and run again\n"))
        // A file that is as it was has no part in it.
        await #expect(processExitsWith: .signal(fault)) { [path = path as String, fault = fault as CInt] in
            let mapped = try MappedFile(path: path)
            end(by: fault)
            print(mapped.byteCount)
        }
    }

    @Test func accessesElsewhereEndTheProgramAsEver() async throws {
        await #expect(processExitsWith: .signal(SIGBUS)) { [path = path as String] in
            _ = try MappedFile(path: path)
            let file = open(path, O_RDONLY)
            let other = mmap(nil, 100_000, PROT_READ, MAP_SHARED, file, 0)
            truncate(path, 0)
            print(other?.load(as: UInt8.self) ?? 0)
        }
        await #expect(processExitsWith: .signal(SIGBUS)) { [path = path as String] in
            let mapped = try MappedFile(path: path)
            raise(SIGBUS)
            print(mapped.byteCount)
        }
    }

    @Test func onlyOtherContentIsAChange() throws {
        let layout = try HDF5File.open(path).layout(of: "values")
        let mapped = try MappedFile(path: path)
        try mapped.checkUnchanged([layout])
        // Touched, moved away, and another one in its place: what is mapped is what it was.
        utimes(path, nil)
        try mapped.checkUnchanged([layout])
        #expect(rename(path, path + ".moved") == 0)
        try mapped.checkUnchanged([layout])
        try AtomicFile.write([1, 2, 3], to: path)
        try mapped.checkUnchanged([layout])
        // Written in place.
        let file = try #require(FileHandle(forUpdatingAtPath: path + ".moved"))
        try file.seek(toOffset: UInt64(layout.offset + 77))
        try file.write(contentsOf: Data([1]))
        #expect {
            try mapped.checkUnchanged([layout])
        } throws: { error in
            guard case HDF5Error.digest(path, "values", _, _) = error else { return false }
            return true
        }
        try file.truncate(atOffset: 10)
        #expect {
            try mapped.checkUnchanged([layout])
        } throws: { error in
            guard case HDF5Error.unexpected(path, "the file", _, "10") = error else { return false }
            return true
        }
    }
}

/// The threads that tests run on block this one; `abort` does not mind.
private func end(by fault: CInt) {
    if fault == SIGABRT { abort() }
    raise(fault)
}
