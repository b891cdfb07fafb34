import Discovery
import Materials
import Prospecting
import Testing

@Suite struct SubstitutionParentTests {
    private let parents: [SubstitutionParent]
    private let entries: EntryTable

    /// NaCl on the hull, its other arrangement 0.08 eV/atom above, Na2Cl far above; KCl without an energy.
    init() throws {
        let materials: [(String, String, Double?)] = [
            ("salt", "AB_cF8_225_a_b:Cl-Na", -2), ("unknown", "AB_cF8_225_a_b:Cl-K", nil), ("caesium", "AB_cP2_221_a_b:Cl-Na", -1.92),
            ("poor", "AB2_cF12_225_a_c:Cl-Na", -0.5),
        ]
        let arrangements = try materials.map { try Protostructure(label: $0.1) }
        parents = zip(materials, arrangements).map { SubstitutionParent(id: $0.0, decoration: Decoration($1)) }
        entries = EntryTable(
            path: "known",
            rows: zip(materials, arrangements).map { material, arrangement in
                EntryTable.Row(
                    id: material.0, composition: arrangement.composition, energy: material.2, fault: material.2 == nil ? "not known" : nil)
            })
    }

    @Test(arguments: [(0.0, ["salt"]), (0.1, ["salt", "caesium"]), (2.0, ["salt", "caesium", "poor"])])
    func thoseNearTheHull(limit: Double, ids: [String]) throws {
        #expect(try SubstitutionParent.stable(among: parents, entries: entries, within: limit).map(\.id) == ids)
    }

    @Test func noneIsAnError() throws {
        let poor = EntryTable(path: "known", rows: [entries.rows[1]])
        #expect { try SubstitutionParent.stable(among: [parents[1]], entries: poor, within: 0.1) } throws: {
            "\($0)" == "known: there is no material to begin with: none lies within 0.1 eV/atom of the hull"
        }
    }
}
