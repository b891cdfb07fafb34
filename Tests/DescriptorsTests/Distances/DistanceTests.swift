import Datasets
import Descriptors
import Foundation
import Kernels
import Materials
import TestSupport
import Testing

@Suite struct DistanceTests {
    private func matrix(_ text: String, _ dataset: Dataset) throws -> [[Float]] {
        let rows = Array(0..<dataset.count)
        let points = try ReferencePoints(try Distance.named(text), dataset, rows: rows)
        let out = Matrix(rows: rows.count, columns: rows.count)
        points.distances(from: points.points, rows: 0..<rows.count, into: out)
        return rows.map { row in rows.map { out[row, $0] } }
    }

    private let numbers: [[Float]] = [[0, 10, 1], [1, 30, 1], [3, 20, 1], [0, 10, 1]]

    private func withFeatures(_ name: String = "things") throws -> Dataset {
        try madeUpDataset(["NaCl", "KCl", "LiF", "NaCl"], features: [(name, ["a", "b", "c"], numbers)])
    }

    @Test func distancesOfFeaturesAreThoseOfTheDefinitions() throws {
        let dataset = try withFeatures()
        #expect(try matrix("manhattan:features=things:raw", dataset)[0] == [0, 21, 13, 0])
        #expect(try matrix("chebyshev:features=things:raw", dataset)[1] == [20, 0, 10, 20])
        #expect(try matrix("euclidean:features=things:raw", dataset)[0][2] == Float(109).squareRoot())
        let cosine = try matrix("cosine:features=things:raw", dataset)
        // 1 − (0·1 + 10·30 + 1·1) / (√101 · √902)
        #expect(abs(cosine[0][1] - Float(1 - 301 / (101 * 902.0).squareRoot())) < 1e-6 && cosine[0][3] == 0)
        // Pearson's coefficient of (0, 10, 1) and (3, 20, 1), by numpy.
        #expect(abs(try matrix("pearson:features=things:raw", dataset)[0][2] - 0.01740369) < 1e-6)
    }

    @Test func columnsOfDifferentUnitsAreStandardisedOverTheReferences() throws {
        let dataset = try withFeatures()
        // Deviations of the whole: a √(6/4), b √(275/4); c does not vary and says nothing.
        let expected = (1 / 1.5 + 400 / 68.75).squareRoot()
        #expect(abs(try matrix("euclidean:features=things", dataset)[0][1] - Float(expected)) < 1e-6)
        #expect(try Distance.named("euclidean:features=fractions118").text == "euclidean:features=fractions118")
        #expect(try matrix("euclidean:features=things:standardised", dataset) == matrix("euclidean:features=things", dataset))
    }

