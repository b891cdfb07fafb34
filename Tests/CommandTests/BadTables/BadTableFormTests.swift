import Foundation
import TestSupport
import Testing

/// Tables that are legal though unusual are read; tables that are no tables are refused with the place.
@Suite struct BadTableFormTests {
    private let bench: FeaturisingCase

    init() throws { bench = try FeaturisingCase() }

    @Test func aByteOrderMarkForeignLineEndsAndQuotesAcrossLinesAreLegal() throws {
        let found = try bench.featurise(
            "\u{FEFF}id,formula,e,note\r\na,NaCl,1,\"two\r\nlines, \"\"quoted\"\"\"\r\n\r\nb,\"KCl\",\"2\",\r\n", "--target", "e", "--keep", "note")
        #expect(found.kept == 2 && found.rejected.isEmpty)
        let inspection = try ProgramRun("covey", ["inspect", bench.directory.file("data.h5")])
        #expect(inspection.status == 0)
    }

    @Test(arguments: [
        ("id,formula,e\na,NaCl,1\nb,KCl\n", "row 2 (line 3): 2 fields, where the header has 3"),
        ("id,formula,e\na,\"Na\nCl\",1\n\nb,KCl,2,3\n", "row 2 (line 5): 4 fields, where the header has 3"),
        ("id,formula,e\na,NaCl,1\nb,\"KCl,2\nc,LiF,3\n", "row 2 (line 3): a quote opens here and never closes"),
        ("id,formula,e\na,Na\"Cl\",1\n", "row 1 (line 2): a quote inside a field"),
        ("id,form\"ula\",e\na,NaCl,1\n", "in.csv, header (line 1): a quote inside a field"),
        ("id,formula,e\na,\"NaCl\" x,1\n", "row 1 (line 2): text follows the closing quote"),
        ("", "there is nothing in this file"), ("id,formula,e\n", "there is no material in the input"),
        ("id,formula,e,e\na,NaCl,1,2\n", "more than one column is called 'e'"),
        ("id,formula,formula,e\na,NaCl,KCl,2\n", "more than one column is called 'formula'"),
        ("id,id,formula,e\na,b,KCl,2\n", "more than one column is called 'id'"),
        ("id,formula,energy\na,NaCl,1\n", "there is no column 'e'; the columns are 'id', 'formula', 'energy'"),
        ("id;formula;e\na;NaCl;1\n", "the columns are 'id;formula;e'"),
    ])
    func whatIsNoTableIsRefusedWithTheLine(table: String, reason: String) throws {
        try bench.expectRefusal(of: table, "--target", "e", says: reason)
    }

    @Test func whatIsReadIsNotWrittenOver() throws {
        let table = Array("id,formula\na,NaCl\n".utf8)
        for (input, out) in [("in.csv", "in.csv"), ("in.csv", "./../\(bench.name)/in.csv"), ("x.rejected.csv", "x.h5"), ("x.rejected.csv", "x")] {
            let path = bench.directory.file(input)
            try write(table, to: path)
            let run = try ProgramRun("covey", ["featurise", path, "--out", bench.directory.file(out)])
            #expect(run.status == 64 && run.errors.contains("would be written over \(path), which is read"), "\(run.errors)")
            #expect(try bytes(of: path) == table)
        }
        let vectors = try bench.directory.write("{\"Na\": [1, 2], \"Cl\": [3, 4]}", to: "vectors.json")
        let run = try ProgramRun("covey", ["featurise", bench.input, "--elements", vectors, "--out", vectors])
        #expect(run.status == 64 && run.errors.contains("would be written over \(vectors), which is read"), "\(run.errors)")
    }

    @Test(arguments: [("nowhere/data.h5", 74, "there is no directory"), ("", 64, "is a directory")])
    func placesThatCannotBeWrittenAreKnownBeforeTheWork(out: String, status: Int32, reason: String) throws {
        try write(Array("no table at all".utf8), to: bench.input)
        let run = try ProgramRun("covey", ["featurise", bench.input, "--out", bench.directory.file(out)])
        #expect(run.status == status && run.errors.contains(reason), "\(run.errors)")
        #expect(try bench.directory.names == ["in.csv"])
    }

    /// The fault is in a row that another rank works on.
    @Test func ranksEndTogether() throws {
        let rows = (1...300).map { "m\($0),NaCl,\($0)\n" }.joined()
        try bench.expectRefusal(of: "id,formula,e\n\(rows)last,KCl\n", "--target", "e", ranks: 3, says: "row 301 (line 302): 2 fields")
    }

    @Test func otherEncodingsAreRefused() throws {
        try write([0xFF, 0xFE] + "id,formula,e\n".utf8.flatMap { [$0, 0] }, to: bench.input)
        try bench.expectRefusal(["--target", "e"], says: ["in.csv, its first bytes (UTF-16?): not UTF-8 text"])
    }

    @Test func gzipCutShortIsRefused() throws {
        let table = "id,formula,e\n" + (1...3000).map { "m\($0),NaCl,\($0)\n" }.joined()
        let whole = gzipped(Array(table.utf8))
        try write(whole, to: bench.input)
        #expect(try bench.featurise(["--target", "e"]).kept == 3000)
        for length in [whole.count - 1, whole.count - 8, whole.count / 2, 11] {
            try write(Array(whole.prefix(length)), to: bench.input)
            try bench.expectRefusal(["--target", "e"], says: ["in.csv: the gzip file is cut short"])
        }
    }

    @Test func aHundredThousandColumnsAreReadInSeconds() throws {
        let names = (0..<100_000).map { ",c\($0)" }.joined()
        let fields = String(repeating: ",0.5", count: 100_000)
        let table = "id,formula,e\(names)\n" + (1...20).map { "m\($0),NaCl,\($0)\(fields)\n" }.joined()
        try write(Array(table.utf8), to: bench.input)
        let start = Date()
        let found = try bench.featurise(["--target", "e", "--keep", "c99999"], limit: 60)
        #expect(found.kept == 20)
        #expect(Date().timeIntervalSince(start) < 15, "a second on an idle processor")
        try bench.expectRefusal(["--target", "energy"], says: ["there is no column 'energy'", "and 99983 more"])
    }
}
