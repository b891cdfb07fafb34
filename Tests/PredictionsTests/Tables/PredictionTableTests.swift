import Datasets
import Foundation
import Materials
import Predictions
import TestSupport
import Testing

@Suite struct EnsemblePredictionTests {
    @Test func regressionByHand() {
        let combined = EnsemblePrediction.regression(means: [[1, 5], [3, 5]], deviations: [[0, 3], [2, 4]])
        #expect(combined.prediction == [2, 5])
        #expect(combined.epistemic == [1, 0])
        #expect(combined.aleatoric == [Double(2).squareRoot(), Double(12.5).squareRoot()])
        #expect(combined.total == [Double(3).squareRoot(), Double(12.5).squareRoot()])
        #expect(EnsemblePrediction.regression(means: [[1], [3]], deviations: []).total == [1])
    }

    @Test func classificationSplitsTheEntropy() {
        // Row 0: both members certain and opposed, all epistemic. Row 1: both undecided, all aleatoric.
        let (combined, probabilities) = EnsemblePrediction.classification(probabilities: [[[1, 0.5], [0, 0.5]], [[0, 0.5], [1, 0.5]]])
        let log2 = 0.6931471805599453
        #expect(probabilities == [[0.5, 0.5], [0.5, 0.5]])
        #expect(combined.prediction == [0, 0])
        #expect(combined.aleatoric == [0, log2] && combined.epistemic == [log2, 0] && combined.total == [log2, log2])
    }
}

