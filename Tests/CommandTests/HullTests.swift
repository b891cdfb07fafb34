import TestSupport
import Testing

/// `covey hull` as people call it.
@Suite struct HullTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func anyNumberOfRanksAndAHullOfOthers() throws {
        let entries = try directory.write(
            "material_id,formula,formation_energy_per_atom\na,NaCl,-2\nb,Na3Cl,-0.8\nc,KCl,-2.1\nd,NaKCl2,-2.04\ne,X,0\n", to: "entries.csv")
        let (alone, shared) = (directory.file("alone.csv"), directory.file("shared.csv"))
        let run = try ProgramRun("covey", ["hull", entries, "--allow-loss", "--out", alone])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("3 chemical systems, hull of 4 known phases") && run.output.contains("why 1 material has no numbers"))
        #expect(try ProgramRun("covey", ["hull", entries, "--allow-loss", "--out", shared], ranks: 3).status == 0)
        #expect(try bytes(of: alone) == bytes(of: shared))

        // Against a hull without it, the new salt lies below.
        let known = try directory.write("id,formula,formation_energy_per_atom\nhalf,Na2Cl2,-1.5\n", to: "known.csv")
        #expect(try ProgramRun("covey", ["hull", entries, "--known", known, "--out", alone]).status == 0)
        let text = String(decoding: try bytes(of: alone), as: UTF8.self)
        #expect(text.contains("a,ClNa,Cl-Na,-2,-0.5,-2,1,1 ClNa (half),ok"))
    }

    /// The only target of a data set is no energy because it is the only one.
    @Test(arguments: [("e:eV/atom", 0), ("e", 64), ("gap:eV", 64)]) func aHullIsOfEnergies(target: String, status: Int32) throws {
        let name = String(target.prefix { $0 != ":" })
        let table = try directory.write("id,formula,\(name)\na,NaCl,-2\nb,KCl,-2.1\n", to: "table.csv")
        // A data set by whatever name.
        let (data, out) = (directory.file("data.hdf5"), directory.file("hull.csv"))
        #expect(try ProgramRun("covey", ["featurise", table, "--target", target, "--out", data]).status == 0)
        let run = try ProgramRun("covey", ["hull", data, "--out", out])
        #expect(run.status == status, "\(run.errors)")
        if status != 0 { #expect(run.errors.contains("name the target that is the formation energy")) }
        let named = try ProgramRun("covey", ["hull", data, "--formation-energy", name, "--out", out])
        #expect(named.status == (name == "gap" ? 65 : 0), "\(named.errors)")
        if name == "gap" { #expect(named.errors.contains("the target gap is in eV; energies of a hull are in eV/atom")) }
    }

    @Test func mistakes() throws {
        let entries = try directory.write("id,formula,e\na,NaCl,-2\n", to: "entries.csv")
        let out = directory.file("hull.csv")
        for (words, status, reason) in [
            (["hull", entries, "--out", out], Int32(65), "no column 'formation_energy_per_atom'"),
            (["hull", entries, "--formation-energy", "e", "--out", entries], 64, "which is read"),
            (["hull", entries, "--formation-energy", "e", "--energy", "e", "--out", out], 64, "exclude each other"),
            (["hull", entries, "--formation-energy", "e", "--references", entries, "--out", out], 64, "--references belongs to --energy"),
            (["hull", "/nowhere.csv", "--out", out], 66, "/nowhere.csv"),
            (["report", entries, "--threshold", "0.1", "--out", directory.file("page")], 64, "needs a hull"),
        ] {
            let run = try ProgramRun("covey", words)
            #expect(run.status == status && run.errors.contains(reason), "\(run.status) \(run.errors)")
        }
    }
}
