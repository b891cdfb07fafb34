import Datasets
import Materials
import Predictions
import Testing

/// Several ensembles as one: values worked out by hand, and what must not matter.
@Suite struct CommitteeTests {
    private func table(
        _ ids: [String], splits: [String]? = nil, targets: [Double?], _ prediction: [Double], epistemic: [Double] = [], aleatoric: [Double] = [],
        form: TargetForm = .plain, columns: [PredictionTable.Column] = []
    ) -> PredictionTable {
        let (knowledge, noise) = (epistemic.isEmpty ? ids.map { _ in 0 } : epistemic, aleatoric.isEmpty ? ids.map { _ in 0 } : aleatoric)
        return PredictionTable(
            ids: ids, splits: splits ?? ids.map { _ in "test" }, targets: targets,
            combined: EnsemblePrediction(
                prediction: prediction, epistemic: knowledge, aleatoric: noise,
                total: zip(knowledge, noise).map { ($0 * $0 + $1 * $1).squareRoot() }),
            members: [], form: form, columns: columns)
    }

    private func part(_ name: String, _ table: PredictionTable) -> Committee.Part { Committee.Part(name: name, table: table) }

    @Test func meansAndVariancesOfTheMixture() throws {
        let one = table(["a", "b"], targets: [1, 2], [1, 4], epistemic: [0.3, 0.1], aleatoric: [0.4, 0.2])
        // In another order, and of one material more.
        let two = table(["b", "x", "a"], targets: [2, 9, 1], [2, 9, 3], epistemic: [0.5, 0, 0.1], aleatoric: [1, 0, 0.2])
        let committee = try Committee([part("one", one), part("two", two)], rule: .given([3, 1]))
        #expect(committee.weights == [0.75, 0.25] && committee.table.ids == ["a", "b"])
        let combined = committee.table.combined
        // 0.75 · 1 + 0.25 · 3; 0.75 · 4 + 0.25 · 2
        #expect(combined.prediction == [1.5, 3.5])
        // a: 0.75 (0.3² + 0.5²) + 0.25 (0.1² + 1.5²); b: 0.75 (0.1² + 0.5²) + 0.25 (0.5² + 1.5²)
        #expect(combined.epistemic.elementsEqual([0.82, 0.82].map { $0.squareRoot() }) { abs($0 - $1) < 1e-12 })
        // a: 0.75 · 0.16 + 0.25 · 0.04; b: 0.75 · 0.04 + 0.25
        #expect(combined.aleatoric.elementsEqual([0.13, 0.28].map { $0.squareRoot() }) { abs($0 - $1) < 1e-12 })
        #expect(combined.total.elementsEqual([0.95, 1.1].map { $0.squareRoot() }) { abs($0 - $1) < 1e-12 })
        #expect(committee.leftOut?.lost == 1 && committee.leftOut?.rows == 3 && committee.leftOut?.text == "x: not in one")
        // The parts stand beside it, and are read from the file again.
        let parts = committee.table.committeeParts
        #expect(parts.map(\.name) == ["one", "two"] && parts[1].prediction == [3, 2])
        #expect(abs(parts[0].deviation[0] - 0.5) < 1e-12)
    }

    @Test func whatAPartDoesNotPredictIsLeftOut() throws {
        let one = table(["a", "b", "c"], targets: [1, 2, nil], [1, .nan, 3])
        let two = table(["c", "a", "b"], targets: [nil, 1, 2], [3, 1, 2])
        let committee = try Committee([part("one", one), part("two", two)])
        #expect(committee.table.ids == ["a", "c"] && committee.table.targets == [1, nil])
        #expect(committee.leftOut?.text == "b: not predicted by one")
    }

