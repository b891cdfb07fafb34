import Datasets
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
        try Samples.wyckoff().write(to: path)
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
        "content_hash", "attributes_hash", "xxh3",
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

    @Test func anotherVersionOrFormatIsNamed() throws {
        for (name, value) in [("covey-dataset", "covey-bundles"), ("wyckoff", "wyckofx")] {
            try write(replacing(name, by: value), to: path)
            #expect(throws: DatasetError.self) { try Dataset(path: path) }
        }
    }

    /// Bits flipped anywhere: the file is refused, or everything in it reads as it was written. Nothing crashes, nothing else comes out.
    @Test func flippedBitsNeverGiveOtherData() throws {
        try write(content, to: path)
        let original = try Reading(path)
        let random = CounterRandom(seed: 11, member: 0, purpose: .test)
        for trial in 0..<1500 {
            var damaged = content
            let place = random.integer(below: content.count * 8, at: trial)
            damaged[place / 8] ^= 1 << UInt8(place % 8)
            try write(damaged, to: path)
            if let reading = try? Reading(path) { #expect(reading == original, "bit \(place % 8) of byte \(place / 8)") }
        }
    }

    /// All that a data set tells.
    private struct Reading: Equatable {
        let texts: [String]
        let numbers: [UInt32]

        init(_ path: String) throws {
            let dataset = try Dataset(path: path)
            let rows = 0..<dataset.count
            texts = rows.map(dataset.id) + rows.map(dataset.formula) + rows.map(dataset.label)
                + (try dataset.columnNames.flatMap { try dataset.column($0) }) + dataset.targetNames + dataset.columnNames + dataset.splitNames
                + dataset.targetNames.map(dataset.unit(ofTarget:)) + dataset.provenance.map { "\($0.name)=\($0.value)" }
                + [dataset.contentHash, dataset.representation.rawValue, dataset.elementVectors.name]
            numbers = dataset.nodeOffsets.elements.map { UInt32($0) } + dataset.nodeElement.elements.map { UInt32($0) }
                + (dataset.nodeWyckoff?.elements.map { UInt32($0) } ?? []) + dataset.nodeCount.elements.map { UInt32($0) }
                + dataset.nodeWeight.elements.map(\.bitPattern) + dataset.elementVectors.values.map(\.bitPattern)
                + (try dataset.targetNames.flatMap { try dataset.target($0).map(\.bitPattern) })
                + (try dataset.splitNames.flatMap { try dataset.split($0).map { UInt32($0) } })
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
