import Datasets
import Foundation
import TestSupport
import Testing

/// Energies that count from bare nuclei and electrons: hundreds of thousands of eV an atom, of which the meV matter.
@Suite struct EnergyDigitsTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private let rows = """
        a,Pt,-518312.1234
        b,O2,-2041.8396
        c,PtO2,-174132.2786
        d,PtO,-260177.2515
        e,Pt3O4,-223300.9200
        f,PtO,-260177.2415
        g,Pt,-518312.1235

        """

    private func hull(_ path: String, _ words: [String]) throws -> String {
        let out = directory.file("hull.csv")
        let run = try ProgramRun("covey", ["hull", path, "--out", out] + words)
        #expect(run.status == 0, "\(run.errors)")
        return try String(contentsOfFile: out, encoding: .utf8)
    }

    private func featurise(_ table: String, _ target: String, _ more: [String] = []) throws -> String {
        let out = directory.file("data.h5")
        let run = try ProgramRun("covey", ["featurise", table, "--formula", "formula", "--target", target, "--out", out] + more)
        #expect(run.status == 0, "\(run.errors)")
        return out
    }

    @Test(arguments: ["energy:eV/atom", "energy"]) func theHullOfADataSetIsThatOfItsTable(target: String) throws {
        let table = try directory.write("material_id,formula,energy\n" + rows, to: "a.csv")
        let data = try featurise(table, target)
        #expect(try hull(table, ["--energy", "energy"]) == hull(data, ["--energy", "energy"]))
        let dataset = try Dataset(path: data)
        #expect(Set(try dataset.target("energy")).count == dataset.count)
        let inspected = try ProgramRun("covey", ["inspect", data])
        #expect(inspected.status == 0 && inspected.output.contains("float64"), "\(inspected.errors)")
    }

    /// Formation energies stay in single precision; with as many digits as people write the hull is the same to the last.
    @Test func formationEnergiesToo() throws {
        let table = try directory.write(
            "material_id,formula,e\na,PtO2,-0.5731\nb,PtO,-0.41107\nc,Pt3O4,-0.61234\nd,Pt2O,-0.1\ne,O2,0\n", to: "b.csv")
        let data = try featurise(table, "e:eV/atom")
        #expect(try hull(table, ["--formation-energy", "e"]) == hull(data, ["--formation-energy", "e"]))
        #expect(try Dataset(path: data).precision(ofTarget: "e") == .single)
    }

    /// Members learn differences of 0.1 meV around half a million eV, and the table of predictions has all digits.
    @Test func theyAreLearnt() throws {
        let table = try directory.write(
            "material_id,formula,energy\n"
                + (0..<40).map { "m\($0),\(["Li", "Na", "K", "Rb"][$0 % 4])\($0 / 4 + 1)O,-518312.100\($0 % 4)\n" }.joined(), to: "c.csv")
        let data = try featurise(table, "energy:eV/atom")
        let out = directory.file("run")
        let run = try ProgramRun(
            "covey", ["train", data, "--target", "energy", "--members", "1", "--epochs", "30", "--split", "random:0.6,0.2,0.2", "--out", out])
        #expect(run.status == 0, "\(run.errors)")
        let lines = try String(contentsOfFile: "\(out)/predictions.csv", encoding: .utf8).split(separator: "\n").dropFirst()
        let targets = Set(lines.map { $0.split(separator: ",", omittingEmptySubsequences: false)[2] })
        #expect(targets == ["-518312.1", "-518312.1001", "-518312.1002", "-518312.1003"])
    }
}
