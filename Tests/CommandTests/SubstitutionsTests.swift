import Foundation
import TestSupport
import Testing

/// `covey substitutions` as people call it.
@Suite struct SubstitutionsTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func featurised(_ text: String, _ more: [String] = []) throws -> String {
        let table = try directory.write(text, to: "table.csv")
        let run = try ProgramRun("covey", ["featurise", table, "--out", directory.file("data.h5")] + more)
        #expect(run.status == 0, "\(run.errors)")
        return directory.file("data.h5")
    }

    @Test func countsProbabilitiesAndTheirMap() throws {
        let data = try featurised(
            "id,protostructure\na,A3BC_cP5_221_c_a_b:O-Sr-Ti\nb,AB3C_cP5_221_a_c_b:Ba-O-Ti\nc,A3BC_cP5_221_c_a_b:O-Sr-Zr\nd,AB_cF8_225_a_b:Cl-Na\n",
            ["--protostructure", "protostructure"])
        let out = directory.file("out")
        let run = try ProgramRun("covey", ["substitutions", data, "--weight", "pairs", "--out", out])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("4 materials of 2 prototypes, 1 of which several have; 7 elements"), "\(run.output)")
        let counts = try String(contentsOfFile: "\(out)/counts.csv", encoding: .utf8)
        // On the modified Pettifor scale: Na 11, Ba 14, Sr 15, Zr 49, Ti 51, O 97, Cl 101.
        #expect(counts == """
            element,Na,Ba,Sr,Zr,Ti,O,Cl
            Na,0,0,0,0,0,0,0
            Ba,0,0,2,0,0,0,0
            Sr,0,2,2,0,0,0,0
            Zr,0,0,0,0,2,0,0
            Ti,0,0,0,2,2,0,0
            O,0,0,0,0,0,6,0
            Cl,0,0,0,0,0,0,0

            """)
        let probabilities = try String(contentsOfFile: "\(out)/substitutions.csv", encoding: .utf8)
        #expect(probabilities.contains("\nSr,0,0.5,0.5,0,0,0,0\n") && probabilities.contains("\nNa,1,0,0,0,0,0,0\n"))
        let map = try String(contentsOfFile: "\(out)/tables/substitutions.csv", encoding: .utf8)
        #expect(map.hasPrefix("from,to,row,column,probability,log10_probability\nNa,Na,0,0,1,0\nBa,Sr,1,2,1,0\nSr,Ba,2,1,0.5,-0.3010"))
        let weighted = directory.file("weighted")
        #expect(try ProgramRun("covey", ["substitutions", data, "--out", weighted]).status == 0)
        #expect(try String(contentsOfFile: "\(weighted)/counts.csv", encoding: .utf8).contains("\nO,0,0,0,0,0,3,0\n"))
        let picture = try String(contentsOfFile: "\(out)/figures/substitutions.svg", encoding: .utf8)
        #expect(picture.contains(">Sr</tspan>") || picture.contains(">Sr<"))
    }

    @Test func compositionsCountByTheirFormulae() throws {
        let data = try featurised("id,formula\na,Na2O\nb,K2O\nc,SiO2\n")
        let run = try ProgramRun("covey", ["substitutions", data, "--out", directory.file("out")])
        #expect(run.status == 0 && run.output.contains("3 materials of 1 anonymous formula"), "\(run.output) \(run.errors)")
    }

    @Test func mistakes() throws {
        let table = try directory.write("id,formula\na,NaCl\n", to: "table.csv")
        let out = directory.file("out")
        for (words, status, reason) in [
            (["substitutions", "--out", out], Int32(64), "expected one data set"),
            (["substitutions", "/nowhere.h5", "--out", out], 66, "/nowhere.h5"),
            (["substitutions", table, "--out", out], 65, table), (["substitutions", table], 64, "--out is missing"),
            (["substitutions", table, "--out", table + "/out"], 74, "a directory is needed"),
            (["substitutions", table, "--out", out, "--weight", "all"], 64, "must be one of pairs, materials"),
        ] {
            let run = try ProgramRun("covey", words)
            #expect(run.status == status && run.errors.contains(reason), "\(words) \(run.status) \(run.errors)")
        }
    }
}
