import Materials
import Prospecting
import TestSupport
import Testing

@Suite struct SubstitutionTableTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func element(_ symbol: String) throws -> Element { try #require(Element(symbol: symbol)) }

    @Test func rowsAreMadeToSumToOne() throws {
        // Rows in another order than columns; counts.
        let path = try directory.write("element,Na,K,Cl\nCl,0,0,2\nK,6,2,0\nNa,1,3,0\n", to: "counts.csv")
        let table = try SubstitutionTable(path: path)
        let (na, k, cl) = (try element("Na"), try element("K"), try element("Cl"))
        #expect(table.probability(of: k, for: na) == 0.75 && table.probability(of: na, for: k) == 0.75)
        #expect(table.successors(of: na).map(\.element) == [k, na] && table.successors(of: cl).map(\.probability) == [1])
        #expect(table.successors(of: try element("Fe")).isEmpty)
        // Written and read again.
        let again = directory.file("again.csv")
        try table.matrix.write(to: again)
        #expect(try ElementMatrix(path: again) == table.matrix)
    }

    @Test func whatNothingReplacesStays() throws {
        let alone = SubstitutionCounts([Decoration(try Protostructure(label: "AB_cF8_225_a_b:Cl-Na"))])
        let table = SubstitutionTable(name: "alone", counts: alone)
        #expect(table.successors(of: try element("Na")).map(\.element) == [try element("Na")])
        #expect(alone.matrix.values.allSatisfy { $0 == 0 })
    }

    @Test(arguments: [
        ("element,Na,Xx\nNa,1,1\n", "header: 'Xx' is no element's symbol"), ("element,Na,Na\nNa,1,1\n", "header: Na is given twice"),
        ("element,Na,K\nNa,1,1\nNa,1,1\n", "row 2: Na is given twice"), ("element,Na\nNa,1\nK,1\n", "row 2: there is a row of K and no column"),
        ("element,Na,K\nNa,1,1\n", "column K: there is a column of K and no row"),
        ("element,Na\nNa,-0.5\n", "row 1, Na→Na: -0.5 is less than zero"),
        ("element,Na\nNa,much\n", "row 1, Na→Na: 'much' is not a number"), ("element,Na\nNa,\n", "row 1, Na→Na: nothing is given"),
        ("element\n", "there is no column of an element"), ("element,Na\nNa,1,2\n", "row 1"),
    ])
    func mistakes(text: String, reason: String) throws {
        let path = try directory.write(text, to: "table.csv")
        #expect { try SubstitutionTable(path: path) } throws: { "\($0)".contains(reason) && "\($0)".contains(path) }
    }

    @Test func aRowOfNothingIsRefusedWhereItIsAskedFor() throws {
        let path = try directory.write("element,Na,K,Cl\nNa,1,3,0\nK,6,2,0\nCl,0,0,0\n", to: "counts.csv")
        let table = try SubstitutionTable(path: path)
        let salt = SubstitutionParent(id: "salt", decoration: Decoration(try Protostructure(label: "AB_cF8_225_a_b:Cl-Na")))
        #expect { try SubstitutionSource(parents: [salt], table: table, choice: .mostProbable(1)) } throws: {
            "\($0)".contains("nothing replaces Cl")
        }
    }
}
