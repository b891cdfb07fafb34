import Datasets
import Foundation
import HDF5
import Materials
import TestSupport
import Testing

/// Data sets whose bytes have changed after they were written.
@Suite struct DatasetDamageTests {
    let directory: TemporaryDirectory
    let content: [UInt8]
    let layouts: [ArrayLayout]
    var path: String { directory.file("data.h5") }

    init() throws {
        directory = try TemporaryDirectory()
        let path = directory.file("data.h5")
        var sample = Samples.described()
        sample.graphs = StoredGraphs(try Samples.graphs(), rule: try GraphRule("12@8"))
        try sample.write(to: path)
        content = try bytes(of: path)
        layouts = try Dataset(path: path).layouts
    }

    @Test func aBitFlippedInAnyArrayIsFoundAndTheArrayNamed() throws {
        for layout in layouts {
            var damaged = content
            damaged[layout.offset + layout.byteCount / 2] ^= 0x10
            try write(damaged, to: path)
            #expect {
                try Dataset(path: path)
            } throws: { error in
                guard case DatasetError.file(.digest(_, layout.name, _, _)) = error else { return false }
                return true
            }
        }
    }

    @Test(arguments: [
        "covey-dataset", "wyckoff\u{0}", "eV/atom", "2026-01-01T00:00:00Z", "made up", "ramp", "created", "symprec", "unit", "angle_tolerance",
        "content_hash", "attributes_hash", "xxh3", "second", "mean-over-elements", "guessed", "columns", "imputation",
        "12@8",
    ])
    func aBitFlippedInAnyAttributeIsFound(text: String) throws {
        var isThere = false
        let pattern = Array(text.utf8.filter { $0 != 0 })
        for start in 0..<content.count - pattern.count where content[start] == pattern[0] {
            guard Array(content[start..<start + pattern.count]) == pattern else { continue }
            isThere = true
            var damaged = content
            damaged[start + pattern.count / 2] ^= 0x02
            try write(damaged, to: path)
            #expect(throws: DatasetError.self, "byte \(start)") { try Dataset(path: path) }
        }
        #expect(isThere)
    }

    @Test func aFileCutShortIsRefused() throws {
        for length in stride(from: 0, to: content.count, by: 509) {
            try write(Array(content.prefix(length)), to: path)
            #expect(throws: DatasetError.self, "\(length) of \(content.count) bytes") { try Dataset(path: path) }
        }
    }

    @Test func aFileWrittenWhileItIsOpenIsNamed() throws {
        try write(content, to: path)
        let dataset = try Dataset(path: path)
        try dataset.checkUnchanged()
        let array = try #require(layouts.first { $0.name == "nodes/weight" })
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.seek(toOffset: UInt64(array.offset))
        try file.write(contentsOf: Data([0x55]))
        #expect {
            try dataset.checkUnchanged()
        } throws: {
            "\($0)".hasPrefix("\(path): nodes/weight is damaged")
        }
    }

    @Test func anotherVersionOrFormatIsNamed() throws {
        for (name, value) in [("covey-dataset", "covey-bundles"), ("wyckoff", "wyckofx")] {
            try write(replacing(name, by: value), to: path)
            #expect(throws: DatasetError.self) { try Dataset(path: path) }
        }
    }

    private func replacing(_ old: String, by new: String) -> [UInt8] {
        var bytes = content
        let (old, new) = (Array(old.utf8), Array(new.utf8))
        for start in 0..<bytes.count - old.count where Array(bytes[start..<start + old.count]) == old {
            bytes.replaceSubrange(start..<start + old.count, with: new)
        }
        return bytes
    }
}
