import Discovery
import Materials
import Testing

/// Energies above hull and phase-separation energies as pymatgen finds them.
@Suite struct HullReferenceTests {
    private struct Row {
        let entry: PhaseDiagram.Entry
        let above: Double
        let separation: Double
    }

    private func rows() throws -> [Row] {
        try hullReferenceValues.split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            let numbers = try words[2...].map { try #require(Double($0)) }
            let entry = PhaseDiagram.Entry(id: String(words[0]), composition: try Composition(String(words[1])), energy: numbers[0])
            return Row(entry: entry, above: numbers[1], separation: numbers[2])
        }
    }

    @Test func everyEntryAsPymatgenHasIt() throws {
        let rows = try rows()
        let known = KnownPhases(rows.map(\.entry))
        let survey = HullSurvey(of: known.entries, known: known)
        #expect(rows.count > 150 && survey.systems > 20)
        for (row, outcome) in zip(rows, survey.outcomes) {
            let stability = try #require(outcome).get()
            #expect(abs(stability.energyAboveHull - row.above) < 1e-8, "\(row.entry.id)")
            #expect(abs(stability.phaseSeparationEnergy - row.separation) < 1e-8, "\(row.entry.id)")
            #expect(stability.isStable == (row.above == 0))
            #expect(abs(stability.products.reduce(0) { $0 + $1.amount } - 1) < 1e-9)
        }
    }

    /// The hull's facets, by Qhull, and the lowest mixture, by the simplex method, are two ways to one number.
    @Test func facetsAndMixturesAgree() throws {
        let rows = try rows()
        let known = KnownPhases(rows.map(\.entry))
        let energies = try known.hullEnergies(at: rows.map(\.entry.composition))
        for (row, energy) in zip(rows, energies) {
            let diagram = try known.diagram(of: row.entry.composition.elements)
            #expect(abs(try diagram.hullEnergy(at: row.entry.composition) - energy) < 1e-9, "\(row.entry.id)")
        }
    }

    @Test(arguments: [2, 3, 5]) func sharesOfRanksComeTogether(ranks: Int) throws {
        let entries = try rows().map(\.entry)
        let known = KnownPhases(entries)
        let whole = HullSurvey(of: entries, known: known)
        var gathered = HullSurvey(of: entries, known: known, share: 0, of: ranks)
        #expect(gathered.outcomes.contains { $0 == nil })
        for rank in 1..<ranks {
            gathered.merge(HullSurvey(of: entries, known: known, share: rank, of: ranks).message, phases: entries, known: known)
        }
        #expect(gathered.outcomes == whole.outcomes)
    }

    @Test func aFailureComesWithItsReasonFromAnyRank() throws {
        let good = PhaseDiagram.Entry(id: "good", composition: try Composition("NaCl"), energy: -2)
        let bad = PhaseDiagram.Entry(id: "bad", composition: try Composition("KBr"), energy: .infinity)
        let known = KnownPhases([good])
        // K-Br comes before Na-Cl? Both shares are asked, whichever has it.
        for rank in 0..<2 {
            var survey = HullSurvey(of: [good, bad], known: known, share: rank, of: 2)
            survey.merge(HullSurvey(of: [good, bad], known: known, share: 1 - rank, of: 2).message, phases: [good, bad], known: known)
            #expect(survey.outcomes[1] == .failure(.energyNotFinite(entry: "bad", found: .infinity)))
            #expect(try survey.outcomes[0]?.get().energyAboveHull == 0)
        }
    }

    /// More elements than any hull's facets could be counted for.
    @Test func twelveElements() throws {
        let symbols = ["Li", "Na", "K", "Rb", "Cs", "Mg", "Ca", "Sr", "Ba", "O", "F", "Cl"]
        var entries: [PhaseDiagram.Entry] = []
        for (place, metal) in symbols.prefix(9).enumerated() {
            for (other, anion) in symbols.suffix(3).enumerated() {
                let energy = -2 - 0.1 * Double((place + other) % 4)
                entries.append(.init(id: metal + anion, composition: try Composition(metal + anion), energy: energy))
            }
        }
        let mixture = try Composition(symbols.joined())
        let survey = HullSurvey(of: [.init(id: "all", composition: mixture, energy: 0)], known: KnownPhases(entries))
        let stability = try #require(survey.outcomes[0]).get()
        // 6 of the 12 atoms are in three compounds of the lowest energy, −2.3 each: the metals and anions left are elements.
        #expect(abs(stability.energyAboveHull - 6 * 2.3 / 12) < 1e-12)
        #expect(abs(stability.products.reduce(0) { $0 + $1.amount } - 1) < 1e-12)
    }
}
