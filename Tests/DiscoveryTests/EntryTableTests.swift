import Discovery
import Materials
import TestSupport
import Testing

/// Tables of entries: what they may say, and what becomes of rows that say nothing.
@Suite struct EntryTableTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func rowsWithoutAnEntryStayWithTheReason() throws {
        let path = try directory.write(
            "id,formula,formation_energy_per_atom\na,NaCl,-2\nb,Nacl,-1\nc,KCl,\nd,KCl,nan\ne,KBr, -1.5 \nf,KBr,0x1p1\ng,KBr,-1e40\nh,KBr,NA\n", to: "entries.csv")
        let table = try EntryTable(path: path, energy: .formation(nil))
        #expect(table.entries.map(\.id) == ["a", "e"])
        let faults = table.rows.map { $0.fault ?? "" }
        #expect(faults[1].contains("position") && faults[2] == "formation_energy_per_atom is not known" && faults[3] == faults[2])
        #expect(table.entries[1].energy == -1.5 && faults[7] == faults[2])
        #expect(faults[5].contains("'0x1p1' is not a number") && faults[6].contains("'-1e40' is not a value"))
        let none = try directory.write("id,formula,e\na,NaCl,\n", to: "none.csv")
        #expect(throws: EntryError.self) { try EntryTable(path: none, energy: .formation("e")) }
    }

    @Test func referencesAreFoundOrGiven() throws {
        let path = try directory.write(
            "id,formula,e\nsodium,Na,-1.3\nsodium2,Na8,-1.1\nsalt,NaCl,-3.5\npotash,KCl,-3.4\nchlorine,Cl2,-1.8\n", to: "entries.csv")
        let table = try EntryTable(path: path, energy: .total("e"))
        var references = ReferenceEnergies([:])
        references.find(in: table.entries)
        let formed = table.formationEnergies(from: references)
        #expect(abs(try #require(formed.rows[2].energy) + 3.5 - 1.55) < 1e-12)
        #expect(formed.rows[0].energy == 0)
        #expect(abs(try #require(formed.rows[1].energy) - 0.2) < 1e-12)
        #expect(try #require(formed.rows[3].fault).hasPrefix("there is no reference energy of K:"))
        // What is given counts before what is found.
        let file = try directory.write("element,energy\nK, -1\nCl,-2 \n", to: "references.csv")
        var given = try ReferenceEnergies(path: file)
        given.find(in: table.entries)
        #expect(abs(try #require(table.formationEnergies(from: given).rows[3].energy) + 3.4 - 1.5) < 1e-12)
        for (text, problem) in [("Xx,1", "no element"), ("K,x", "'x' is not a number"), ("K,nan", "the energy of K is not known"), ("K,inf", "not a value"), ("K,1\nK,2", "given twice")] {
            let wrong = try directory.write("element,energy\n\(text)\n", to: "wrong.csv")
            let error = #expect(throws: EntryError.self) { try ReferenceEnergies(path: wrong) }
            #expect(error?.description.contains(problem) == true)
        }
    }

    @Test func whatHullFilesSay() throws {
        let path = try directory.write("id,formula,e\nrust,Fe2O3,-1.6\nwustite,FeO,-1.2\nbad,Fe?,0\n", to: "entries.csv")
        let table = try EntryTable(path: path, energy: .formation("e"))
        let known = KnownPhases(table.entries)
        let hull = HullTable(materials: table, survey: HullSurvey(of: known.entries, known: known), known: known.entries)
        let lines = hull.text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(lines[1][1...2] == ["Fe2O3", "Fe-O"] && lines[1].last == "ok" && lines[1][7] == "1 Fe2O3 (rust)")
        // FeO = 5/6 Fe2O3 + 1/6 Fe by atoms, at −4/3: it lies 2/15 above.
        #expect(abs(try #require(Double(lines[2][4])) - 2.0 / 15) < 1e-12)
        #expect(lines[2][7] == "0.166667 Fe + 0.833333 Fe2O3 (rust)")
        #expect(lines[3][0] == "bad" && lines[3].last?.contains("position") == true)
        #expect(hull.counts == (stable: 1, unstable: 1, leftOut: 1))
    }
}
