import Materials
import TestSupport
import Testing

@Suite struct OxidationStateTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func filesAsOthersWriteThem() throws {
        let path = try directory.write("#\n# a set\n#\nH -1 +1\nHe\nS -2 -1\t+1 +6 # sulphur\r\n\nFe 3 2 2\n", to: "states.txt")
        let set = try OxidationStateSet(path: path)
        func states(_ symbol: String) throws -> [Int] { set.states(of: try #require(Element(symbol: symbol))) }
        #expect(try states("H") == [-1, 1] && states("He") == [] && states("S") == [-2, -1, 1, 6])
        #expect(try states("Fe") == [2, 3] && states("U") == [])
    }

    @Test(arguments: [
        ("H -1\nXx 2\n", "line 2: 'Xx' is no element's symbol"), ("H -1\nH 1\n", "line 2: H is given twice"),
        ("Fe two\n", "line 1: 'two' is no charge of Fe"), ("Fe 12\n", "line 1: '12' is no charge of Fe: a whole number from -9 to 9"),
        ("# nothing\nHe\n", "there is no element with a charge"),
    ])
    func mistakes(text: String, reason: String) throws {
        let path = try directory.write(text, to: "states.txt")
        #expect { try OxidationStateSet(path: path) } throws: { "\($0)".contains(reason) && "\($0)".contains(path) }
    }

    @Test func theCommonStates() {
        let known = (1...103).compactMap { Element(atomicNumber: $0) }
        let without = known.filter { OxidationStateSet.common.states(of: $0).isEmpty }.map(\.symbol)
        #expect(without == ["He", "Ne", "Ar"])
        // No element gives more electrons than is known of it.
        for element in known {
            let states = OxidationStateSet.common.states(of: element)
            #expect((states.last ?? 0) <= max(element.highestOxidationState ?? 9, 0), "\(element) \(states)")
            #expect((states.first ?? 0) >= -4 && !states.contains(0))
        }
    }
}
