import Datasets
import Materials
import Predictions
import TestSupport
import Testing

/// Predictions by other programs, and the true values that they are compared with.
@Suite struct MaterialValuesTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func read(
        _ text: String, _ choice: MaterialValues.Choice = .prediction([]), id: String? = nil
    ) throws -> MaterialValues {
        try MaterialValues(readingFrom: directory.write(text, to: "v.csv"), choice, id: id)
    }

    @Test func anIdAndAPredictionAreEnough() throws {
        let values = try read("material_id,e_form_per_atom_mace\nwbm-1-1,-0.5\nwbm-1-2,\nwbm-1-3,NaN\nwbm-1-4, N/A\n")
        #expect(values.column == "e_form_per_atom_mace" && values.ids.count == 4 && values.values[0] == -0.5)
        #expect(values.values.count { $0.isNaN } == 3 && values.columns.isEmpty && values.splits == ["all", "all", "all", "all"])
        #expect(try read("id,formula,target,prediction\na,NaCl,1,2\n").values == [2])
        #expect(try read("name,x,y\na,1,2\n", .prediction(["z", "y"]), id: "name").values == [2])
        #expect(try read(",e_pred\nm0, -1.5\nm1,2 \n").ids == ["m0", "m1"])
        #expect(try read("id,split,target\na,test,2\nb,,3\n", .target(nil)).splits == ["test", "all"])
    }

    @Test(arguments: [
        ("id,a,b\n", "name the column with --prediction; the columns are id, a, b"), ("name,a\n", "no column 'material_id'"),
        ("id,prediction\na,1\nb,2\na,3\n", "row 3: a stands in row 1 already"),
        ("id,prediction\na,one\n", "row 1, column 'prediction': 'one' is not a number; a number, or nothing is expected"),
        ("id,prediction\na,inf\n", "'inf' is not a value that a property can have"),
        ("id,prediction\n,1\n", "row 1, column 'id'"), ("id,prediction,id\n", "more than one column is called 'id'"),
    ])
    func mistakesAreNamed(text: String, message: String) {
        #expect {
            _ = try read(text)
        } throws: { "\($0)".contains(message) && "\($0)".hasPrefix(directory.file("v.csv")) }
    }

    private func classes(_ text: String, _ names: [String]?, count: Int = 2, isCertain: Bool = true) throws -> MaterialValues {
        let coding = ClassCoding(count: count, names: names.map { ClassNames($0) }, isCertain: isCertain)
        return try MaterialValues(readingFrom: directory.write(text, to: "v.csv"), .prediction([]), as: coding)
    }

    @Test func classesAreReadHoweverTheyAreWritten() throws {
        let truth = ["False", "True"]
        #expect(try classes("id,mine\na,true\nb,F\nc,0\n", truth).values == [1, 0, 0])
        #expect(try classes("id,mine\na,1\nb,0\nc,1.0\n", truth).values == [1, 0, 1])
        #expect(try classes("id,mine\na,yes\nb,no\n", nil).values == [1, 0])
        #expect(try classes("id,x,predicted_class\na,1,hcp\nb,2,bcc\n", ["bcc", "hcp"]).values == [1, 0])
        let likely = try classes("id,mine\na,0.75\nb,0.25\nc,\nd,1\n", truth)
        #expect(likely.probabilities[1][0] == 0.75 && likely.probabilities[0][1] == 0.75 && likely.values[0] == 1 && likely.values[1] == 0)
        #expect(likely.values[2].isNaN && likely.classCount == 2 && likely.classNames?.names == truth)
        let each = try classes("id,probability_b,probability_a,x\nm,0.75,0.25,0\n", ["a", "b"])
        #expect(each.probabilities == [[0.25], [0.75]] && each.values == [1] && each.columns.map(\.name) == ["x"])
        // Nobody has said that zeros and ones are classes, and these are no probabilities of any.
        #expect(try classes("id,mine\na,0.75\nb,1.5\n", nil, isCertain: false).classCount == 0)
        #expect(try classes("id,mine\na,0.75\nb,0.5\n", nil, isCertain: false).classCount == 2)
    }

    @Test(arguments: [
        ("id,mine\na,True\nb,perhaps\n", "row 2, column 'mine': found 'perhaps', where one of the classes False, True, or in every row the probability of True"),
        ("id,mine\na,0.5\nb,1.5\n", "row 2, column 'mine': found '1.5', where one of the classes False, True, or the probability of True, 0 … 1"),
        ("id,probability_True,probability_False\na,0.5,0.25\n", "found '0.25', where probabilities of False, True that make 1 together"),
        ("id,probability_True,probability_False\na,0.5,-0.5\n", "column 'probability_False': found '-0.5', where a probability"),
    ])
    func whatIsNoClassIsNamed(text: String, message: String) {
        #expect { _ = try classes(text, ["False", "True"]) } throws: { "\($0)".contains(message) }
    }

    @Test func aProbabilityAloneSaysNothingOfThreeClasses() {
        #expect { _ = try classes("id,mine\na,0.5\n", ["x", "y", "z"], count: 3) } throws: {
            "\($0)".contains("or instead of this column one of probabilities for each: probability_x, probability_y, probability_z")
        }
    }

    @Test func classesOfADataSetGoByTheirNames() throws {
        var content = DatasetContent(representation: .composition, elementVectors: .builtIn)
        for row in 0..<3 { content.append(id: "m\(row)", formula: "NaCl", label: "", nodes: [(11, 0, 1, 0.5), (17, 0, 1, 0.5)]) }
        content.targets = [
            .init(name: "kind", unit: "", values: [0, 1, .nan], classes: ClassNames(["bcc", "hcp"])), .init(name: "number", unit: "", values: [0, 1, 2]),
        ]
        try content.write(to: directory.file("d.h5"))
        let dataset = try Dataset(path: directory.file("d.h5"))
        let ours = ClassCoding(count: 3, names: ClassNames(["hcp", "fcc", "bcc"]))
        #expect(try MaterialValues(dataset, target: "kind", as: ours).values.prefix(2) == [2, 0])
        #expect(try MaterialValues(dataset, target: "kind").coding == ClassCoding(count: 2, names: ClassNames(["bcc", "hcp"])))
        #expect(try MaterialValues(dataset, target: "number").coding == nil)
        #expect { _ = try MaterialValues(dataset, target: "number", as: ClassCoding(count: 2, names: nil)) } throws: {
            "\($0)".contains("targets/number[2]: expected a class, 0 to 1, as in the predictions, found 2.0 (m2)")
        }
    }

    @Test func trueValuesSayThemselvesWhatTheyAre() throws {
        let words = try read("id,target\na,metal\nb,insulator\nc,metal\nd,insulator\ne,\n", .target(nil))
        #expect(words.classNames?.names == ["insulator", "metal"] && words.values.prefix(2) == [1, 0] && words.values[4].isNaN)
        #expect(words.coding?.isCertain == true)
        let ones = try read("id,target\na,1\nb,0\n", .target(nil))
        #expect(ones.classCount == 0 && ones.coding == ClassCoding(count: 2, names: nil, isCertain: false))
        #expect(try read("id,target\na,1\nb,0.5\n", .target(nil)).coding == nil)
    }

    @Test func rowsOnOneSideAreCounted() throws {
        let truth = try read(
            "id,split,target,step\na,train,1,1\nb,test,2,1\nc,test,,2\nd,test,4,2\ne,validation,5,3\n", .target(nil))
        let predictions = try read("id,prediction,step,note\nd,4.5,9,x\nz,0,9,y\nb,2.5,9,z\n", .prediction([]))
        let (table, join) = try PredictionTable.joining(predictions, to: truth)
        #expect(table.ids == ["b", "c", "d"] && table.targets == [2, nil, 4] && table.splits == ["test", "test", "test"])
        #expect(table.combined.prediction[0] == 2.5 && table.combined.prediction[1].isNaN && table.combined.prediction[2] == 4.5)
        // What the true values say of a material goes before what the predictions say of it.
        #expect(table.column("step") == ["1", "2", "2"] && table.column("note") == ["z", "", "x"] && table.members.isEmpty)
        #expect(join.unpredicted == 1 && join.strangers == 1)
        #expect(join.passedOver.map(\.split) == ["train", "validation"] && join.passedOver.map(\.materials) == [1, 1])
        #expect(table.rowsWithTarget.ids == ["b", "d"])
        #expect {
            _ = try PredictionTable.joining(read("id,prediction\nq,1\n"), to: truth)
        } throws: { "\($0)".contains("ids are such as 'q' here and 'a' there") }
    }

    /// What training has met is another model's.
    @Test func ourTargetsGoWithoutWhatIsSaidOfOurModel() throws {
        let header = "material_id,split,target,prediction,epistemic,aleatoric,total,formula,seen_label,scaled_total,conformal_low_90"
        let ours = try PredictionTable(readingFrom: directory.write("\(header)\na,test,1,2,0,0,0,Si,1,0,1\nb,test,,2,0,0,0,Ge,1,0,1\n", to: "o.csv"))
        let values = try MaterialValues(targetsOf: ours, name: "o")
        #expect(values.columns == [.init(name: "formula", values: ["Si", "Ge"])] && values.values[0] == 1 && values.values[1].isNaN)
        let twice = ours.selecting([0, 0])
        #expect(throws: PredictionTableError.repeatedID(path: "o", row: 2, id: "a", other: 1)) {
            _ = try MaterialValues(targetsOf: twice, name: "o")
        }
    }

    @Test func predictionsOfOursAreTold() throws {
        let ours = try directory.write("material_id,split,target,prediction,epistemic,aleatoric,total\n", to: "ours.csv")
        let theirs = try directory.write("material_id,prediction,split,target\n", to: "theirs.csv")
        #expect(try !PredictionTable.isForeign(ours) && PredictionTable.isForeign(theirs))
        // Others have totals too, and one uncertainty or another.
        for columns in ["prediction,total", "prediction,epistemic,aleatoric", "energy,epistemic,aleatoric,total"] {
            let other = try directory.write("material_id,split,target,\(columns)\n", to: "other.csv")
            #expect(try PredictionTable.isForeign(other), "\(columns)")
        }
    }
}
