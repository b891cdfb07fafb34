import Foundation
import Materials
import TestSupport
import Testing

struct ElementVectorsTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func problem(_ text: String) throws -> ElementVectorsError.Problem? {
        let path = try directory.write(text, to: "v.json")
        do {
            _ = try ElementVectors(path: path)
            return nil
        } catch let error as ElementVectorsError {
            return error.problem
        }
    }

    @Test func reads() throws {
        let path = directory.file("mine.json.gz")
        try write(gzipped(Array("{\"H\": [1, 2.5], \"Fe\": [-1e-3, 0]}".utf8)), to: path)
        let vectors = try ElementVectors(path: path)
        #expect(vectors.dimension == 2)
        #expect(vectors.values[2..<4] == [1, 2.5])
        #expect(vectors.values[52..<54] == [-1e-3, 0])
        #expect((1...Element.count).filter { vectors.isPresent[$0] } == [1, 26])
    }

    @Test func refuses() throws {
        #expect(try problem("{\"H\": [1, 2], \"He\": [1]}") == .ragged("He", expected: 2, found: 1))
        #expect(try problem("{\"H\": [1, 2], \"Xx\": [1, 2]}") == .unknownElement("Xx"))
        #expect(try problem("{}") == .empty)
        #expect(try problem("[1]") == .notATable)
        #expect(try problem("{\"H\": [NaN]}") == .notATable)
        #expect(try problem("{\"H\": [1, null]}") == .notFinite("H", column: 1))
        #expect(try problem("{\"H\": [1], \"H\": [2]}") == .repeatedElement("H"))
        #expect(try problem("{\"names\": [\"a\", \"a\"], \"elements\": {\"H\": [1, 2]}}") == .repeatedColumn("a"))
        #expect(try problem("{\"names\": [\"a\"], \"elements\": {\"H\": [1, 2]}}") == .ragged("H", expected: 1, found: 2))
        #expect(throws: ReaderError.missing(path: "/none.json")) { _ = try ElementVectors(path: "/none.json") }
    }

    /// Words make no numbers, and an empty field is a gap.
    @Test func readsTables() throws {
        let path = try directory.write("Element,Z,block,radius\nH,1,s,0.31\nFe,26,d,\nD,1,s,1\n", to: "t.csv")
        let columns = try ElementColumns(path: path)
        #expect(columns.columns == ["Z", "radius"] && columns.stem == "t")
        #expect(columns.values[2..<4] == [1, 0.31] && columns.values[52] == 26 && columns.values[53].isNaN && !columns.isPresent[2])
        #expect(throws: ElementVectorsError.self) { _ = try ElementVectors(columns) }
        let other = try directory.write("Z,radius\n1,2\n", to: "u.csv")
        #expect(throws: ReaderError.self) { _ = try ElementColumns(path: other) }
        let named = try directory.write("{\"names\": 2, \"elements\": {\"H\": [1, 2.5]}}", to: "n.json")
        #expect(try ElementVectors(path: named).values[2..<4] == [1, 2.5])
    }

    @Test func builtInColumnsAreStandardised() {
        let vectors = ElementVectors.builtIn
        let count = Float(Element.count)
        for column in 0..<vectors.dimension {
            let values = (1...Element.count).map { vectors.values[$0 * vectors.dimension + column] }
            let mean = values.reduce(0, +) / count
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
            #expect(abs(mean) < 1e-5 && abs(variance - 1) < 1e-4, "column \(column)")
        }
        #expect(vectors.values.prefix(vectors.dimension).allSatisfy { $0 == 0 })
    }

    @Test func gapsAreFilledFromTheGroup() throws {
        let radon = try #require(Element(symbol: "Rn"))
        let affinity = ElementVectors.imputed(ElementProperties.all) { $0.element == radon ? nil : $0.electronegativity }
        // Xenon has Pauling's 2.6, the nearest period of the group.
        #expect(affinity[Int(radon.atomicNumber) - 1] == 2.6)
    }
}

struct ElementTests {
    @Test func theTableIsWhole() {
        #expect(ElementProperties.all.map { Int($0.element.atomicNumber) } == Array(1...Element.count))
        #expect(ElementProperties.all.allSatisfy { $0.mass > 1 && (1...18).contains($0.group) && (1...7).contains($0.period) })
    }

    @Test(arguments: [("H", 1, 1, 1.008), ("O", 16, 2, 15.999), ("Fe", 8, 4, 55.845), ("U", 3, 7, 238.029), ("Au", 11, 6, 196.967)])
    func someElements(symbol: String, group: Int, period: Int, mass: Double) throws {
        let properties = ElementProperties.of(try #require(Element(symbol: symbol)))
        #expect(properties.group == group && properties.period == period)
        #expect(abs(properties.mass - mass) < 1e-3)
    }

    @Test func symbolsAreExact() {
        for number in 1...Element.count {
            #expect(Element(atomicNumber: number).flatMap { Element(symbol: $0.symbol) }?.atomicNumber == UInt8(number))
        }
        for text in ["", "h", "FE", "D", "X", "Feo", "F e"] { #expect(Element(symbol: text) == nil) }
    }
}
