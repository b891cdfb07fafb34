import TestSupport
import Testing

/// Split tables that do not fit the data, and splits that leave nothing to learn from.
@Suite struct BadTableSplitTests {
    private let bench: FeaturisingCase
    private let table = "id,formula,e\na,NaCl,1\nb,KCl,2\nc,LiF,3\nd,Xx2O3,4\n"

    init() throws { bench = try FeaturisingCase() }

    @Test(arguments: [
        ("material_id,split\na,train\nb,val\na,test\n", "row 3: a is in test, but row 1 has it in train"),
        ("material_id,split\na,train\nb,val\na,train\n", "row 3: a stands in row 1 already"),
        ("material_id,split\na,train\nzz,val\n", "row 2: no material of the input has the id zz"),
        ("material_id,split\na,train\nb,valid\n", "row 2: 'valid' is no part of a split; parts are train, val, validation, test, unused"),
        ("material_id,split\na,train\nb\n", "row 2 (line 3): 1 fields, where the header has 2"),
        ("material_id,part\na,train\n", "there is no column 'split'; the columns are 'material_id', 'part'"),
        ("material_id,split\n", "no row follows the header; each names a material_id and its split"), ("", "there is nothing in this file"),
    ])
    func tablesThatDoNotFit(split: String, reason: String) throws {
        try write(Array(table.utf8), to: bench.input)
        let path = try bench.directory.write(split, to: "parts.csv")
        try bench.expectRefusal(["--target", "e", "--split", path], says: ["parts.csv", reason])
    }

    @Test func aTableThatIsNotThere() throws {
        try write(Array(table.utf8), to: bench.input)
        try bench.expectRefusal(["--split", "/nowhere/parts.csv"], status: 66, says: ["/nowhere/parts.csv"])
    }

    /// Materials that were not kept may stand in a split; a name that is all suffix is a name.
    @Test(arguments: ["parts.csv", ".csv"])
    func tablesThatFit(name: String) throws {
        let path = try bench.directory.write("\u{FEFF}material_id,split\r\nd,train\r\n\"a\",train\r\nb,val\r\nc,test\r\n", to: name)
        let found = try bench.featurise(table, "--target", "e", "--split", path)
        #expect(found.kept == 3)
        #expect(found.output.contains("split \(name == ".csv" ? ".csv" : "parts"): 1 train, 1 validation, 1 test, 0 unused"))
    }

    @Test(arguments: [
        ("a,val\nb,val\nc,test\n", "train"), ("a,train\nb,train\nc,test\n", "validation"), ("d,train\na,val\nb,test\n", "train"),
    ])
    func aStoredSplitThatLeavesAPartEmpty(rows: String, part: String) throws {
        let path = try bench.directory.write("material_id,split\n" + rows, to: "parts.csv")
        let found = try bench.featurise(table, "--target", "e", "--split", path)
        #expect(found.output.contains("warning: split parts leaves no material in \(part); covey train needs at least one"))
        try expectNoTraining(says: "data.h5, split 'parts': none of the 3 materials is in \(part); train, validation and test need one at least")
    }

    @Test func tooFewRowsForARandomSplit() throws {
        _ = try bench.featurise(table, "--target", "e")
        try expectNoTraining(says: "data.h5, split 'random:0.8,0.1,0.1': none of the 3 materials is in test")
    }

    private func expectNoTraining(says expected: String) throws {
        let names = try bench.directory.names
        let train = ["train", bench.directory.file("data.h5"), "--target", "e", "--out", bench.directory.file("run"), "--epochs", "1"]
        let run = try ProgramRun("covey", train, limit: 30)
        #expect(run.status == 65, "\(run.errors)")
        #expect(run.errors.contains(expected), "\(run.errors)")
        #expect(try bench.directory.names == names)
    }
}
