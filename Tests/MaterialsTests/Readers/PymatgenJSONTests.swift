import Materials
import Testing

struct PymatgenJSONTests {
    private func fault(_ from: String, _ to: String) -> StructureTextError? {
        structureFault { () throws(StructureTextError) in try Structure(json: TestTexts.saltJSON.replacing(from, with: to)) }
    }

    @Test func reads() throws {
        let salt = try Structure(json: TestTexts.saltJSON)
        #expect(salt.lattice.a == [2.82, 2.82, 0])
        #expect(salt.sites.map(\.element.symbol) == ["Na", "Cl"])
        #expect(salt.sites[1].position == [0.5, 0.5, 0.5])
        #expect(try Structure(json: "{\"a\": \(TestTexts.saltJSON)}", key: "a") == salt)
    }

    @Test func refuses() {
        #expect(fault("\"occu\": 1.0", "\"occu\": 0.5") == .partialOccupancy(site: "Cl{1}", occupancy: "Cl 0.5"))
        #expect(fault("\"Cl\", ", "\"X0+\", ") == .unknownElement(place: "sites[1]", found: "X0+"))
        #expect(fault("[0.5, 0.5, 0.5]", "[0.5, 0.5]") == .syntax(place: "sites[1].abc", reason: "not three numbers"))
        #expect(fault("[0.5, 0.5, 0.5]", "[0, 0, 1]") == .samePlace("1", "2", distance: 0))
        #expect(fault("\"lattice\"", "\"latice\"") == .missing("lattice"))
        #expect(fault("\"abc\": [0.0", "\"abd\": [0.0") == .missing("sites[0].abc"))
        #expect(fault("[true, true, true]", "[true, true, false]") != nil)
        #expect(fault("[0.0, 2.82, 2.82]", "[2.82, 2.82, 0.0]") != nil)
        #expect(fault("}]}", "}]") != nil)
    }
}
