import Datasets
import Materials
import TestSupport
import Testing

/// Folds of cross-validation: of a kept column, and as another program draws them.
@Suite struct FoldTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func dataset(folds: [String], of count: Int) throws -> Dataset {
        var content = Samples.compositions(count: count, formulae: 10)
        content.columns = [("fold", .texts((0..<count).map { folds[$0 % folds.count] }))]
        try content.write(to: directory.file("data.h5"))
        return try Dataset(path: directory.file("data.h5"))
    }

    @Test func aFoldIsTestedAndTheOthersTrainAndValidate() throws {
        let dataset = try dataset(folds: ["0.0", "1.0", "10.0", "2.0", ""], of: 100)
        #expect(try FoldColumn("fold", of: dataset).values == ["0", "1", "2", "10"])
        #expect(try FoldColumn("fold", of: dataset).without.count == 20)
        var tested: [Int] = []
        for fold in ["0", "1", "2.0", "10"] {
            let split = try SplitSpecification("folds:fold:\(fold)").resolve(dataset, seed: 1)
            #expect([split.training.count, split.validation.count, split.test.count] == [54, 6, 20])
            #expect((split.training + split.validation + split.test).allSatisfy { $0 % 5 != 4 }, "a material without a fold is unused")
            tested += split.test
        }
        #expect(Set(tested).count == 80)
        #expect {
            try SplitSpecification("folds:fold:3").resolve(dataset, seed: 1)
        } throws: {
            "\($0)".contains("has the folds 0, 1, 2, 10")
        }
    }

    @Test func aColumnOfOtherThingsIsNoColumnOfFolds() throws {
        let many = try dataset(folds: (0..<150).map(String.init), of: 150)
        #expect { try FoldColumn("fold", of: many) } throws: { "\($0)".contains("has 150 different values (0, 1, 10, …), where 2 to 100") }
        #expect { try FoldColumn("energy", of: many) } throws: { "\($0)".contains("energy") }
        let one = try dataset(folds: ["0"], of: 10)
        #expect { try SplitSpecification("folds:fold:0").resolve(one, seed: 1) } throws: { "\($0)".contains("has 1 different values") }
    }

    /// Values: scikit-learn 1.9.1 with numpy 2.4.6, `KFold(n_splits, shuffle=True, random_state=seed)`.
    @Test(arguments: [
        (ShuffledFolds(count: 3, seed: 7), [[0, 2, 5, 8], [1, 3, 7, 10], [4, 6, 9]]),
        (ShuffledFolds(count: 5, seed: 18_012_019), [[1, 9], [2, 3], [4, 8], [5, 7], [0, 6]]),
    ])
    func foldsAreThoseOfScikitLearn(folds: ShuffledFolds, tested: [[Int]]) {
        let ofRow = folds.ofRow(tested.joined().count)
        for (fold, rows) in tested.enumerated() { #expect(ofRow.indices.filter { ofRow[$0] == fold } == rows) }
    }

    /// The folds that MatBench has published, of 312, 4,604 and 10,987 rows.
    @Test(.enabled(if: SharedData.isThere), arguments: ["steels", "expt_gap", "log_kvrh"])
    func foldsAreThoseOfMatBench(name: String) throws {
        let path = try #require(SharedData.path("data/matbench/matbench_\(name).csv.gz"))
        var table = try TableReader(path: path)
        let column = try table.column("fold")
        var (published, fields): ([Int], TableRow) = ([], TableRow())
        while try table.next(into: &fields) { published.append(try #require(fields.text(column).flatMap { Int($0) })) }
        #expect(ShuffledFolds(count: 5, seed: 18_012_019).ofRow(published.count) == published)
    }

    @Test func moreFoldsThanMaterialsAreRefused() throws {
        let dataset = try dataset(folds: ["a", "b"], of: 10)
        #expect { try SplitSpecification("kfold:11:0:1").resolve(dataset, seed: 1) } throws: { "\($0)".contains("10 materials, fewer than folds") }
        let split = try SplitSpecification("kfold:5:1:18012019").resolve(dataset, seed: 1)
        #expect(split.test == [2, 3] && split.training.count + split.validation.count == 8)
    }
}