    @Test func aCommitteeOfOneIsThatOne() throws {
        let scaled = table(
            ["a", "b"], splits: ["validation", "test"], targets: [1, 2], [1.5, 4], epistemic: [0.3, 0.1], aleatoric: [0.4, 0.2],
            form: TargetForm(scale: .log), columns: [.init(name: "formula", values: ["NaCl", ""]), .init(name: "seen_label", values: ["1", "0"])])
        let committee = try Committee([part("one", scaled)])
        let (own, given) = (committee.table, scaled)
        #expect(own.ids == given.ids && own.splits == given.splits && own.targets == given.targets && own.form == given.form)
        #expect(own.column("formula") == ["NaCl", ""] && own.column("seen_label") == ["1", "0"])
        // The whole is made of its parts in the scale that was learnt, and not in that of the table.
        for (a, b) in [(own.combined.prediction, given.combined.prediction), (own.combined.epistemic, given.combined.epistemic),
            (own.combined.aleatoric, given.combined.aleatoric)]
        {
            #expect(a.elementsEqual(b) { abs($0 - $1) < 1e-12 }, "\(a) \(b)")
        }
        let plain = table(["a", "b"], targets: [1, 2], [1.5, 4], epistemic: [0.3, 0.1], aleatoric: [0.4, 0.2])
        let same = try Committee([part("one", plain)]).table.combined
        #expect(same.prediction == plain.combined.prediction && same.total.elementsEqual(plain.combined.total) { abs($0 - $1) < 1e-12 })
    }

    @Test(arguments: [Committee.Rule.equal, .validation]) func theOrderOfPartsAndRowsDoesNotMatter(_ rule: Committee.Rule) throws {
        let tables = (0..<3).map { RandomTables.regression(rows: 60, seed: 7, part: $0) }
        let parts = tables.enumerated().map { part("p\($0)", $1) }
        let turned = parts.reversed().map { part($0.name, $0.table.selecting(Array($0.table.ids.indices.reversed()))) }
        let (one, other) = (try Committee(parts, rule: rule), try Committee(turned, rule: rule))
        #expect(zip(one.weights, other.weights.reversed()).allSatisfy { abs($0 - $1) < 1e-7 }, "\(one.weights) \(other.weights)")
        let again = other.table.selecting(Array(other.table.ids.indices.reversed()))
        #expect(again.ids == one.table.ids)
        #expect(zip(again.combined.prediction, one.table.combined.prediction).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(zip(again.combined.total, one.table.combined.total).allSatisfy { abs($0 - $1) < 1e-6 })
    }

