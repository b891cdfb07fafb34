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
        #expect(errors.contains("covey: \(path): the file was cut short or could not be read while it was mapped; put it back and run again\n"))
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

    @Test func aFileThatStaysAsItIsPasses() throws {
        let mapped = try MappedFile(path: path)
        try mapped.checkUnchanged()
        _ = try bytes(of: path)
        try mapped.checkUnchanged()
    }

    @Test func anotherFileInItsPlaceIsNamed() throws {
        let mapped = try MappedFile(path: path)
        // Another file of the same length, then the same one written touched, then one that has grown, then none.
        try AtomicFile.write([UInt8](repeating: 7, count: 100_000), to: path)
        try expectChange(mapped)
        let second = try MappedFile(path: path)
        utimes(path, nil)
        try expectChange(second)
        let third = try MappedFile(path: path)
        truncate(path, 100_001)
        try expectChange(third)
        try FileManager.default.removeItem(atPath: path)
        #expect(throws: HDF5Error.missingFile(path: path)) { try third.checkUnchanged() }
    }

    private func expectChange(_ mapped: MappedFile) throws {
        #expect {
            try mapped.checkUnchanged()
        } throws: { error in
            guard case HDF5Error.unexpected(path, "the file", _, _) = error else { return false }
            return true
        }
    }
}
