import Discovery
import Foundation
import Materials
import Predictions
import Reports
import TestSupport
import Testing

/// Lists of candidates that somebody can decide by.
@Suite struct CandidateReportTests {
    private static let formulae = ["Cl3Yb", "CuNaO2", "ClKNa", "CaF6Mg", "ClNa2", "Cl2K"]
    private static let energies = [-3.0, -1.5, -2.3, -4.0, -1.0, -1.0]

    /// Ytterbium is in no known phase; calcium, magnesium and copper are.
    private func subject(isApart: Bool = true) throws -> ReportSubject {
        let known = KnownPhases(
            try [("NaCl", -2.0), ("KCl", -2.2), ("CuO", -0.8), ("Na2O", -1.4), ("CaF2", -4.2), ("MgF2", -3.7), ("Na", 0.0)].map { formula, energy in
                PhaseDiagram.Entry(id: "k-\(formula)", composition: try Composition(formula), energy: energy)
            })
        let compositions = try Self.formulae.map { try Composition($0) }
        let competition = try Competition(at: compositions, known: known)
        let ids = Self.formulae.indices.map { "c\($0)" }
        var screening = Screening(
            ids: ids, trueEnergies: ids.map { _ in .nan }, predictedEnergies: Self.energies, hullEnergies: competition.hullEnergies,
            deviation: ids.map { _ in 0.05 }, hull: "a made-up hull")
        let flags = ids.indices.map {
            competition.flags($0, elements: compositions[$0].components.count, distance: screening.prediction[$0])
        }
        if isApart { screening.isApart = flags.map { !$0.isEmpty } }
        let table = PredictionTable(
            ids: ids, splits: ids.map { _ in "unused" }, targets: ids.map { _ in nil },
            combined: .regression(means: [Self.energies], deviations: [ids.map { _ in 0.05 }]), members: [Self.energies],
            columns: [
                .init(name: "formula", values: Self.formulae), .init(name: "unseen_elements", values: ["Yb", "", "", "", "", ""]),
                .init(name: "seen_composition", values: ["0", "0", "1", "0", "0", "1"]), .init(name: "batch", values: ["1", "1", "1", "2", "2", "2"]),
            ])
        var subject = ReportSubject(name: "run", predictions: table, target: "formation_energy", unit: "eV/atom")
        var question = DiscoveryQuestion(screening: screening, formulae: Self.formulae)
        question.competition = competition
        question.flags = flags
        question.details = table.columns.filter { $0.name != "formula" }
        question.knownThatAreCandidates = 3
        question.knownWithBorrowedIDs = 2
        subject.discovery = question
        return subject
    }

    private func write(_ subject: ReportSubject) throws -> (page: String, table: (String) throws -> [[String]]) {
        let directory = try TemporaryDirectory()
        _ = try Report(title: "t", subjects: [subject]).write(to: directory.path, gnuplot: nil)
        let page = try String(contentsOfFile: directory.file("index.html"), encoding: .utf8)
        return (page, { name in
            var reader = try TableReader(path: directory.file("tables/\(name).csv"))
            var row = TableRow()
            var rows = [reader.header]
            while try reader.next(into: &row) { rows.append((0..<row.count).map { row.text($0) ?? "" }) }
            return rows
        })
    }

    @Test func flaggedCandidatesAreCountedAndComeLast() throws {
        let (page, table) = try write(try subject())
        let answer = try #require(page.firstMatch(of: /<p class="answer">([^<]*)<\/p>/)).output.1
        #expect(answer.contains("3 candidates are flagged and left out of the list of what to calculate first"), "\(answer)")
        #expect(answer.contains("1 holds an element of which no compound is known (Yb)") && answer.contains("2 hold more halogen"))
        let rows = try table("candidates")
        #expect(rows.dropFirst().map { $0[0] } == ["c2", "c1", "c4", "c0", "c3", "c5"])
        let list = try #require(page.firstRange(of: "The candidates to calculate first"))
        let end = try #require(page[list.upperBound...].firstRange(of: "</table>"))
        let shown = page[list.upperBound..<end.lowerBound]
        #expect(shown.contains("NaCuO2") && shown.contains("Na2Cl") && !shown.contains("YbCl3") && !shown.contains("CaMgF6"))
        #expect(page.contains("Flagged, and left out of the list above") && page.contains("unknown-element (Yb)"))
        #expect(page.contains("3 known phases are candidates themselves") && page.contains("2 known phases have the id of a candidate"))
        let flags = try table("candidate-flags")
        #expect(flags.dropFirst().map { Array($0[..<3]) } == [["unknown-element", "1", "Yb"], ["excess-anion", "2", ""]])
    }

    @Test func whoAsksForThemHasThemInTheList() throws {
        let (page, table) = try write(try subject(isApart: false))
        #expect(try table("candidates").dropFirst().map { $0[0] }.first == "c0")
        #expect(page.contains("3 candidates are flagged: ") && page.contains("<td>unknown-element:Yb</td>"))
    }

    @Test func aRowSaysWhatCompetesAndWhatIsNew() throws {
        let rows = try write(try subject()).table("candidates")
        func value(_ row: Int, _ name: String) throws -> String { rows[row][try #require(rows[0].firstIndex(of: name))] }
        #expect(try value(2, "rank") == "2" && value(2, "formula") == "NaCuO2" && value(2, "chemical_system") == "Cu-Na-O")
        #expect(try value(2, "flags") == "" && value(4, "flags") == "unknown-element:Yb" && value(6, "flags") == "excess-anion:Cl")
        // NaCuO2: half an Na2O and a CuO, and half an oxygen atom more.
        #expect(try value(2, "decomposition_by_shares_of_atoms") == "0.125 O + 0.5 CuO (k-CuO) + 0.375 Na2O (k-Na2O)")
        #expect(try value(2, "competing_phases") == "3" && value(2, "competing_phase_names") == "Na2O (k-Na2O); CuO (k-CuO); Na (k-Na)")
        let (middle, low, high) = (
            try #require(Double(value(2, "predicted_e_above_hull"))), try #require(Double(value(2, "e_above_hull_low"))),
            try #require(Double(value(2, "e_above_hull_high")))
        )
        #expect(abs(middle - low - 0.05) < 1e-12 && abs(high - middle - 0.05) < 1e-12)
        #expect(try value(4, "seen_elements") == "Cl" && value(4, "unseen_elements") == "Yb" && value(4, "seen_composition") == "0")
        #expect(try value(2, "batch") == "1" && value(5, "batch") == "2")
    }

    /// A page of a table that can be sorted has a script for it; nothing is fetched.
    @Test func aTableToSortBringsItsScript() throws {
        let page = try write(try subject()).page
        #expect(page.contains("<table class=\"sortable\">") && page.contains("<script>") && !page.contains("src=") && !page.contains("http"))
    }
}
