import Materials
import Testing

/// What fields of tables say as numbers, in the spellings that programs and people use.
struct TableNumberTests {
    @Test(arguments: [
        ("1", 1), (" -2.0", -2), ("-1.9 ", -1.9), ("\t3e2\r", 300), ("+.5", 0.5), ("1.", 1), ("-0", 0), ("1E-3", 0.001), ("\u{A0}7", 7),
        ("9.99e29", 9.99e29),
    ])
    func blanksAroundNumbersDoNotCount(text: String, value: Double) {
        #expect(TableNumber(text) == .known(value))
    }

    @Test(arguments: [
        "", " ", "nan", "NaN", "-nan", "-NaN", "NA", "N/A", "n/a", "#N/A", "#NA", "<NA>", "None", "none", "null", "NULL", "-", "--", "?", " NA ",
    ])
    func theUsualWordsForMissingSayThatNothingIsKnown(text: String) {
        #expect(TableNumber(text) == .unknown)
        #expect(TableNumber.saysUnknown(text))
    }

    @Test(arguments: ["inf", "-Infinity", "1e30", "-1e40", "1e400", "INF"])
    func absurdValuesAreRefusedInTheSameWords(text: String) {
        let reason = "'\(text)' is not a value that a property can have; leave the field empty where none is known"
        #expect(TableNumber(text) == .notAValue(reason))
    }

    @Test(arguments: [
        ("0x1p1", "'0x1p1' is not a number: only decimal ones are read"), ("0x10", "only decimal ones"),
        ("1,5", "'1,5' is not a number; the decimal mark is a point"), ("1.234,5", "the decimal mark is a point"),
        ("1D-3", "an exponent is written with e"), ("\u{2212}1.5", "a minus is written with a hyphen"), ("1 2", "'1 2' is not a number"),
        ("Na", "'Na' is not a number"), ("abc", "'abc' is not a number"), ("1_000", "not a number"), ("nanometre", "not a number"),
    ])
    func whatIsNoNumberSaysWhy(text: String, reason: String) {
        #expect(TableNumber(text).fault?.contains(reason) == true, "\(TableNumber(text))")
        #expect(TableNumber(text).value == nil && !TableNumber.saysUnknown(text))
    }
}
