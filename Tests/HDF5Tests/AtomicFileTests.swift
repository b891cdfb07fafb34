import Foundation
import HDF5
import TestSupport
import Testing

@Suite struct AtomicFileTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func theNewFileTakesTheOldOnesPlace() throws {
        let path = try directory.write("old", to: "table.csv")
        try AtomicFile.write("new", to: path)
        #expect(try bytes(of: path) == Array("new".utf8))
        #expect(try directory.names == ["table.csv"])
    }

    @Test func onlyFilesAreReplaced() throws {
        let (pipe, folder) = (directory.file("pipe"), directory.file("folder"))
        #expect(mkfifo(pipe, 0o600) == 0 && mkdir(folder, 0o700) == 0)
        for path in [pipe, folder] {
            #expect { try AtomicFile.write("new", to: path) } throws: { "\($0)".hasPrefix("\(path): writing failed: it is there already") }
        }
        #expect(try FileManager.default.attributesOfItem(atPath: pipe)[.type] as? FileAttributeType == .typeUnknown)
        #expect(try directory.names == ["folder", "pipe"])
    }

    @Test func whatALinkLeadsToIsReplaced() throws {
        let path = try directory.write("old", to: "table.csv")
        let link = directory.file("link.csv")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        try AtomicFile.write("new", to: link)
        #expect(try bytes(of: path) == Array("new".utf8))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
    }

    @Test func aFaultLeavesTheOldFileAndNothingBeside() throws {
        struct Fault: Error {}
        let path = try directory.write("old", to: "table.csv")
        #expect(throws: Fault.self) {
            try AtomicFile.write(to: path) { temporary in
                try Data("half".utf8).write(to: URL(fileURLWithPath: temporary))
                throw Fault()
            }
        }
        #expect(try bytes(of: path) == Array("old".utf8))
        #expect(try directory.names == ["table.csv"])
    }

    /// The room for files is cut to 64 KiB, which an array exceeds, and then given back: a failed attempt must not spoil the next.
    @Test func aFileThatFindsNoRoomIsAnErrorOfTheSystem() async throws {
        let path = try directory.write("old", to: "values.h5")
        await #expect(processExitsWith: .success) { [path = path as String] in
            let values = (0..<100_000).map { Float($0) }
            func attempt() throws { try HDF5File.write(to: path) { file in try file.write(values.span, at: "group/values") } }
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let whole = limit.rlim_cur
            for room in [0, 512, 65536] as [rlim_t] {
                limit.rlim_cur = room
                setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
                #expect {
                    try attempt()
                } throws: { error in
                    guard case HDF5Error.system(path, _, "File too large") = error else { return false }
                    return true
                }
                #expect(try bytes(of: path) == Array("old".utf8))
            }
            limit.rlim_cur = whole
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            try attempt()
            let layout = try HDF5File.open(path).layout(of: "group/values")
            #expect(try MappedFile(path: path).array(layout, of: Float.self).elements == values)
        }
        #expect(try directory.names == ["values.h5"])
    }

    @Test func aMissingDirectoryIsAnErrorOfTheSystem() throws {
        let path = directory.file("nowhere/table.csv")
        #expect {
            try AtomicFile.write("text", to: path)
        } throws: { error in
            guard case HDF5Error.system(_, _, let reason) = error else { return false }
            return reason.contains("No such file")
        }
    }
}

@Suite struct DigestTests {
    /// Published test vector: XXH3_64bits of nothing, seed 0.
    @Test func theDigestOfNothingIsThePublishedOne() {
        #expect(digest(of: [UInt8]().span.bytes) == "2d06800538d394c2")
    }

    @Test func partsDoNotRunTogether() {
        func hash(_ parts: [(String, String)]) -> String {
            var hash = ContentHash()
            for (name, text) in parts { hash.add(name, text: text) }
            return hash.finish()
        }
        #expect(hash([("a", "bc")]) == hash([("a", "bc")]))
        #expect(hash([("a", "bc")]) != hash([("ab", "c")]))
        #expect(hash([("a", "b"), ("c", "d")]) != hash([("c", "d"), ("a", "b")]))
        #expect(hash([("a", "")]).count == 32)
    }
}
