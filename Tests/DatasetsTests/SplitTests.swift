import Datasets
import TestSupport
import Testing

@Suite struct SplitTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func dataset(_ content: DatasetContent) throws -> Dataset {
        try content.write(to: directory.file("data.h5"))
        return try Dataset(path: directory.file("data.h5"))
    }

    @Test(arguments: [
        "mp_split", "group:anonymous-formula:0.5,0.25,0.25", "systems:Fe-Li-O,Na-Ni-O", "random-systems:20", "random:0.8,0.1,0.1", "group:composition:0.7,0.2,0.1", "group:a:b:0.5,0.25,0.25", "group:prototype:0.6,0.2,0.1",
        "folds:fold:0", "folds:a:b:c", "kfold:5:4:18012019",
    ])
    func specificationsAreWrittenAsTheyAreRead(text: String) throws {
        #expect(try SplitSpecification(text).description == text)
    }

    @Test(arguments: [
        ("", "nothing in it"), ("random:", "three fractions"), ("random:0.8,0.2", "found 2"), ("random:0.8,0.2,0", "'0'"),
        ("random:0.8,0.2,x", "'x'"), ("random:0.8,0.2,-0.1", "'-0.1'"), ("random:0.8,0.2,0.1", "more than 1"), ("random:nan,0.1,0.1", "'nan'"),
        ("systems:", "no element's symbol"), ("systems:Fe-X-O", "'X' is no element's symbol"), ("systems:Fe-O-Fe", "has Fe twice"),
        ("systems:Fe-O-Li,Li-Fe-O", "Fe-Li-O is there twice"), ("random-systems:0", "1 or more"), ("random-systems:some", "1 or more"),
        ("folds:0", "must follow 'folds:'"), ("folds:fold:", "must follow 'folds:'"), ("kfold:5:0", "must follow 'kfold:'"),
        ("kfold:1:0:1", "two folds at least"), ("kfold:5:5:1", "there is no fold 5; 5 folds are numbered 0 to 4"), ("kfold:5:0:-1", "whole numbers"),
        ("group:0.8,0.1,0.1", "a key and fractions"), ("group::0.8,0.1,0.1", "a key and fractions"),
    ])
    func whatIsNoSpecificationIsRefused(text: String, reason: String) {
        #expect {
            try SplitSpecification(text)
        } throws: {
            "\($0)".contains(reason)
        }
    }

    @Test func randomPartsHaveTheirSizesAndShareNoRow() throws {
        let dataset = try dataset(Samples.compositions(count: 103, formulae: 10))
        let split = try SplitSpecification("random:0.8,0.1,0.1").resolve(dataset, seed: 1)
        #expect([split.training.count, split.validation.count, split.test.count] == [82, 11, 10])
        #expect(Set(split.training + split.validation + split.test).count == 103)
        #expect(split == (try SplitSpecification("random:0.8,0.1,0.1").resolve(dataset, seed: 1)))
        #expect(split != (try SplitSpecification("random:0.8,0.1,0.1").resolve(dataset, seed: 2)))
        let part = try SplitSpecification("random:0.5,0.1,0.1").resolve(dataset, seed: 1)
        #expect([part.training.count, part.validation.count, part.test.count] == [52, 10, 10])
    }

    @Test(arguments: ["group:composition:0.6,0.2,0.2", "group:batch:0.6,0.2,0.2"])
    func rowsOfOneGroupStayTogether(text: String) throws {
        let dataset = try dataset(Samples.compositions(count: 200, formulae: 20))
        let split = try SplitSpecification(text).resolve(dataset, seed: 3)
        let parts = split.parts(count: 200)
        for row in 20..<200 { #expect(parts[row] == parts[20 + row % 20]) }
        #expect(abs(split.training.count - 120) <= 10)
        #expect(abs(split.validation.count - 40) <= 10)
        #expect(abs(split.test.count - 40) <= 10)
    }

    @Test func prototypesNeedLabels() throws {
        let compositions = try dataset(Samples.compositions(count: 10, formulae: 2))
        #expect(throws: SplitError.self) { try SplitSpecification("group:prototype:0.4,0.3,0.3").resolve(compositions, seed: 1) }
    }

    @Test func anonymousFormulaeStayTogether() throws {
        var content = DatasetContent(representation: .composition, elementVectors: Samples.wyckoff().elementVectors)
        for (row, formula) in (0..<8).flatMap({ _ in ["NaCl", "CaF2", "TiO2", "KBr", "Al2O3", "Cr2O3", "SrTiO3", "BaZrO3"] }).enumerated() {
            content.append(id: "a-\(row)", formula: formula, label: "", nodes: [(1, 0, 1, 1)])
        }
        let split = try SplitSpecification("group:anonymous-formula:0.5,0.25,0.25").resolve(dataset(content), seed: 2)
        let parts = split.parts(count: 64)
        let kinds = [[0, 3], [1, 2], [4, 5], [6, 7]]
        for kind in kinds { #expect(Set(parts.indices.filter { kind.contains($0 % 8) }.map { parts[$0] }).count == 1) }
        #expect([split.training.count, split.validation.count, split.test.count] == [32, 16, 16])
    }

    @Test func wholeSystemsAreTested() throws {
        let dataset = try dataset(Samples.systems())
        let split = try SplitSpecification("systems:O-Na-Li,Li-O").resolve(dataset, seed: 1)
        #expect(Set(split.test.map { $0 % 6 }) == [2, 3] && split.test.count == 20)
        #expect(split.training.count == 36 && split.validation.count == 4)
        #expect {
            try SplitSpecification("systems:Fe-O").resolve(dataset, seed: 1)
        } throws: { "\($0)".contains("no material of exactly the elements Fe-O") }
    }

    @Test func randomSystemsHaveThreeElementsAndFollowTheSeed() throws {
        let dataset = try dataset(Samples.systems())
        let splits = try (0..<8).map { try SplitSpecification("random-systems:2").resolve(dataset, seed: UInt64($0)) }
        for split in splits {
            let systems = Set(split.test.map { $0 % 6 })
            #expect(systems.count == 2 && systems.allSatisfy { $0 >= 3 } && split.test.count == 20 && split.validation.count == 4)
        }
        #expect(Set(splits.map { Set($0.test.map { $0 % 6 }) }).count > 1)
        #expect(splits[3] == (try SplitSpecification("random-systems:2").resolve(dataset, seed: 3)))
        #expect {
            try SplitSpecification("random-systems:4").resolve(dataset, seed: 1)
        } throws: { "\($0)".contains("has 3 chemical systems of three or more elements") }
    }

    @Test func anEmptyPartIsRefused() throws {
        let dataset = try dataset(Samples.compositions(count: 4, formulae: 2))
        #expect {
            try SplitSpecification("random:0.9,0.05,0.05").resolve(dataset, seed: 1)
        } throws: { error in
            guard case SplitError.emptyPart = error else { return false }
            return true
        }
    }

    @Test func aStoredSplitComesOutAsItIs() throws {
        let dataset = try dataset(Samples.wyckoff())
        let split = try SplitSpecification("fixed").resolve(dataset, seed: 1)
        #expect(split == Split(parts: [.training, .validation, .test, .unused]))
        #expect(SplitSpecification.standard(for: dataset) == .named("fixed"))
        #expect(throws: SplitError.self) { try SplitSpecification("other").resolve(dataset, seed: 1) }
    }

    @Test func leakageCountsTestRowsOfKnownCompositions() throws {
        let dataset = try dataset(Samples.wyckoff())
        let leaking = try Leakage(of: Split(parts: [.training, .training, .test, .test]), in: dataset)
        #expect(leaking.testCount == 2 && leaking.compositions == 2 && leaking.labels == 0)
        #expect(leaking.warning?.contains("of 2 test materials, the compositions of 2") == true)
        #expect(try Leakage(of: Split(parts: [.training, .test, .test, .test]), in: dataset).warning == nil)
    }

    @Test func tablesNameTheRowThatIsWrong() throws {
        func problem(_ text: String) throws -> String {
            let path = try directory.write(text, to: "split.csv")
            do {
                let table = try SplitTable(path: path)
                _ = try table.parts(of: ["a", "b"], known: ["a", "b", "c"])
                return ""
            } catch { return "\(error)" }
        }
        #expect(try problem("material_id,split\na,train\nb,val\nc,unused\n") == "")
        #expect(try problem("material_id,split\na,train\nb,vall\n").contains("row 2: 'vall' is no part"))
        #expect(try problem("material_id,split\na,train\na,train\n").contains("row 2: a stands in row 1 already"))
        #expect(try problem("material_id,split\na,train\nb,test\na,test\n").contains("row 3: a is in test, but row 1 has it in train"))
        #expect(try problem("material_id,split\na,train\nx,test\n").contains("row 2: no material of the input has the id x"))
        #expect(try problem("material_id,split\n,train\n").contains("row 1: the id is empty"))
        #expect(try problem("id,part\na,train\n").contains("no column 'material_id'"))
    }

    @Test func materialsThatATableDoesNotNameAreUnused() throws {
        let path = try directory.write("split,note,material_id\ntest,\"x,y\",b\nvalidation,,a\n", to: "my.split.csv")
        let table = try SplitTable(path: path)
        #expect(table.name == "my")
        #expect(try table.parts(of: ["a", "b", "c"], known: ["a", "b", "c"]) == [.validation, .test, .unused])
    }
}
