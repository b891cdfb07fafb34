import Foundation
import TestSupport
import Testing

/// Data sets of next to nothing, targets of which too little is known, and values beyond all others: what is said before training, and after.
@Suite struct FewMaterialsTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private static let metals = ["Li", "Na", "K", "Rb", "Cs", "Mg", "Ca", "Sr", "Ba", "Zn"]

    /// Sixty compositions: forty to train on, ten to validate, ten to test.
    private func data(_ value: (Int) -> String) throws -> (path: String, said: String) {
        let rows = (0..<60).map { "m\($0),\(Self.metals[$0 % 10])\(1 + $0 / 10)O\(1 + $0 % 7),\(value($0))\n" }
        let table = try directory.write("material_id,formula,y\n" + rows.joined(), to: "y.csv")
        let parts = (0..<60).map { "m\($0),\($0 < 40 ? "train" : $0 < 50 ? "val" : "test")\n" }
        let split = try directory.write("material_id,split\n" + parts.joined(), to: "split.csv")
        let out = directory.file("y.h5")
        let run = try ProgramRun("covey", ["featurise", table, "--target", "y", "--split", split, "--out", out])
        #expect(run.status == 0, "\(run.errors)")
        return (out, run.errors)
    }

    private func energy(_ row: Int) -> String { "\(-1.4 + Double(row * 37 % 60) / 50)" }

    private let quick = ["--members", "1", "--epochs", "1"]

    @Test func aSweepWithoutATestedValueIsRefusedBeforeItTrains() throws {
        let path = try data { $0 < 50 ? energy($0) : "" }.path
        let out = directory.file("sweep")
        let sweep = try ProgramRun("covey", ["sweep", path, "--target", "y", "--sizes", "10,20", "--out", out] + quick)
        #expect(sweep.status == 65 && sweep.errors.contains("target y is known of none of the 10 test materials"), "\(sweep.errors)")
        #expect(!sweep.errors.contains("learning-rate") && !FileManager.default.fileExists(atPath: out))
        let train = try ProgramRun("covey", ["train", path, "--target", "y", "--out", directory.file("run")] + quick)
        #expect(train.status == 0 && train.errors.contains("not known of 10 of 10 test materials"), "\(train.errors)")
        #expect(train.errors.contains("warning: target y is known of no test material"))
        let curve = try ProgramRun("covey", ["train", path, "--target", "y", "--test-curve", "--out", directory.file("curve")] + quick)
        #expect(curve.status == 65 && curve.errors.contains("there is no --test-curve"), "\(curve.errors)")
    }

    @Test func validationAndTrainingWithoutAValue() throws {
        for (part, reason) in [(40..<50, "validation"), (0..<40, "0 known values in the training set")] {
            let path = try data { part.contains($0) ? "" : energy($0) }.path
            for command in [["train"], ["sweep", "--vary", "batch=8,16"]] {
                let words = [command[0], path, "--target", "y", "--out", directory.file("none")] + command.dropFirst() + quick
                let run = try ProgramRun("covey", words)
                #expect(run.status == 65 && run.errors.contains(reason), "\(command): \(run.errors)")
                #expect(!FileManager.default.fileExists(atPath: directory.file("none")))
            }
        }
    }

    @Test func aFoldThatTestsNothing() throws {
        let rows = (0..<60).map { "m\($0),\(Self.metals[$0 % 10])\(1 + $0 / 10)O\(1 + $0 % 7),\($0 % 3 == 2 ? "" : energy($0)),\($0 % 3)\n" }
        let table = try directory.write("material_id,formula,y,fold\n" + rows.joined(), to: "y.csv")
        let path = directory.file("y.h5")
        #expect(try ProgramRun("covey", ["featurise", table, "--target", "y", "--keep", "fold", "--out", path]).status == 0)
        let run = try ProgramRun("covey", ["train", path, "--target", "y", "--folds", "fold", "--out", directory.file("folds")] + quick)
        #expect(run.status == 65 && run.errors.contains("fold 2: target y is known of none of its 20 materials"), "\(run.errors)")
    }

    @Test func aValueBeyondAllOthersIsNamed() throws {
        let (path, said) = try data { $0 == 5 ? "1e8" : energy($0) }
        #expect(said.contains("warning: target y: m5 is 100000000: ") && said.contains("times as far from the middle"), "\(said)")
        let out = directory.file("run")
        let train = try ProgramRun("covey", ["train", path, "--target", "y", "--out", out] + quick)
        #expect(train.status == 0 && train.errors.contains("warning: target y: m5 is 100000000: "), "\(train.errors)")
        #expect(try String(contentsOfFile: "\(out)/report/index.html", encoding: .utf8).contains("m5 is 100000000: "))
        #expect(try !data(energy).said.contains("times as far"))
    }

    /// One test material, one validation material: no verdict on either.
    @Test func eightMaterials() throws {
        let table = try directory.write(
            "material_id,formula,y\nm0,Al4S4,-1.2987\nm1,Ba1Cl2,-0.6289\nm2,Fe1N2,-1.5112\nm3,Ga1S1,-1.4763\nm4,K4S1,-2.3092\nm5,K4S2,-2.4112\n"
                + "m6,Li2Cl3,-0.4612\nm7,Zn3Se3,-0.0163\n", to: "a.csv")
        let (path, out) = (directory.file("d.h5"), directory.file("run"))
        #expect(try ProgramRun("covey", ["featurise", table, "--target", "y:eV", "--out", path]).status == 0)
        let run = try ProgramRun("covey", ["train", path, "--target", "y", "--members", "2", "--epochs", "3", "--out", out])
        #expect(run.status == 0, "\(run.errors)")
        let page = try String(contentsOfFile: "\(out)/report/index.html", encoding: .utf8)
        let answer = try #require(page.firstMatch(of: /<p class="answer">([^<]*)<\/p>/)).output.1
        #expect(answer.contains("of the 1 true value: too few to tell") && answer.contains("of 1 test material with an absolute error"), "\(answer)")
    }

    /// Elements that training has not met are named by predict, in the table and on the page.
    @Test func unseenElements() throws {
        let (path, out) = (try data(energy).path, directory.file("run"))
        #expect(try ProgramRun("covey", ["train", path, "--target", "y", "--out", out] + quick).status == 0)
        let table = try directory.write("material_id,formula,y\na,PuO2,-1\nb,NaO,-1\nc,PuTh,-2\n", to: "new.csv")
        let (data, predictions) = (directory.file("new.h5"), directory.file("new.predictions.csv"))
        #expect(try ProgramRun("covey", ["featurise", table, "--target", "y", "--missing-elements", "zero", "--out", data]).status == 0)
        let predict = try ProgramRun("covey", ["predict", out, data, "--out", predictions])
        #expect(predict.status == 0 && predict.errors.contains("2 of 3 materials hold elements that training has not met (Pu, Th)"), "\(predict.errors)")
        let lines = try String(contentsOfFile: predictions, encoding: .utf8).split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let column = try #require(lines[0].firstIndex(of: "unseen_elements"))
        #expect(lines.dropFirst().map { String($0[column]) } == ["Pu", "", "Pu Th"])
        let page = directory.file("page")
        #expect(try ProgramRun("covey", ["report", predictions, "--ensemble", out, "--out", page], variables: ["PATH": "/nowhere"]).status == 0)
        #expect(try String(contentsOfFile: "\(page)/index.html", encoding: .utf8).contains("2 of the 3 materials hold elements that training has not met (Pu, Th)"))
        let metrics = try String(contentsOfFile: "\(page)/metrics.json", encoding: .utf8)
        #expect(metrics.contains("\"rows_with_unseen_elements\" : 2"))
    }

    /// A doped alloy's formula is written so that everything that reads it finds the same composition.
    @Test func tinyFractions() throws {
        let rows = (0..<30).map { "m\($0),\(Self.metals[$0 % 10])\(1 + $0 / 10)O\(1 + $0 % 7),\(energy($0))\n" }
        let doped = "z1,Fe0.00009Ni0.99991,-1.0\nz2,Fe0.0000001Ni1,-1.1\nz3,Al0.0003Si1.9997O4,-2.0\nz4,Ni,-0.5\nz5,(Bi2(Mg0.667Nb1.333)O7)0.9(SrCO3)0.1,-2.2\n"
        let table = try directory.write("material_id,formula,y\n" + rows.joined() + doped, to: "a.csv")
        let (path, out, hull) = (directory.file("d.h5"), directory.file("run"), directory.file("h.csv"))
        #expect(try ProgramRun("covey", ["featurise", table, "--target", "y:eV/atom", "--out", path]).status == 0)
        let run = try ProgramRun("covey", ["hull", path, "--formation-energy", "y", "--out", hull])
        #expect(run.status == 0 && !run.errors.contains("no part"), "\(run.errors)")
        let train = ["train", path, "--target", "y", "--split", "random:0.1,0.1,0.8", "--out", out] + quick
        #expect(try ProgramRun("covey", train).status == 0)
        let report = try ProgramRun(
            "covey", ["report", out, "--known", path, "--known-energy", "y", "--out", directory.file("page")], variables: ["PATH": "/nowhere"])
        #expect(report.status == 0 && !report.errors.contains("no part"), "\(report.errors)")
    }
}
