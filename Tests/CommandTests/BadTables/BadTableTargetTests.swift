import Datasets
import Materials
import TestSupport
import Testing

/// Values that cannot be learnt.
@Suite struct BadTableTargetTests {
    private let bench: FeaturisingCase

    init() throws { bench = try FeaturisingCase() }

    /// Expects that training stops before it begins, and leaves nothing behind.
    private func expectRefusal(_ more: String..., says expected: String, at location: SourceLocation = #_sourceLocation) throws {
        let names = try bench.directory.names
        let data = bench.directory.file("data.h5")
        let train = ["train", data, "--out", bench.directory.file("run"), "--epochs", "1", "--members", "1"]
        let run = try ProgramRun("covey", train + more, limit: 30)
        #expect(run.status == 65, "\(run.errors)", sourceLocation: location)
        #expect(run.errors.contains(expected), "\(run.errors)", sourceLocation: location)
        #expect(try bench.directory.names == names, sourceLocation: location)
    }

    @Test func valuesThatAreNoneAreListedAndUnknownOnesCounted() throws {
        let found = try bench.featurise(
            "id,formula,e\na,NaCl,nan\nb,KCl,inf\nc,LiF,-Infinity\nd,MgO,1e30\ne,CaO,1\nf,SrO,-1e31\ng,BaO,\nh,ZnO,1e400\ni,BeO,\"1,5\"\n",
            "--target", "e:eV")
        #expect(found.kept == 3)
        for (row, text) in ["2 b": "inf", "3 c": "-Infinity", "4 d": "1e30", "6 f": "-1e31", "8 h": "1e400"] {
            let reason = "column 'e': '\(text)' is not a value that a property can have; leave the field empty where none is known"
            #expect(found.rejected[row] == reason)
        }
        #expect(found.rejected["9 i"] == "column 'e': '1,5' is not a number; the decimal mark is a point, and thousands have none")
        #expect(found.rejected.count == 6)
        #expect(found.output.contains("target e: known of 1 of the 3 materials"))
    }

    @Test func targetsWithoutAnythingToLearn() throws {
        let symbols = (1...20).compactMap { Element(atomicNumber: $0)?.symbol }
        let rows = symbols.map { "\($0),\($0),1.5,\n" }.joined()
        _ = try bench.featurise("id,formula,same,none\n" + rows, "--target", "same", "--target", "none")
        try expectRefusal("--target", "same", says: "target same: all 16 training values are 1.5; there is nothing to learn")
        try expectRefusal("--target", "none", says: "target none: 0 known values in the training set; at least 2 are needed")
        try expectRefusal("--target", "same", "--target", "none", says: "target same")
    }

    @Test func validationWithoutAKnownValue() throws {
        let symbols = (1...20).compactMap { Element(atomicNumber: $0)?.symbol }
        let rows = symbols.enumerated().map { "\($1),\($1),\($0 < 10 ? "\($0)" : "")\n" }.joined()
        let parts = symbols.enumerated().map { "\($1),\($0 < 10 ? "train" : $0 < 15 ? "val" : "test")\n" }.joined()
        let split = try bench.directory.write("material_id,split\n" + parts, to: "late.csv")
        _ = try bench.featurise("id,formula,e\n" + rows, "--target", "e", "--split", split)
        try expectRefusal("--target", "e", says: "the validation split has no material with a known target")
    }

    /// Such values come from other programs that write the format.
    @Test(arguments: [Float.infinity, -Float.infinity, 1e30, -Float.greatestFiniteMagnitude])
    func dataSetsWithAbsurdTargets(value: Float) throws {
        var content = DatasetContent(representation: .composition, elementVectors: .builtIn)
        for number in 1...20 { content.append(id: "m\(number)", formula: "F", label: "", nodes: [(UInt8(number), 0, 1, 1)]) }
        content.targets = [.init(name: "e", unit: "eV", values: (1...20).map { $0 == 7 ? value : Float($0) })]
        try content.write(to: bench.directory.file("data.h5"))
        try expectRefusal("--target", "e", says: "data.h5: targets/e[6]: expected a value below 1e+30, or NaN where none is known, found")
        try expectRefusal("--target", "e", says: "(m7)")
    }
}
