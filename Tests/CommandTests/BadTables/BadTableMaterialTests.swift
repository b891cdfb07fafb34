import TestSupport
import Testing

/// Rows whose material cannot be are listed with the reason; the rows beside them stay.
@Suite struct BadTableMaterialTests {
    private let bench: FeaturisingCase

    init() throws { bench = try FeaturisingCase() }

    private func expect(_ found: [String: String], _ expected: [String: String]) {
        #expect(found.keys.sorted() == expected.keys.sorted())
        for (row, text) in expected { #expect(found[row]?.contains(text) == true, "\(row): \(found[row] ?? "not listed")") }
    }

    @Test func elementsThatAreNone() throws {
        let found = try bench.featurise(
            "id,formula\na,Xx2O3\nb,D2O\nc,T2O\nd,XO\ne,NaCl\nf,\n,KCl\n", "--representation", "composition")
        #expect(found.kept == 1)
        expect(found.rejected, [
            "1 a": "formula 'Xx2O3', position 1: 'Xx' is not an element", "2 b": "isotopes of hydrogen are not told apart, write H",
            "3 c": "isotopes of hydrogen are not told apart, write H", "4 d": "'X' is not an element", "6 f": "column 'formula' is empty",
            "7 7": "its id is empty",
        ])
    }

    @Test func elementsThatAreNoneInStructures() throws {
        func caesiumChloride(_ other: String) -> String {
            """
            data_x _cell_length_a 4.1 _cell_length_b 4.1 _cell_length_c 4.1
            _cell_angle_alpha 90 _cell_angle_beta 90 _cell_angle_gamma 90
            loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z
            Cs1 0 0 0
            \(other)1 0.5 0.5 0.5

            """
        }
        let rows = ["Cl", "D", "T", "X", "Xx"].map { "\($0),\"\(caesiumChloride($0))\"\n" }.joined() + "none,\n"
        let found = try bench.featurise("id,cif\n" + rows)
        #expect(found.kept == 1)
        expect(found.rejected, [
            "2 D": "site D1: 'D1': isotopes of hydrogen are not told apart, write H", "3 T": "isotopes of hydrogen",
            "4 X": "site X1: 'X1' is not an element", "5 Xx": "site Xx1: 'Xx1' is not an element", "6 none": "column 'cif' is empty",
        ])
    }

    /// The general position of No. 47 is the one letter after z in all groups.
    @Test func labelsThatCannotBe() throws {
        let found = try bench.featurise("""
            id,protostructure
            a,AB_cF8_0_a_b:Cl-Na
            b,AB_cF8_231_a_b:Cl-Na
            c,AB_cF8_225_a_z:Cl-Na
            d,A_oP8_47_A:Si
            e,A_oP8_47_B:Si
            f,A2B_cF8_225_a_b:Cl-Na
            g,AB_cF16_225_a_b:Cl-Na
            h,AB_cF8_225_a_b:D-Na
            i,AB_cF8_225_a_b:Na-X
            j,AB_cF8_225_a_a:Cl-Na
            k,
            l,NaCl

            """)
        #expect(found.kept == 1)
        expect(found.rejected, [
            "1 a": "label 'AB_cF8_0_a_b:Cl-Na': space group: expected a number from 1 to 230; found 0",
            "2 b": "space group: expected a number from 1 to 230; found 231",
            "3 c": "letters of Na: expected a letter of No. 225, a to l; found z",
            "5 e": "letters of Si: expected a letter of No. 47, a to A; found B",
            "6 f": "anonymous formula: expected AB, which the letters make; found A2B",
            "7 g": "Pearson symbol: expected cF8, which the letters make; found cF16",
            "8 h": "chemical system: expected H (isotopes of hydrogen are not told apart); found D",
            "9 i": "chemical system: expected the symbol of an element; found X",
            "10 j": "letters of Na: expected position a, which has no free coordinate, once; found it again after Cl",
            "11 k": "column 'protostructure' is empty", "12 l": "label 'NaCl': label: expected a prototype, a colon, a chemical system",
        ])
    }

    @Test func labelsThatContradictTheFormulaBesideThem() throws {
        let table = """
            id,protostructure,formula,other
            a,AB_cF8_225_a_b:Cl-Na,KCl,
            b,AB_cF8_225_a_b:Cl-Na,NaCl2,NaCl
            c,AB_cF8_225_a_b:Cl-Na,Na0.5Cl0.5,
            d,AB_cP2_221_a_b:Cl-Cs,,
            e,AB_cF8_225_a_b:Cl-K,Xx2O3,KCl

            """
        let found = try bench.featurise(table)
        #expect(found.kept == 3)
        let contradictions = [
            "1 a": "the label is ClNa, but column 'formula' says KCl", "2 b": "the label is ClNa, but column 'formula' says NaCl2",
        ]
        expect(found.rejected, contradictions)
        // A column that nobody has named may hold something else.
        let unread = "column 'formula': formula 'Xx2O3', position 1: 'Xx' is not an element"
        #expect(found.output.contains("the formulae beside 1 of the 3 materials could not be compared with them, the first that of e: \(unread)"))
        let named = try bench.featurise(table, "--protostructure", "protostructure", "--formula", "formula")
        expect(named.rejected, contradictions.merging(["5 e": unread]) { first, _ in first })
        // Another column may hold the formulae.
        let other = try bench.featurise(table, "--protostructure", "protostructure", "--formula", "other", "--duplicates", "all")
        #expect(other.kept == 5)
    }

    @Test func namesThatStandTwice() throws {
        let found = try bench.featurise("id,formula\na,NaCl\nb,KCl\na,LiF\na,NaCl\n")
        #expect(found.kept == 2)
        let reason = "the id a stands in \(bench.input), row 1 already; an id may stand once"
        #expect(found.rejected == ["3 a": reason, "4 a": reason])
    }

    /// The list of an earlier data set goes with that data set; without one it says what was wrong.
    @Test func nothingThatCanBeKept() throws {
        let table = "id,formula\na,Xx2O3\nb,D2O\n"
        try bench.expectRefusal(of: table, says: "none of the 2 materials of the input can be kept", "row 1 (a): formula 'Xx2O3'")
        let fresh = try FeaturisingCase()
        try write(Array(table.utf8), to: fresh.input)
        let run = try ProgramRun("covey", ["featurise", fresh.input, "--out", fresh.directory.file("data.h5")])
        #expect(run.status == 65)
        #expect(try fresh.rejected().count == 2)
        #expect(try fresh.directory.names == ["data.rejected.csv", "in.csv"])
    }
}
