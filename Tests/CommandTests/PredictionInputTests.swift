import Materials
import TestSupport
import Testing

/// What a trained ensemble may be asked to predict, and what it may not write over.
@Suite struct PredictionInputTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func run(_ arguments: [String]) throws {
        let run = try ProgramRun("covey", arguments, limit: 60)
        #expect(run.status == 0, "covey \(arguments.joined(separator: " ")): \(run.errors)")
    }

    /// A split of materials to be tested alone, or of none, trains nobody; an ensemble that is trained can still say what it thinks.
    @Test func splitsWithoutTrainingAndFilesThatAreRead() throws {
        let symbols = (1...40).compactMap { Element(atomicNumber: $0)?.symbol }
        let rows = symbols.enumerated().map { "\($1),\($1)O2,\($0)\n" }.joined()
        let table = try directory.write("id,formula,e\n" + rows, to: "in.csv")
        let all = try directory.write("material_id,split\n" + symbols.prefix(5).map { "\($0),test\n" }.joined(), to: "late.csv")
        let none = try directory.write("material_id,split\nH,unused\n", to: "none.csv")
        let (data, ensemble) = (directory.file("data.h5"), directory.file("run"))
        try run(["featurise", table, "--out", data, "--target", "e", "--split", all, "--split", none])
        try run(["train", data, "--target", "e", "--out", ensemble, "--members", "1", "--epochs", "1", "--split", "random:0.8,0.1,0.1"])

        let out = directory.file("late.predictions.csv")
        try run(["predict", ensemble, data, "--split", "late", "--out", out])
        let predictions = try String(decoding: bytes(of: out), as: UTF8.self).split(separator: "\n").dropFirst()
        #expect(predictions.count == 5 && predictions.allSatisfy { $0.contains(",test,") })

        let unused = try ProgramRun("covey", ["predict", ensemble, data, "--split", "none", "--out", out])
        #expect(unused.status == 65 && unused.errors.contains("data.h5, split 'none': every material is unused"), "\(unused.errors)")
        #expect(try String(decoding: bytes(of: out), as: UTF8.self).split(separator: "\n").count == 6)

        for path in [data, "\(ensemble)/ensemble.h5"] {
            let before = try bytes(of: path)
            let over = try ProgramRun("covey", ["predict", ensemble, data, "--out", path])
            #expect(over.status == 64 && over.errors.contains("which is read"), "\(over.errors)")
            #expect(try bytes(of: path) == before)
        }
    }
}
