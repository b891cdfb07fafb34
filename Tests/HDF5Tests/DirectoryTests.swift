import Foundation
import HDF5
import TestSupport
import Testing

@Suite struct DirectoryTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test(arguments: ["a", "a/", "b/c/d", "b//c///d//"])
    func whatLeadsToItIsMadeToo(name: String) throws {
        for _ in 0..<2 {
            try Directory.create(directory.file(name))
            var isDirectory: ObjCBool = false
            #expect(FileManager.default.fileExists(atPath: directory.file(name), isDirectory: &isDirectory) && isDirectory.boolValue)
        }
        #expect(try directory.names == [String(name.prefix(1))])
    }

    @Test(arguments: ["file", "file/", "file/x", "file/x//y/"])
    func aFileInTheWayIsNamed(name: String) throws {
        let file = try directory.write("", to: "file")
        let path = directory.file(name)
        #expect(Directory.obstacle(on: path)?.trimmingCharacters(in: ["/"]) == file.trimmingCharacters(in: ["/"]))
        #expect { try Directory.create(path) } throws: {
            "\($0)".hasPrefix("\(path): creating the directory failed: \(file)") && "\($0)".hasSuffix(" is a file, and a directory is needed")
        }
        #expect(try directory.names == ["file"])
    }

    @Test(arguments: ["", "x", "x/y", "/"])
    func nothingIsInTheWayOfNames(name: String) {
        #expect(Directory.obstacle(on: name.hasPrefix("/") ? name : directory.file(name)) == nil)
        #expect(Directory.obstacle(on: "no-such-name-\(name.count)") == nil)
    }

    @Test func whatTheSystemRefusesIsSaid() {
        #expect(throws: HDF5Error.system(path: "/proc/no-place", operation: "creating the directory", reason: "No such file or directory")) {
            try Directory.create("/proc/no-place/below")
        }
    }
}
