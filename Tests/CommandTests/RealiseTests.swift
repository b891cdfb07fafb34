import Foundation
import TestSupport
import Testing

/// Labels to structures to answers, as a user has it.
@Suite(.serialized) struct RealiseTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func covey(_ words: [String], ranks: Int? = nil) throws -> ProgramRun { try ProgramRun("covey", words, ranks: ranks) }

    private func text(_ name: String) throws -> String { try String(contentsOfFile: directory.file(name), encoding: .utf8) }

    private func rows(_ name: String) throws -> [String] { try text(name).split(separator: "\n").map(String.init) }

    @Test func knownMaterialsBecomeCandidatesAndAnswersADataSet() throws {
        let data = try directory.sandboxData(materials: 60, ["--keep-structures"])
        // From the data set's own structures, and from the files that it was made of, the same.
        let out = directory.file("out")
        let run = try covey(["realise", data, "--known", data, "--leave-own-out", "--out", out])
        #expect(run.status == 0 && run.output.contains("volume against the material's own"), "\(run.errors)")
        let plain = try directory.featuriseSandbox()
        let sources = ["--structures", directory.file("sandbox.csv"), "--structure", "cif", "--id", "material_id"]
        let again = try covey(["realise", plain, "--known", plain] + sources + ["--leave-own-out", "--out", directory.file("again")], ranks: 2)
        #expect(again.status == 0, "\(again.errors)")
        #expect(try text("out/index.csv") == text("again/index.csv"))
        // Nothing that is there is written over, and what lacks structures is told how to get them.
        #expect(try covey(["realise", data, "--known", data, "--out", out]).errors.contains("is a directory with"))
        let bare = try covey(["realise", plain, "--known", plain, "--out", directory.file("bare")])
        #expect(bare.status == 64 && bare.errors.contains("--keep-structures"), "\(bare.errors)")

        let index = try rows("out/index.csv")
        #expect(index[0].hasPrefix("candidate_id,file,atoms,realised,realised_from,replaced,volume_per_atom,"))
        #expect(index.count > 50 && index.dropFirst().contains { $0.contains(",prototype,") } && index.dropFirst().contains { $0.contains(",drawn,") })
        // Every file is read again, and has the label that was asked for.
        let files = index.dropFirst().map { "\(out)/\($0.split(separator: ",")[1])" }
        let read = try covey(["featurise"] + files + ["--duplicates", "all", "--out", directory.file("read.h5")])
        #expect(read.status == 0 && read.output.contains("\(index.count - 1) materials, 100.0 %"), "\(read.output)\(read.errors)")

        // Answers: one folder answers, one fails, a table answers for the others.
        let first = String(index[1].prefix { $0 != "," })
        _ = try directory.write("{\"formation_energy_per_atom\": -0.25}", to: "out/\(first)/answer.json")
        let collected = try covey(["collect", out, "--out", directory.file("answers.csv")])
        #expect(collected.status == 0 && collected.output.contains("without an answer"), "\(collected.errors)")
        let answers = try rows("answers.csv")
        #expect(answers.count == 2 && answers[1].hasPrefix("\(first),") && answers[1].hasSuffix(",not told"))
        #expect(try rows("answers.failed.csv").count == index.count - 1)
        let known = try covey([
            "featurise", directory.file("answers.csv"), "--protostructure", "label", "--target", "formation_energy_per_atom:eV/atom", "--out",
            directory.file("answers.h5"),
        ])
        #expect(known.status == 0, "\(known.errors)")
        let hull = try covey(["hull", directory.file("answers.csv"), "--known", data, "--out", directory.file("hull.csv")])
        #expect(hull.status == 0, "\(hull.errors)")
    }

    @Test func labelsOnTheCommandLineAndBadOnes() throws {
        let words = ["realise", "AB_cF8_225_a_b:Cl-Na", "AB3C_oP20_62_c_cd_a:Ca-O-Ti", "A_aP1_1_a:Fe", "AB_cF8_225_a_q:Cl-Na"]
        for (format, name) in [("cif", "structure.cif"), ("poscar", "POSCAR"), ("extxyz", "structure.xyz"), ("json", "structure.json")] {
            let run = try covey(words + ["--format", format, "--out", directory.file(format)])
            #expect(run.status == 0 && run.output.contains("another label comes back") && run.output.contains("the label cannot be read"), "\(run.errors)")
            #expect(FileManager.default.fileExists(atPath: directory.file("\(format)/label-2/\(name)")))
        }
        let failed = try rows("cif/failed.csv")
        #expect(failed.count == 3 && failed[1].contains("it has the label A_aP1_2_a:Fe") && failed[2].hasPrefix("label-4,"))
        let metadata = try text("cif/label-2/metadata.json")
        #expect(metadata.contains("\"label\" : \"AB3C_oP20_62_c_cd_a:Ca-O-Ti\"") && metadata.contains("\"realised\" : \"drawn\""))
        // Relaxed where the sandbox's model can.
        let relaxed = try covey(words + ["--relax", "sandbox", "--out", directory.file("relaxed")])
        #expect(relaxed.status == 0, "\(relaxed.errors)")
        #expect(try rows("relaxed/index.csv")[1].contains(",\"drawn, relaxed\","))
        let none = try covey(["realise", "A_aP1_1_a:Fe", "--out", directory.file("none")])
        #expect(none.status == 65 && none.errors.contains("none of the 1 candidate"), "\(none.errors)")
    }
}
