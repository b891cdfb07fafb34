/// The lines of a text in memory, with their numbers.
struct TextLines {
    private let bytes: [UInt8]
    private var place = 0
    /// Number of the line given last, from 1.
    private(set) var number = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next line without its end; nil after the last.
    mutating func next() -> ArraySlice<UInt8>? {
        guard place < bytes.count else { return nil }
        let end = bytes[place...].firstIndex(of: 10) ?? bytes.count
        var line = bytes[place..<end]
        if line.last == 13 { line.removeLast() }
        place = end + 1
        number += 1
        return line
    }

    /// The next line; throws at the end of the text.
    mutating func next(_ what: String) throws(StructureTextError) -> ArraySlice<UInt8> {
        guard let line = next() else { throw .missing("the line of \(what)") }
        return line
    }

    func syntax(_ reason: String) -> StructureTextError {
        .syntax(place: "line \(number)", reason: reason)
    }

    /// The line after the one given last, which stays to be given.
    var upcoming: ArraySlice<UInt8>? {
        var lines = self
        return lines.next()
    }

    /// The finite numbers that these words are.
    func numbers(_ words: some Collection<ArraySlice<UInt8>>) throws(StructureTextError) -> [Double] {
        var numbers: [Double] = []
        numbers.reserveCapacity(words.count)
        for word in words { numbers.append(try number(word)) }
        return numbers
    }

    func number(_ word: ArraySlice<UInt8>) throws(StructureTextError) -> Double {
        guard let number = DecimalNumber.fortran(word) else { throw .badNumber(place: "line \(self.number)", found: word.string) }
        return number
    }

    /// The first three of these words as a vector.
    func vector(_ words: some Collection<ArraySlice<UInt8>>, _ what: String) throws(StructureTextError) -> SIMD3<Double> {
        guard words.count >= 3 else { throw syntax("three numbers of \(what) should stand here") }
        let numbers = try numbers(words.prefix(3))
        let vector = SIMD3(numbers[0], numbers[1], numbers[2])
        guard vector.isReasonable else { throw syntax("\(what) beyond all measure") }
        return vector
    }
}

extension ArraySlice<UInt8> {
    /// What stands between spaces.
    var words: [ArraySlice<UInt8>] { split { $0.isSpace } }

    /// What stands between spaces, up to a comment.
    var wordsBeforeComment: [ArraySlice<UInt8>] {
        prefix { $0 != UInt8(ascii: "!") && $0 != UInt8(ascii: "#") }.words
    }

    var string: String { String(decoding: self, as: UTF8.self) }
}
