import Foundation
import Predictions
import TestSupport
import Testing

@Suite struct EventFileTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file(EventFile.name)
    }

    private func open(upTo last: Int, owner: String = "covey, run a") throws(EventFileError) -> EventFile {
        try EventFile(at: path, of: owner, upTo: last, time: 12.5)
    }

    /// Steps 1 to `count`, whose loss is the step.
    private func fill(_ count: Int) throws {
        var file = try open(upTo: 0)
        for step in 1...count { try file.append([(step, [EventScalar("loss/train_loss", Double(step))])], time: 100 + Double(step)) }
    }

    /// RFC 3720, appendix B.4, and the check value of every catalogue.
    @Test func theReadersSumIsThatOfTheStandard() {
        #expect(crc32c("123456789".utf8) == 0xE306_9283)
        #expect(crc32c([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(crc32c([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(crc32c((0..<32).map { UInt8($0) }) == 0x46DD_794E)
        #expect(crc32c((0..<32).map { UInt8(31 - $0) }) == 0x113F_DB5C)
    }

    @Test func whatIsWrittenIsRead() throws {
        var file = try open(upTo: 0)
        try file.append([(1, [EventScalar("loss/train_loss", 0.5), EventScalar("E in eV/val_mae", -1.25e-3)]), (2, [])], time: 1_700_000_000.25)
        // Steps beyond one byte, and texts beyond 127.
        let long = String(repeating: "ä", count: 100)
        for step in 3...300 { try file.append([(step, [EventScalar(long, 1e30)])], time: 2) }
        let events = try ReadEvent.all(in: path)
        #expect(events.count == 301 && file.steps == 300)
        #expect(events[0].version == "brain.Event:2" && events[0].writer == "covey, run a" && events[0].step == nil && events[0].time == 12.5)
        #expect(events[1].scalars == ["loss/train_loss": 0.5, "E in eV/val_mae": -1.25e-3] && events[1].time == 1_700_000_000.25)
        #expect(events.dropFirst().map(\.step) == (1...300).map { $0 })
        #expect(events[300].scalars == [long: 1e30])
    }

    /// The first bytes, as any other writer of the format has them: length 24, then time, version and source.
    @Test func theBytesAreTheFormats() throws {
        _ = try EventFile(at: path, of: "w", upTo: 0, time: 1)
        let record: [UInt8] =
            [0x09, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0x1A, 13] + Array("brain.Event:2".utf8) + [0x52, 3, 0x0A, 1, UInt8(ascii: "w")]
        let found = try bytes(of: path)
        #expect(found.prefix(8) == [UInt8(record.count), 0, 0, 0, 0, 0, 0, 0] && Array(found[12..<(12 + record.count)]) == record)
        #expect(found.count == 16 + record.count)
    }

    /// What will be done again is cut off, and so is half a record; what is there already is not done again.
    @Test(arguments: [0, 1, 7, 10]) func aFileGoesOnBehindTheStepsThatCount(last: Int) throws {
        try fill(10)
        let whole = try bytes(of: path)
        for cut in [whole.count, whole.count - 1, whole.count - 30] {
            try write(Array(whole.prefix(cut)), to: path)
            var file = try open(upTo: last)
            let kept = cut == whole.count ? last : min(last, 9)
            #expect(file.steps == kept)
            for step in (kept + 1)...11 { try file.append([(step, [EventScalar("loss/train_loss", Double(step))])], time: 100 + Double(step)) }
            let events = try ReadEvent.all(in: path)
            #expect(events.dropFirst().map(\.step) == (1...11).map { $0 })
            // The same bytes in the same places, so that whoever is reading is not led astray.
            #expect(try bytes(of: path).prefix(whole.count).elementsEqual(whole))
        }
    }

    /// One byte that is another: steps before it count, and those behind it are written anew.
    @Test func whatIsBehindDamageDoesNotCount() throws {
        try fill(10)
        let whole = try bytes(of: path)
        let head = whole.count - 10 * (whole.count - (try oneStepShort()))
        for place in stride(from: head, to: whole.count, by: 5) {
            var damaged = whole
            damaged[place] ^= 8
            try write(damaged, to: path)
            let file = try open(upTo: 10)
            #expect(file.steps < 10)
            #expect(try ReadEvent.all(in: path).count == file.steps + 1)
        }
    }

    /// Bytes of the same file with a step less.
    private func oneStepShort() throws -> Int {
        let other = directory.file("shorter")
        var file = try EventFile(at: other, of: "covey, run a", upTo: 0, time: 12.5)
        for step in 1...9 { try file.append([(step, [EventScalar("loss/train_loss", Double(step))])], time: 1) }
        return try bytes(of: other).count
    }

    @Test func othersFilesAreLeftAlone() throws {
        try fill(3)
        let own = try bytes(of: path)
        #expect(throws: EventFileError.foreign(path: path, found: "of another run")) { try open(upTo: 3, owner: "covey, run b") }
        #expect(try bytes(of: path) == own)
        let text = Array(String(repeating: "something else ", count: 20).utf8)
        try write(text, to: path)
        #expect(throws: EventFileError.foreign(path: path, found: "no event file, or its beginning is damaged")) { try open(upTo: 3) }
        #expect(try bytes(of: path) == text)
        // A job that was killed at its first bytes has left nothing that counts.
        try write(Array(own.prefix(10)), to: path)
        #expect(try open(upTo: 3).steps == 0)
        #expect(try ReadEvent.all(in: path).count == 1)
    }

    /// One that is gone is not begun in the middle.
    @Test func aFileThatIsGoneIsNotWritten() throws {
        var file = try open(upTo: 0)
        try FileManager.default.removeItem(atPath: path)
        #expect(throws: EventFileError.unwritable(path: path, reason: "No such file or directory")) {
            try file.append([(1, [])], time: 0)
        }
        #expect(file.steps == 0 && !FileManager.default.fileExists(atPath: path))
        try write([1, 2, 3], to: path)
        #expect(throws: EventFileError.unwritable(path: path, reason: "it is shorter than it was")) { try file.append([(1, [])], time: 0) }
        #expect(try bytes(of: path) == [1, 2, 3])
        #expect(throws: EventFileError.self) { _ = try EventFile(at: directory.file("no/where"), of: "", upTo: 0, time: 0) }
    }
}