    @Test(arguments: [Committee.Rule.equal, .validation, .given([1, 5, 2])]) func likePartsChangeNothing(_ rule: Committee.Rule) throws {
        let one = RandomTables.regression(rows: 60, seed: 3, part: 0)
        let committee = try Committee(["a", "b", "c"].map { part($0, one) }, rule: rule)
        #expect(zip(committee.table.combined.prediction, one.combined.prediction).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(zip(committee.table.combined.epistemic, one.combined.epistemic).allSatisfy { abs($0 - $1) < 1e-9 })
        #expect(zip(committee.table.combined.total, one.combined.total).allSatisfy { abs($0 - $1) < 1e-9 })
        if rule == .validation { #expect(committee.weights.allSatisfy { abs($0 - 1.0 / 3) < 1e-9 }) }
    }

    @Test func probabilitiesOfClassesAreTheirMean() throws {
        func classes(_ first: Double, names: [String]? = ["no", "yes"]) -> PredictionTable {
            let (combined, mean) = EnsemblePrediction.classification(probabilities: [[[first], [1 - first]]])
            return PredictionTable(
                ids: ["a"], splits: ["test"], targets: [0], combined: combined, members: [], probabilities: mean, classNames: names)
        }
        let committee = try Committee([part("one", classes(0.9)), part("two", classes(0.2))], rule: .given([0.5, 0.5]))
        #expect(abs(committee.table.probabilities[0][0] - 0.55) < 1e-12 && committee.table.combined.prediction == [0])
        #expect(committee.table.column("prediction_by_two") == ["yes"])
        func entropy(_ p: Double) -> Double { classes(p).combined.total[0] }
        #expect(abs(committee.table.combined.total[0] - entropy(0.55)) < 1e-12)
        #expect(abs(committee.table.combined.aleatoric[0] - (entropy(0.9) + entropy(0.2)) / 2) < 1e-12)
        #expect(throws: CommitteeError.differentClasses(part: "one", classes: ["no", "yes"], other: "two", otherClasses: ["yes", "no"])) {
            try Committee([part("one", classes(0.9)), part("two", classes(0.2, names: ["yes", "no"]))])
        }
        #expect(throws: CommitteeError.numbersAndClasses(numbers: "two", classes: "one")) {
            try Committee([part("one", classes(0.9)), part("two", table(["a"], targets: [0], [0]))])
        }
    }

    @Test func whatIsNotOneThingIsRefused() throws {
        let one = table(["a", "b"], targets: [1, 2], [1, 2])
        func made(_ other: PredictionTable, rule: Committee.Rule = .equal) throws {
            _ = try Committee([part("one", one), part("two", other)], rule: rule)
        }
        #expect(throws: CommitteeError.nothingShared(part: "one", id: "a", other: "two", otherID: "z")) { try made(table(["z"], targets: [1], [1])) }
        #expect(throws: CommitteeError.differentValues(id: "a", part: "one", value: 1, other: "two", otherValue: 1.5, materials: 2)) {
            try made(table(["b", "a"], targets: [2.5, 1.5], [1, 1]))
        }
        // What single precision or six digits make of a value is the same value.
        try made(table(["a", "b"], targets: [1.000001, 2], [1, 1]))
        #expect(throws: CommitteeError.differentSplits(id: "b", part: "one", split: "test", other: "two", otherSplit: "train", materials: 1)) {
            try made(table(["b", "a"], splits: ["train", "all"], targets: [2, 1], [1, 1]))
        }
        #expect(throws: CommitteeError.repeatedMaterial(part: "two", id: "a", row: 2, other: 1)) {
            try made(table(["a", "a"], targets: [1, 1], [1, 1]))
        }
        #expect(throws: CommitteeError.tooFewValidationRows(found: 0)) { try made(one, rule: .validation) }
    }

    @Test func whatTrainingHasMetIsThatOfAny() throws {
        func described(_ seen: [String], _ unseen: [String]) -> PredictionTable {
            table(["a", "b"], targets: [1, 2], [1, 2], columns: [
                .init(name: "seen_composition", values: seen), .init(name: "unseen_elements", values: unseen),
                .init(name: "scaled_total", values: ["1", "1"]),
            ])
        }
        let committee = try Committee([part("one", described(["0", "0"], ["Yb", ""])), part("two", described(["1", "0"], ["Er Yb", ""]))])
        #expect(committee.table.column("seen_composition") == ["1", "0"] && committee.table.column("unseen_elements") == ["Er Yb", ""])
        #expect(committee.table.column("scaled_total") == nil)
    }

    @Test func theMostCautiousHasMostAgainstARow() {
        func said(_ prediction: [Double], _ total: [Double]) -> EnsemblePrediction {
            EnsemblePrediction(prediction: prediction, epistemic: total, aleatoric: total.map { _ in 0 }, total: total)
        }
        let parts = [said([-1, -1, 0], [0.5, 0, 0.1]), said([-0.8, -1.5, -0.1], [0.1, 0.2, 0.3])]
        // Sums −0.5, −1, 0.1 and −0.7, −1.3, 0.2; without σ −1, −1, 0 and −0.8, −1.5, −0.1.
        #expect(EnsemblePrediction.mostCautious(of: parts, kappa: 1) == said([-1, -1, -0.1], [0.5, 0, 0.3]))
        #expect(EnsemblePrediction.mostCautious(of: parts, kappa: 0) == said([-0.8, -1, 0], [0.1, 0, 0.1]))
    }
}
