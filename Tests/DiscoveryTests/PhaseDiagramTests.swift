import Discovery
import Materials
import Testing

/// Systems whose hulls can be worked out by hand.
@Suite struct PhaseDiagramTests {
    private func entry(_ formula: String, _ energy: Double) throws -> PhaseDiagram.Entry {
        PhaseDiagram.Entry(id: "\(formula) \(energy)", composition: try Composition(formula), energy: energy)
    }

    private func isClose(_ left: Double, _ right: Double) -> Bool { abs(left - right) < 1e-12 }

    @Test func binaryLineBetweenCompoundAndElement() throws {
        let diagram = try PhaseDiagram([try entry("Al2O3", -3), try entry("AlO", -1)])
        // AlO = 5/6 Al2O3 + 1/6 Al by atoms: the hull lies at −2.5 there.
        let monoxide = try Composition("AlO")
        #expect(isClose(try diagram.hullEnergy(at: monoxide), -2.5))
        #expect(isClose(try diagram.energyAboveHull(monoxide, energy: -1), 1.5))
        let products = try diagram.decomposition(of: monoxide)
        #expect(products.map(\.entry.id) == ["Al", "Al2O3 -3.0"])
        #expect(isClose(products[0].amount, 1.0 / 6) && isClose(products[1].amount, 5.0 / 6))
        #expect(diagram.stablePhases.map(\.id).sorted() == ["Al", "Al2O3 -3.0", "O"])
    }

    @Test func newCompoundBelowTheHull() throws {
        let diagram = try PhaseDiagram([try entry("NaCl", -2)])
        #expect(isClose(try diagram.energyAboveHull(try Composition("Na3Cl"), energy: -1.25), -0.25))
    }

    @Test func elementsAloneAreTheHull() throws {
        let diagram = try PhaseDiagram([try entry("NaK", 0.3)])
        #expect(try diagram.hullEnergy(at: try Composition("NaK")) == 0)
        #expect(try diagram.decomposition(of: try Composition("Na3K")).map(\.entry.id) == ["Na", "K"])
        #expect(try diagram.energyAboveHull(try Composition("NaK"), energy: 0.3) == 0.3)
    }

    @Test func oneElement() throws {
        let diagram = try PhaseDiagram([try entry("C", 0.1), try entry("C60", 0.4)])
        #expect(try diagram.energyAboveHull(try Composition("C"), energy: 0.1) == 0.1)
        #expect(try diagram.decomposition(of: try Composition("C")).map(\.amount) == [1])
        // An entry below zero takes the place of the reference.
        let lower = try PhaseDiagram([try entry("C", -0.2)])
        #expect(try lower.hullEnergy(at: try Composition("C2")) == -0.2)
    }

    @Test func elementWithoutEntries() throws {
        let lithium = try #require(Element(symbol: "Li"))
        let diagram = try PhaseDiagram([try entry("NaCl", -2)], elements: [lithium])
        #expect(diagram.elements.map(\.symbol) == ["Li", "Na", "Cl"])
        #expect(isClose(try diagram.hullEnergy(at: try Composition("LiNaCl")), -4.0 / 3))
    }

    @Test func onlyTheLowestOfOneCompositionCounts() throws {
        let diagram = try PhaseDiagram([try entry("TiO2", -3), try entry("Ti2O4", -3.2), try entry("TiO2", -3.1)])
        #expect(isClose(try diagram.energyAboveHull(try Composition("Ti3O6"), energy: -3), 0.2))
        #expect(try diagram.decomposition(of: try Composition("TiO2")).map(\.entry.id) == ["Ti2O4 -3.2"])
    }

    @Test func coplanarTernary() throws {
        // Every compound lies in the plane E = −3 x_O (1 − x_O) at x_O = 1/2: one flat facet with many corners.
        let names = ["MgO", "CaO", "MgCaO2", "Mg2CaO3", "MgCa2O3", "Mg3CaO4"]
        let diagram = try PhaseDiagram(try names.map { try entry($0, -0.75) })
        for name in names {
            #expect(isClose(try diagram.energyAboveHull(try Composition(name), energy: -0.75), 0))
        }
        #expect(isClose(try diagram.hullEnergy(at: try Composition("Mg5Ca3O8")), -0.75))
        let products = try diagram.decomposition(of: try Composition("Mg5Ca3O8"))
        #expect(isClose(products.reduce(0) { $0 + $1.amount }, 1))
        #expect(isClose(products.reduce(0) { $0 + $1.amount * $1.entry.energy }, -0.75))
    }

    @Test func pointsInThePlaneOfTheElementsChangeNothing() throws {
        let diagram = try PhaseDiagram([try entry("CuAu", 0), try entry("Cu3Au", 0), try entry("CuAuAg", 0), try entry("CuAg", -1)])
        #expect(try diagram.hullEnergy(at: try Composition("CuAu")) == 0)
        #expect(isClose(try diagram.hullEnergy(at: try Composition("CuAgAu2")), -0.5))
    }

    @Test func tinyDepthsDoNotUpsetTheGeometry() throws {
        let diagram = try PhaseDiagram([try entry("NiPt", -1e-9), try entry("NiPtPd", -1e-10), try entry("NiPd", -1e-11)])
        #expect(abs(try diagram.hullEnergy(at: try Composition("NiPtPd"))) < 2e-9)
    }

    @Test func sixElements() throws {
        let diagram = try PhaseDiagram([try entry("LiNaKRbCsF5", -2.5), try entry("LiF", -3), try entry("NaF", -2.9)])
        let mixture = try Composition("LiNaKRbCsF5")
        // 2/10 LiF + 2/10 NaF and the rest as elements gives −1.18: the compound wins.
        #expect(isClose(try diagram.hullEnergy(at: mixture), -2.5))
        #expect(isClose(try diagram.hullEnergy(at: try Composition("LiNaF2")), -2.95))
    }

    @Test func mistakesAreNamed() throws {
        #expect(throws: HullError.noElements) { try PhaseDiagram([]) }
        #expect(throws: HullError.energyNotFinite(entry: "NaCl inf", found: .infinity)) {
            try PhaseDiagram([try entry("NaCl", .infinity)])
        }
        let empty = PhaseDiagram.Entry(id: "void", composition: Composition(amounts: [:]), energy: 0)
        #expect(throws: HullError.emptyComposition(entry: "void")) { try PhaseDiagram([empty]) }
        let diagram = try PhaseDiagram([try entry("NaCl", -2)])
        let error = #expect(throws: HullError.self) { try diagram.hullEnergy(at: try Composition("KCl")) }
        #expect(error?.description == "ClK holds K, which the phase diagram of Na-Cl does not cover.")
    }
}
