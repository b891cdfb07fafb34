import HDF5
import TestSupport
import Testing

@Suite struct ArrayTests {
    let directory: TemporaryDirectory
    var path: String { directory.file("arrays.h5") }

    init() throws { directory = try TemporaryDirectory() }

    private func roundTrip<Element: ArrayElement & Equatable>(_ values: [Element], shape: [Int]? = nil) throws {
        try writing { file in try file.write(values.span, shape: shape, at: "group/values") }
        let layout = try HDF5File.open(path).layout(of: "group/values")
        #expect(layout.kind == Element.kind)
        #expect(layout.shape == shape ?? [values.count])
        let mapped = try MappedFile(path: path)
        try mapped.verify(layout)
        #expect(try mapped.array(layout, of: Element.self).elements == values)
        #expect(layout.offset % 64 == 0, "every array can be mapped with aligned loads")
    }

    private func writing(_ body: (borrowing HDF5File) throws -> Void) throws {
        try HDF5File.write(to: path, body)
    }

    @Test func numbersOfEveryKindComeBack() throws {
        try roundTrip([UInt8](0...255))
        try roundTrip([UInt16.min, 1, 258, .max])
        try roundTrip([Int32.min, -1, 0, .max])
        try roundTrip([Int64.min, -1, 0, .max])
        try roundTrip([UInt64.min, 1, .max])
        try roundTrip([Float(-0.0), 1.5, .infinity, .leastNonzeroMagnitude])
        try roundTrip([Double.pi, -.infinity, .leastNonzeroMagnitude])
    }

    @Test func twoDimensionsKeepTheirShape() throws {
        try roundTrip((0..<12).map { Float($0) }, shape: [3, 4])
    }

    /// A table of several pieces, the last of them short, and one without rows: the same file as written at once.
    @Test(arguments: [0, 1, 100_000])
    func aTableIsWrittenAFewRowsAtATime(rows: Int) throws {
        let values = (0..<rows * 13).map { Float($0) }
        try roundTrip(values, shape: [rows, 13])
        let whole = try bytes(of: path)
        var asked: [Range<Int>] = []
        try writing { file in
            try file.write(rows: rows, columns: 13, at: "group/values") { range in
                asked.append(range)
                return Array(values[range.lowerBound * 13..<range.upperBound * 13])
            }
        }
        #expect(try bytes(of: path) == whole)
        #expect(asked.map(\.count).reduce(0, +) == rows && (rows < 1000 || asked.count > 1))
    }

    @Test func anEmptyArrayComesBackEmpty() throws {
        try roundTrip([Float]())
    }

    @Test func textsComeBackWithoutTheirPadding() throws {
        let texts = ["", "Hg", "A2BC_cF16_225_c_a_b:Hg-Mg-Tm", "Å³ über"]
        try writing { file in try file.write(texts: texts, at: "label") }
        let layout = try HDF5File.open(path).layout(of: "label")
        let mapped = try MappedFile(path: path).texts(layout)
        #expect((0..<texts.count).map { mapped[$0] } == texts)
    }

    @Test func attributesComeBack() throws {
        try writing { file in
            try file.write([Float(1)].span, at: "targets/energy")
            try file.setAttribute("unit", of: "targets/energy", to: "eV/atom")
            try file.setAttribute("empty", to: "")
            try file.setAttribute("version", to: -3)
            try file.setAttribute("symprec", to: 0.1)
        }
        let file = try HDF5File.open(path)
        #expect(try file.textAttribute("unit", of: "targets/energy") == "eV/atom")
        #expect(try file.textAttribute("empty") == "")
        #expect(try file.integerAttribute("version") == -3)
        #expect(try file.numberAttribute("symprec") == 0.1)
        #expect(try file.textAttribute("nothing of the kind") == nil)
        #expect(throws: HDF5Error.self) { try HDF5File.open(path).integerAttribute("symprec") }
    }

    @Test func groupsListTheirMembersInOrder() throws {
        try writing { file in
            for name in ["b", "a", "c"] { try file.write([UInt8(1)].span, at: "columns/\(name)") }
        }
        let file = try HDF5File.open(path)
        #expect(try file.names(in: "columns") == ["a", "b", "c"])
        #expect(try file.names(in: "nothing") == [])
        let found = try ["columns/a", "columns/d", "nothing/a"].map { try file.has($0) }
        #expect(found == [true, false, false])
    }

    private func writeSample(to path: String) throws {
        let weights = (0..<1000).map { Float($0) }
        try HDF5File.write(to: path) { file in
            try file.write(weights.span, at: "nodes/weight")
            try file.write(texts: ["a", "bb"], at: "id")
            try file.setAttribute("format", to: "test")
        }
    }

    /// At another second of the clock too.
    @Test func theSameContentIsTheSameBytes() async throws {
        let other = directory.file("other.h5")
        try writeSample(to: path)
        try await Task.sleep(for: .milliseconds(1100))
        try writeSample(to: other)
        #expect(try bytes(of: path) == bytes(of: other))
    }

    @Test func anotherTypeThanAskedForIsRefused() throws {
        try writing { file in
            try file.write([UInt16(1)].span, at: "numbers")
            try file.write(texts: ["a"], at: "texts")
        }
        let mapped = try MappedFile(path: path)
        let numbers = try HDF5File.open(path).layout(of: "numbers")
        let texts = try HDF5File.open(path).layout(of: "texts")
        #expect(throws: HDF5Error.unexpected(path: path, object: "numbers", expected: "float32", found: "uint16")) {
            try mapped.array(numbers, of: Float.self)
        }
        #expect(throws: HDF5Error.self) { try mapped.texts(numbers) }
        #expect(throws: HDF5Error.self) { try mapped.array(texts, of: UInt8.self) }
        #expect(throws: HDF5Error.missingObject(path: path, object: "nothing")) { try HDF5File.open(path).layout(of: "nothing") }
    }
}