@Suite struct PredictionTableTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func read(_ text: String) throws -> PredictionTable {
        try PredictionTable(readingFrom: directory.write(text, to: "p.csv"))
    }

    private let header = "material_id,split,target,prediction,epistemic,aleatoric,total"

    @Test func layout() throws {
        let table = PredictionTable(
            ids: ["mp-1", "a \"b\", c"], splits: ["train", "test"], targets: [-0.5, nil],
            combined: .regression(means: [[1, 0.1], [3, 0.3]], deviations: []), members: [[1, 0.1], [3, 0.3]], memberNumbers: [0, 2])
        #expect(
            table.text == """
                \(header),member_0,member_2
                mp-1,train,-0.5,2,1,0,1,1,3
                "a ""b"", c",test,,0.2,0.09999999999999999,0,0.09999999999999999,0.1,0.3

                """)
        #expect(try read(table.text) == table)
    }

    @Test func everyNumberReadsBackToTheLastBit() throws {
        let random = CounterRandom(seed: 5, member: 0, purpose: .test)
        func numbers(_ offset: Int) -> [Double] {
            (0..<300).map { row in
                let words = random.words(at: offset + row)
                let value = Double(bitPattern: UInt64(words.0) << 32 | UInt64(words.1))
                return value.isFinite ? value : 0
            }
        }
        let table = PredictionTable(
            ids: (0..<300).map { "m\($0)\n" }, splits: (0..<300).map { ["train", "test", "val,1"][$0 % 3] }, targets: numbers(0),
            combined: EnsemblePrediction(
                prediction: numbers(1000), epistemic: numbers(2000).map(\.magnitude), aleatoric: numbers(3000).map(\.magnitude),
                total: numbers(4000).map(\.magnitude)),
            members: [numbers(5000), numbers(6000)])
        #expect(try read(table.text) == table)
    }

    @Test func classification() throws {
        let (combined, probabilities) = EnsemblePrediction.classification(
            probabilities: [[[0.7, 0.25], [0.2, 0.25], [0.1, 0.5]], [[0.5, 0.25], [0.25, 0.25], [0.25, 0.5]]])
        let table = PredictionTable(
            ids: ["x", "y"], splits: ["test", "test"], targets: [0, 1], combined: combined, members: [[0, 2], [0, 2]],
            probabilities: probabilities)
        let again = try read(table.text)
        #expect(again == table && again.task == .classification(classes: 3))
        let entropies = "material_id,split,target,prediction,entropy_epistemic,entropy_aleatoric,entropy_total"
        #expect(table.text.hasPrefix(entropies + ",member_0,member_1,probability_0,probability_1,probability_2\nx,test,0,0,"))
        // As version 0.1 called them.
        #expect(try read(table.text.replacing("entropy_", with: "")) == table)
    }

    @Test func namedClasses() throws {
        let (combined, probabilities) = EnsemblePrediction.classification(probabilities: [[[0.75, 0.25], [0.25, 0.75]]])
        let table = PredictionTable(
            ids: ["x", "y"], splits: ["test", "test"], targets: [1, nil], combined: combined, members: [[0, 1]], probabilities: probabilities,
            classNames: ["False", "True"], columns: [PredictionTable.Column(name: "calibrated_probability_True", values: ["0.5", "0.5"])])
        let again = try read(table.text)
        #expect(again == table && again.classNames == ["False", "True"] && again.className(1) == "True")
        #expect(again.columns.map(\.name) == ["calibrated_probability_True"])
        let lines = table.text.split(separator: "\n")
        #expect(lines[0].contains("entropy_total,target_class,predicted_class,member_0,probability_False,probability_True"))
        #expect(lines[1].hasPrefix("x,test,1,0,0,") && lines[1].contains(",True,False,0,0.75,0.25,") && lines[2].contains(",,True,1,"))
        // Another order of the columns would be another order of the classes.
        let swapped = table.text.replacing("probability_False,probability_True", with: "probability_True,probability_False")
        #expect { _ = try read(swapped) } throws: { "\($0)".contains("row 1, column 'target_class': found 'True', where 'False', the class 1,") }
    }

    /// Numbers about a mixture's entropy are no uncertainty of a class.
    @Test func aColumnOfEntropiesIsNoClassification() throws {
        let table = try read("\(header),entropy_mixing,probability_x\na,test,1,2,0,0,0,5,0.5\n")
        #expect(table.task == .regression && table.columns.map(\.name) == ["entropy_mixing", "probability_x"])
    }

    @Test func splitsAndSelections() throws {
        let table = try read("\(header)\na,test,1,2,0,0,0\nb,odd,,2,0,0,0\nc,train,3,2,0,0,0\nd,test,,2,0,0,0\n")
        #expect(table.splitNames == ["train", "test", "odd"])
        #expect(table.rows(ofSplit: "test").ids == ["a", "d"])
        #expect(table.rowsWithTarget.ids == ["a", "c"] && table.knownTargets == [1, 3])
        #expect(table.members.isEmpty && table.task == .regression)
    }

    @Test func forgivingWhereNothingIsLost() throws {
        let crossed = "\u{FEFF}total,aleatoric,note,epistemic,prediction,target,split,material_id\r\n3,2,hello,1,0.5,,test,x\r\n\r\n"
        let table = try read(crossed)
        #expect(table.ids == ["x"] && table.combined.total == [3] && table.targets == [nil])
        #expect(table.columns == [PredictionTable.Column(name: "note", values: ["hello"])])
        #expect(try read(header + "\n").count == 0)
    }

    @Test(arguments: [
        ("", "there is nothing in this file"),
        ("material_id,split,target\n", "no column 'prediction'"),
        ("material_id,split,target,prediction,epistemic,aleatoric,total,split\n", "more than one column is called 'split'"),
        ("HEAD\nx,test,1,2,3,4\n", "row 1 (line 2): 6 fields, where the header has 7"),
        ("HEAD\nx,test,1,2,3,4,5\ny,test,one,2,3,4,5\n", "row 2, column 'target': found 'one', where a number"),
        ("HEAD\nx,test,1,nan,3,4,5\n", "row 1, column 'prediction': found 'nan'"),
        ("HEAD\nx,test,1,2,3,-4,5\n", "column 'aleatoric': found '-4', where a number, 0 or more"),
        ("HEAD\n,test,1,2,3,4,5\n", "column 'material_id'"),
        ("HEAD\n\"x\ny\",test,1,2,3,4,5\nz,test,1,2,3,4,inf\n", "row 2, column 'total'"),
        ("HEAD\n\"x,test,1,2,3,4,5\n", "(line 2): a quote opens here and never closes"),
        ("HEAD\n\"x\"y,test,1,2,3,4,5\n", "(line 2): text follows the closing quote"),
        ("HEAD,probability_0,probability_2\n", "no column 'probability_1'"),
        ("HEAD,probability_0,probability_1\nx,test,2,0,0,0,0,1,0\n", "column 'target': found '2', where a class, 0 … 1"),
        ("HEAD,probability_0,probability_1\nx,test,1,0,0,0,0,1,-0.5\n", "column 'probability_1': found '-0.5'"),
    ])
    func faultsAreNamed(text: String, message: String) {
        let text = text.replacing("HEAD", with: header)
        #expect {
            _ = try read(text)
        } throws: { error in
            "\(error)".contains(message) && "\(error)".hasPrefix(directory.file("p.csv"))
        }
    }

    @Test func deviationsOfMembersAndFurtherColumns() throws {
        let table = try read("\(header),batch,member_0,member_2,aleatoric_0,aleatoric_2\na,test,1,2,0.1,0.2,0.3,\"1,5\",2,3,0.5,0.25\n")
        #expect(table.memberDeviations == [[0.5], [0.25]] && table.column("batch") == ["1,5"] && table.column("step") == nil)
        #expect(try read(table.text) == table)
        let more = table.adding([.init(name: "step", values: ["9"]), .init(name: "batch", values: ["2"])])
        #expect(more.columns.map(\.name) == ["step", "batch"] && more.column("batch") == ["2"] && more.selecting([]).column("step") == [])
        #expect {
            _ = try read("\(header),member_0,member_1,aleatoric_0\n")
        } throws: { "\($0)".contains("no column 'aleatoric_1'") }
    }

    @Test func filesAreWrittenAndReadBack() throws {
        let path = directory.file("written.csv")
        let table = try read("\(header),member_0\na,test,1,2,0.1,0.2,0.3,2\n")
        try table.write(to: path)
        #expect(try PredictionTable(readingFrom: path) == table)
        #expect {
            try table.write(to: "/no/such/folder/p.csv")
        } throws: { "\($0)".hasPrefix("/no/such/folder/p.csv: cannot be written") }
    }

    @Test func aMissingFileIsNamed() {
        #expect(throws: PredictionTableError.table(.missing(path: "/no/such.csv"))) {
            _ = try PredictionTable(readingFrom: "/no/such.csv")
        }
    }
}