    @Test func aSumIsTheSumOfItsParts() throws {
        let dataset = try withFeatures()
        let (first, second) = (try matrix("elemd", dataset), try matrix("manhattan:features=things:raw", dataset))
        let sum = try matrix("elemd:weight=2.5+manhattan:features=things:raw:weight=0.5", dataset)
        for i in 0..<4 { for j in 0..<4 { #expect(sum[i][j] == 2.5 * first[i][j] + 0.5 * second[i][j]) } }
    }

    @Test func earthMoversDistancesAreThoseOfCumulatedHistograms() throws {
        // Two groups of 5 bins of 2 Å: a peak moved by one bin, and half a peak moved by two; the last material's second group is empty, as
        // if beyond the cutoff.
        let columns = (1...10).map { "bin \($0)" }
        let rows: [[Float]] = [
            [0.5, 0, 0, 0, 0, 0, 0.25, 0.25, 0, 0], [0, 0.5, 0, 0, 0, 0, 0.25, 0, 0, 0.25], [0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ]
        let dataset = try madeUpDataset(["A", "B", "C"].map { _ in "Fe" }, features: [("grid:groups=2:bin=2", columns, rows)])
        let distances = try matrix("grid-emd:groups=2:bin=2", dataset)
        let moved: Float = 2
        #expect(distances[0][1] == moved)
        // From the bins 1 and 2 of 5 to the end: 4 and 3 ways of 2 Å, half each.
        let gone: Float = 3.5
        #expect(distances[0][2] == gone)
        #expect(distances[2][2] == 0)
    }

    @Test func whatIsMissingHasNoDistance() throws {
        let dataset = try madeUpDataset(["NaCl", "RfO2", "KCl"], features: [("things", ["a"], [[1], [2], [.nan]])])
        let elemd = try matrix("elemd", dataset)
        #expect(elemd[0][1].isNaN && elemd[1][1].isNaN && !elemd[0][2].isNaN)
        let sum = try matrix("elemd+euclidean:features=things:raw", dataset)
        #expect(sum[0][0] == 0 && sum[0][2].isNaN && sum[1][0].isNaN)
    }

    @Test func theNameSaysWhatIsNotUsual() throws {
        for (text, canonical) in [
            ("grid-emd:bin=0.10:weight=10+elemd", "grid-emd:weight=10+elemd"), ("grid-emd:bin=0.2", "grid-emd:bin=0.2"),
            ("pearson:features=grid:bin=0.10:groups=50:raw", "pearson:features=grid:groups=50"), ("elemd:scale=atomic", "elemd:scale=atomic"),
            ("cosine:features=magpie145:weight=2:raw", "cosine:features=magpie145:raw:weight=2"),
        ] {
            #expect(try Distance.named(text).text == canonical)
            #expect(try Distance.named(canonical).text == canonical)
        }
        #expect(try Distance.named("grid-emd:bin=0.2+cosine:features=grid+elemd").features == ["grid:bin=0.2", "grid"])
        for (text, words) in [
            ("emd", "there is no distance 'emd'"), ("", "there is no distance"), ("elemd+", "there is no distance ''"),
            ("grid-emd:bins=0.2", "none of its parameters"),
            ("elemd:weight=0", "above 0"), ("elemd:scale=atomic:column=x", "a column"), ("euclidean", "expected features=NAME"),
            ("elemd:raw", "'raw' means nothing"),
            ("euclidean:features=magpie145:raw:standardised", "exclude"), ("transport", "similarity=FILE"), ("transport:cost=/none.csv", "/none.csv"),
        ] {
            #expect { try Distance.named(text) } throws: { "\($0)".contains(words) }
        }
    }

    @Test func aDataSetWithoutTheFeaturesIsToldHowTheyAreMade() throws {
        let dataset = try withFeatures()
        #expect { try ReferencePoints(try Distance.named("grid-emd:bin=0.2"), dataset, rows: [0]) } throws: {
            "\($0)".contains("needs the features grid:bin=0.2; there are things") && "\($0)".contains("--features grid:bin=0.2")
        }
        let points = try ReferencePoints(try Distance.named("euclidean:features=things"), dataset, rows: [0, 1])
        let other = try madeUpDataset(["NaCl"], features: [("things", ["a", "b", "d"], [[0, 0, 0]])])
        #expect { try points.encode(other, rows: [0]) } throws: { "\($0)".contains("column 2 to be 'c'") }
    }

    @Test func referencesComeBackFromTheirArrays() throws {
        let directory = try TemporaryDirectory()
        let costs = directory.file("costs.csv")
        let table = "symbol,Na,K,Li,Cl,F\nNa,0,1,2,9,9\nK,1,0,3,9,9\nLi,2,3,0,9,9\nCl,9,9,9,0,1\nF,9,9,9,1,0\n"
        try Data(table.utf8).write(to: URL(fileURLWithPath: costs))
        let dataset = try withFeatures()
        let text = "euclidean:features=things+elemd:weight=3+transport:cost=\(costs)+cosine:features=things:raw"
        let points = try ReferencePoints(try Distance.named(text), dataset, rows: [0, 1, 2])
        try FileManager.default.removeItem(atPath: costs)
        let again = try ReferencePoints(points.distance.text, schemas: points.fitted.schemas, stored: points.stored)
        let (before, after) = (Matrix(rows: 4, columns: 3), Matrix(rows: 4, columns: 3))
        points.distances(from: try points.encode(dataset, rows: [0, 1, 2, 3]), rows: 0..<4, into: before)
        again.distances(from: try again.encode(dataset, rows: [0, 1, 2, 3]), rows: 0..<4, into: after)
        #expect(before.elements == after.elements && before.elements.allSatisfy(\.isFinite))
        #expect(again.stored == points.stored)

        for place in points.stored.indices {
            var arrays = points.stored
            let array = arrays.remove(at: place)
            #expect(throws: DistanceError.self) { try ReferencePoints(text, schemas: points.fitted.schemas, stored: arrays) }
            arrays.append(.init(name: array.name, shape: array.shape + [1], values: array.values))
            #expect(throws: DistanceError.self) { try ReferencePoints(text, schemas: points.fitted.schemas, stored: arrays) }
            arrays[arrays.count - 1] = .init(name: array.name, shape: array.shape, values: array.values.map { _ in -.infinity })
            #expect(throws: DistanceError.self) { try ReferencePoints(text, schemas: points.fitted.schemas, stored: arrays) }
        }
        #expect(throws: DistanceError.self) { try ReferencePoints(text, schemas: [], stored: points.stored) }
    }
}
