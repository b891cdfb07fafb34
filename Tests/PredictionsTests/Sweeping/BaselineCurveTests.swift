import Foundation
import Predictions
import TestSupport
import Testing

@Suite struct BaselineCurveTests {
    private func read(_ text: String, name: String = "forest.csv") throws -> [BaselineCurve] {
        let directory = try TemporaryDirectory()
        try text.write(toFile: directory.file(name), atomically: true, encoding: .utf8)
        return try BaselineCurve.read(directory.file(name))
    }

    @Test func aCurveHasTheNameOfItsFileAndTheOrderOfSizes() throws {
        let curves = try read("mae,materials\n0.1,4000\n0.2,1000\n")
        #expect(curves == [BaselineCurve(name: "forest", points: [.init(materials: 1000, mae: 0.2), .init(materials: 4000, mae: 0.1)])])
    }

    @Test func severalCurvesOfOneTable() throws {
        let curves = try read("model,materials,mae,note\nforest,10,0.3,a\nnet,10,0.4,b\nforest,20,0.2,c\n")
        #expect(curves.map(\.name) == ["forest", "net"] && curves.map(\.points.count) == [2, 1])
    }

    @Test(arguments: [
        ("materials,mae\n10,0.3\nten,0.2\n", "row 2: 'ten' is no number of materials"), ("materials,mae\n10,0\n", "row 1: '0' is no error above 0"),
        ("materials,mae\n10,nan\n", "'nan' is no error"), ("materials,mae\n10,0.3\n10,0.2\n", "row 2: forest has an error for 10 materials already"),
        ("materials,mae\n", "there are no rows"), ("materials,error\n1,2\n", "mae"), ("model,materials,mae\n,10,0.1\n", "row 1: the model has no name"),
        ("materials,mae\n10\n", "row 1"), ("materials,mae\n9223372036854775807,0.1\n", "is no number of materials"),
    ])
    func whatIsNoCurveIsRefused(text: String, words: String) throws {
        let error = #expect(throws: SweepError.self) { try read(text) }
        #expect(error?.description.contains(words) == true && error?.description.contains("forest.csv") == true, "\(String(describing: error))")
    }
}
