import Datasets
import Foundation
import Materials
import TestSupport
import Testing

/// `covey enumerate` as people call it.
@Suite struct EnumerateTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func countsAreATable() throws {
        let one = try ProgramRun("covey", ["enumerate", "--group", "221", "--cell", "Sr:1,Ti:1,O:3", "--count"])
        #expect(one.status == 0, "\(one.errors)")
        #expect(one.output == "space_group,cell,combinations,representations,chemistries\n221,\"O:3,Sr:1,Ti:1\",4,2,1\n")
        #expect(one.errors.contains("2 representations of 4 assignments in 1 space group"))
        // A cell that the centring does not divide is no cell of the group.
        let none = try ProgramRun("covey", ["enumerate", "--groups", "221,225", "--cell", "O:3,Ti:1,Sr:1", "--count"])
        #expect(none.output.hasSuffix("225,\"O:3,Sr:1,Ti:1\",0,0,1\n"))
        let out = directory.file("counts.csv")
        let words = ["enumerate", "--formula", "ABX3", "--elements", "A:Ca,Sr B:Ti", "--elements", "X:O,S", "--groups", "221-225", "--max-atoms", "5"]
        let run = try ProgramRun("covey", words + ["--count", "--out", out])
        #expect(run.status == 0 && run.output.contains("wrote \(out)"), "\(run.errors)")
        #expect(String(decoding: try bytes(of: out), as: UTF8.self).contains("221,\"A:1,B:1,C:3\",16,8,4\n"))
    }

    /// The same representations in a table, a compressed one and a data set, whose labels and nodes are those that featurise makes.
    @Test func librariesAreDataSetsAndTables() throws {
        let words = ["enumerate", "--system", "Na-Cl", "--subsystems", "--groups", "2,47,166,225", "--max-atoms", "4", "--out"]
        let (table, packed, data) = (directory.file("all.csv"), directory.file("all.csv.gz"), directory.file("all.h5"))
        for out in [table, packed, data] {
            let run = try ProgramRun("covey", words + [out])
            #expect(run.status == 0 && run.output.contains("wrote \(out)") && run.output.contains("next: covey "), "\(run.errors)")
        }
        var stream = try ByteStream(path: packed)
        #expect(try stream.rest() == bytes(of: table))
        let lines = String(decoding: try bytes(of: table), as: UTF8.self).split(separator: "\n")
        #expect(lines[0] == "candidate_id,label,formula,space_group")
        #expect(lines.contains { $0.hasSuffix(",AB_cF8_225_a_b:Cl-Na,ClNa,225") } && lines[1].hasPrefix("enum-0,"))

        let again = directory.file("again.h5")
        let featurise = ["featurise", packed, "--id", "candidate_id", "--protostructure", "label", "--duplicates", "all", "--out", again]
        let run = try ProgramRun("covey", featurise)
        #expect(run.status == 0, "\(run.errors)")
        let (own, other) = (try Dataset(path: data), try Dataset(path: again))
        #expect(own.count == lines.count - 1 && own.count == other.count)
        #expect(own.contentHash == other.contentHash)
        #expect(own.provenance.contains { $0.name == "source" && $0.value.hasPrefix("enumerate --system Na-Cl") })
    }

    /// A trained ensemble reads the library as it is.
    @Test func anEnsemblePredictsTheLibrary() throws {
        let data = try directory.sandboxData(materials: 40)
        let (run, library, out) = (directory.file("run"), directory.file("library.h5"), directory.file("predictions.csv"))
        let train = ["train", data, "--target", "formation_energy_per_atom", "--members", "1", "--epochs", "1", "--out", run]
        #expect(try ProgramRun("covey", train).status == 0)
        #expect(try ProgramRun("covey", ["enumerate", "--formula", "NaCl", "--groups", "195-230", "--max-atoms", "4", "--out", library]).status == 0)
        let predict = try ProgramRun("covey", ["predict", run, library, "--out", out])
        #expect(predict.status == 0, "\(predict.errors)")
        #expect(String(decoding: try bytes(of: out), as: UTF8.self).contains("enum-0,"))
    }

    @Test func mistakes() throws {
        let out = directory.file("out.csv")
        for (words, reason) in [
            ([], "say what is to be enumerated: --formula, --system, --cell"),
            (["--formula", "NaCl"], "--out is missing, or --count"),
            (["--formula", "NaCl", "--system", "Na-Cl", "--count"], "--formula and --system exclude each other"),
            (["--system", "Na-Cl-Na", "--count"], "--system is 'Na-Cl-Na'"),
            (["--system", "Na-Cl", "--elements", "A:Ca", "--count"], "--elements belongs to --formula"),
            (["--formula", "AX", "--elements", "A=Ca", "--count"], "--elements is 'A=Ca'"),
            (["--formula", "NaCl", "--groups", "1-231", "--count"], "--groups is '1-231'"),
            (["--formula", "NaCl", "--groups", "1", "--group", "2", "--count"], "--group and --groups exclude each other"),
            (["--cell", "Na:0", "--count"], "--cell is 'Na:0'"),
            (["--cell", "Na:1", "--max-atoms", "4", "--count"], "--max-atoms says nothing of a --cell"),
            (["--formula", "NaCl", "--count", "--limit", "4"], "--limit belongs to a listing"),
            (["--formula", "NaCl", "--out", directory.file("out.txt")], "must end in .h5"),
            (["--formula", "NaCl", "--groups", "47", "--out", out, "--limit", "1000"], "1000 are to be listed at most"),
            (["--formula", "NaCl", "--max-atoms", "30", "--group", "47", "--out", directory.file("out.h5")], "a table takes more (--out LIB"),
            (["--formula", "SrTiO3", "--max-atoms", "4", "--count"], "the smallest formula has 5 atoms"),
        ] {
            let run = try ProgramRun("covey", ["enumerate"] + words)
            #expect(run.status == 64 && run.errors.contains(reason), "\(words): \(run.status) \(run.errors)")
        }
        let none = try ProgramRun("covey", ["enumerate", "--formula", "NaCl", "--max-atoms", "8", "--group", "230", "--out", out])
        #expect(none.status == 65 && none.errors.contains("there is no representation"), "\(none.errors)")
        #expect(try directory.names == [])
    }
}
