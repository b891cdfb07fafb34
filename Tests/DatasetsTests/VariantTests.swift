import Datasets
import HDF5
import Materials
import SmallEnsemble
import TestSupport
import Testing

/// Data sets with several structures of a material: whatever splits them keeps these together.
@Suite struct VariantTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// `count` materials of six chemical systems, every third with one structure and the others with two, of which the second has a label of its own.
    private func content(materials count: Int = 60, change: (inout DatasetContent) -> Void = { _ in }) -> DatasetContent {
        let first = UInt16(WyckoffTable.standard.firstRow(225))
        let kinds: [[UInt8]] = [[3], [8], [3, 8], [3, 8, 11], [3, 8, 19], [3, 8, 37]]
        var content = DatasetContent(representation: .wyckoff, elementVectors: .ramp)
        var materials: [String] = []
        var structures: [String] = []
        for number in 0..<count {
            for name in number % 3 == 0 ? ["after"] : ["after", "before"] {
                let elements = kinds[number % 6]
                content.append(
                    id: name == "after" ? "m\(number)" : "m\(number):before", formula: "F\(number % 20)",
                    label: name == "after" ? "P\(number % 12):X" : "Q\(number % 9):X",
                    nodes: elements.map { ($0, first, 1, 1 / Float(elements.count)) })
                materials.append("m\(number)")
                structures.append(name)
            }
        }
        content.haveVariants = true
        content.columns = [
            (MaterialRows.column, .texts(materials)), (MaterialRows.structureColumn, .texts(structures)),
            ("batch", .texts(materials.indices.map { "\($0 % 7)" })), ("fold", .texts(materials.map { "\($0.utf8.reduce(0) { $0 + Int($1) } % 4)" })),
        ]
        content.targets = [.init(name: "energy", unit: "eV/atom", values: materials.map { Float($0.utf8.reduce(0) { 7 * $0 + Int($1) } % 100) })]
        change(&content)
        return content
    }

    private func dataset(_ content: DatasetContent, _ name: String = "data.h5") throws -> Dataset {
        try content.write(to: directory.file(name))
        return try Dataset(path: directory.file(name))
    }

    @Test func rowsByMaterial() throws {
        let rows = MaterialRows(names: ["a", "b", "", "a", "", "c", "b"])
        #expect(rows.ofRow == [0, 1, 2, 0, 3, 4, 1] && rows.count == 5 && rows.areShared)
        #expect(rows.grouped([3, 6, 0, 5]) == [[3, 0], [6], [5]] && rows.count(of: [3, 0, 5]) == 2)
        #expect(!MaterialRows(names: ["", "", "x"]).areShared && MaterialRows(rows: 3).ofRow == [0, 1, 2])
    }

    @Test func whatTheFileSays() throws {
        let data = try dataset(content())
        #expect(data.haveVariants && data.count == 100)
        let materials = try data.materials()
        #expect(materials.count == 60 && materials.ofRow.prefix(6) == [0, 1, 1, 2, 2, 3])
        #expect(try data.namesakes(materials).prefix(4) == [0, 1, 3, 5])
        // Texts of a column that nobody has marked say nothing of materials.
        let plain = try dataset(content { $0.haveVariants = false }, "plain.h5")
        #expect(try !plain.haveVariants && plain.materials().count == 100 && plain.column("material")[2] == "m1")
        // Older programs would part them, and the mark is no part of the content that models are compared by.
        #expect(try HDF5File.open(data.path).integerAttribute("version") == 7 && HDF5File.open(plain.path).integerAttribute("version") == 1)
        #expect(data.contentHash == plain.contentHash)
    }

    @Test func copiesKeepIt() throws {
        let data = try dataset(content())
        let copy = try dataset(DatasetContent(withoutFeatures: data), "copy.h5")
        #expect(try copy.haveVariants && copy.materials() == data.materials())
        // Added materials of a data set without are by themselves, whatever they call a column.
        let other = try dataset(content(materials: 3) { $0.haveVariants = false; $0.ids = $0.ids.map { "n" + $0 } }, "other.h5")
        let joined = try dataset(DatasetContent(data, adding: [1, 2], of: other), "joined.h5")
        #expect(try joined.materials().count == 62 && joined.column("material").suffix(2) == ["", ""])
        let further = try dataset(content(materials: 3) { $0.ids = $0.ids.map { "n" + $0 } }, "further.h5")
        #expect(try dataset(DatasetContent(data, adding: [1, 2], of: further), "both.h5").materials().count == 60)
    }

    @Test(arguments: [
        "random:0.6,0.2,0.2", "group:composition:0.6,0.2,0.2", "group:prototype:0.6,0.2,0.2", "group:batch:0.4,0.2,0.2", "systems:Li-O,Li-O-Na",
        "random-systems:2", "folds:fold:1", "kfold:5:2:3",
    ])
    func everySplitKeepsThemTogether(text: String) throws {
        let data = try dataset(content())
        let materials = try data.materials()
        for seed: UInt64 in 1...5 {
            let parts = try SplitSpecification(text).resolve(data, seed: seed, needing: []).parts(count: data.count)
            for rows in materials.grouped(0..<data.count) { #expect(Set(rows.map { parts[$0] }).count == 1, "\(rows)") }
            #expect(text.hasPrefix("group:batch") || Set(parts).isSuperset(of: [.training, .test]), "\(text), \(seed)")
        }
    }

    /// Groups stay whole too: a material with two labels joins what has the one with what has the other.
    @Test func groupsAndMaterialsJoin() throws {
        let data = try dataset(content())
        let parts = try SplitSpecification("group:prototype:0.6,0.2,0.2").resolve(data, seed: 2, needing: []).parts(count: data.count)
        for label in Set((0..<data.count).map(data.label)) {
            #expect(Set((0..<data.count).filter { data.label($0) == label }.map { parts[$0] }).count == 1, "\(label)")
        }
    }

    /// Materials fall where they would in a data set of one structure each.
    @Test func foldsAreThoseOfTheMaterials() throws {
        let (data, single) = (try dataset(content()), try dataset(content { _ in }, "x.h5"))
        _ = single
        var alone = DatasetContent(representation: .composition, elementVectors: .ramp)
        for number in 0..<60 { alone.append(id: "m\(number)", formula: "F", label: "", nodes: [(3, 0, 1, 1)]) }
        let materials = try dataset(alone, "alone.h5")
        let (own, others) = (
            try SplitSpecification("kfold:4:1:9").resolve(data, seed: 1), try SplitSpecification("kfold:4:1:9").resolve(materials, seed: 1)
        )
        let ofRow = try data.materials().ofRow
        #expect(Set(own.test.map { Int(ofRow[$0]) }) == Set(others.test))
        #expect(throws: SplitError.self) { try SplitSpecification("kfold:70:1:9").resolve(data, seed: 1) }
    }

    @Test func aFoldOrAStoredSplitThatPartsThemIsRefused() throws {
        let data = try dataset(content { content in
            content.splits = [
                ("parted", (0..<100).map { UInt8($0 % 3) }), ("whole", (0..<100).map { $0 % 2 == 0 ? 0 : 255 }),
            ]
        })
        #expect { try SplitSpecification("parted").resolve(data, seed: 1) } throws: {
            "\($0)".contains("split 'parted': the structures of the material m1 are in several parts, m1 in validation, m1:before in test")
        }
        #expect { try FoldColumn("structure", of: data) } throws: { "\($0)".contains("m1 and m1:before of one material are in the folds after and before") }
        // What is unused teaches nothing and tests nothing.
        #expect(try SplitSpecification("whole").resolve(data, seed: 1, needing: [.training]).training.count == 50)
    }

    @Test func subsetsCountMaterials() throws {
        let materials = try dataset(content()).materials()
        let subsets = NestedSubsets(of: Array(0..<100), materials, seed: 4)
        #expect(subsets.largest == 60)
        for count in [1, 17, 59] {
            let rows = subsets.rows(count)
            #expect(materials.count(of: rows) == count && Set(rows).isSubset(of: subsets.rows(count + 1)))
            #expect(materials.grouped(0..<100).allSatisfy { group in group.allSatisfy(rows.contains) || !group.contains(where: rows.contains) })
        }
    }

    @Test func leakageCountsMaterials() throws {
        let data = try dataset(content(materials: 24))
        // F0 … F3 come again from the twentieth material on, P0 … P11 and Q0 … Q8 all the time.
        let ofRow = try data.materials().ofRow
        let leakage = try Leakage(of: Split(parts: ofRow.map { $0 < 20 ? .training : .test }), in: data)
        #expect(leakage.testCount == 4 && leakage.compositions == 4 && leakage.labels == 4)
        #expect(try Leakage(of: Split(parts: ofRow.map { $0 < 4 ? .training : .test }), in: data).compositions == 4)
    }

    @Test func tablesNameMaterialsOrStructures() throws {
        let (ids, materials) = (["a", "a:u", "b:u", "c", "c:u", "d"], ["a", "a", "b", "c", "c", ""])
        func parts(_ text: String) throws -> [SplitPart] {
            try SplitTable(path: try directory.write("material_id,split\n" + text, to: "s.csv")).parts(
                of: ids, materials: materials, known: Set(ids + materials))
        }
        #expect(try parts("a,train\nb,test\nc,val\nd,test\n") == [.training, .training, .test, .validation, .validation, .test])
        // A structure that is named has its own word: what is not to be learnt from can be left out.
        #expect(try parts("a,train\na:u,unused\n") == [.training, .unused, .unused, .unused, .unused, .unused])
        #expect(try parts("c:u,test\n").suffix(3) == [.unused, .test, .unused])
        #expect { try parts("a,train\nb,test\na:u,test\n") } throws: {
            "\($0)".contains("row 3: a:u is in test, but row 1 has a of the same material in train")
        }
        #expect(throws: SplitError.self) { try parts("x,train\n") }
    }
}
