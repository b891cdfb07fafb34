import Datasets
import Kernels
import Models
import Testing

/// How features enter, and the rule that goes with a model.
@Suite struct NetworkScalingTests {
    private static let columns = NetworkFixture.schema.columns.count

    /// What enters a network, seen through one without hidden layers that puts it out.
    private func entering(_ model: any GradientModel, _ fixture: NetworkFixture) throws -> [[Float]] {
        let weights = ParameterVector(layout: model.layout)
        let matrix = try model.block("outputs.0.last.weight", of: weights)
        for column in 0..<Self.columns { matrix[column, column] = 1 }
        var learner = try fixture.learner(model, for: .prediction)
        learner.layOut((0..<NetworkFixture.count).map { $0 }[...], sliceSize: nil, draws: nil)
        let output = learner.outputs(weights: weights)[0]
        return (0..<NetworkFixture.count).map { output.rows($0..<($0 + 1)).elements }
    }

    private func linear(_ fixture: NetworkFixture, standardise: Bool) throws -> any GradientModel {
        try fixture.model(try NetworkFixture.settings([], standardise: standardise), tasks: [.classification(classes: Self.columns)])
    }

    /// By the training set, of which row 30 is no part.
    @Test func featuresAreStandardisedAndGapsAreTheMean() throws {
        let fixture = try NetworkFixture { row, column in row == 30 && column == 3 ? 7 : nil }
        let rows = try entering(try linear(fixture, standardise: true), fixture)
        for column in 0..<Self.columns {
            let known = (0..<30).map { Double(NetworkFixture.number($0, column)) }.filter { !$0.isNaN }
            let mean = known.reduce(0, +) / Double(max(known.count, 1))
            let deviation = (known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(known.count, 1))).squareRoot()
            for row in 0..<NetworkFixture.count {
                let value = Double(NetworkFixture.number(row, column))
                let expected = value.isNaN || column == 3 || column == 5 ? 0 : (value - mean) / deviation
                #expect(abs(Double(rows[row][column]) - expected) < 1e-5, "\(row), \(column)")
            }
        }
    }

    /// A feature that hardly varies in training may be thousands of deviations off in a new material.
    @Test func whatLiesFarFromTrainingEntersAtTheLimit() throws {
        let fixture = try NetworkFixture { row, column in row == 35 ? (column == 0 ? 1e6 : column == 1 ? -1e6 : nil) : nil }
        let rows = try entering(try linear(fixture, standardise: true), fixture)
        #expect(rows[35][0] == 10 && rows[35][1] == -10 && abs(rows[35][2]) < 10)
        #expect(try entering(try linear(fixture, standardise: false), fixture)[35][0] == 1e6)
    }

    @Test func featuresMayStayAsTheyAre() throws {
        let fixture = try NetworkFixture()
        let model = try linear(fixture, standardise: false)
        let rows = try entering(model, fixture)
        let means = try model.basis.floats("features/mean")
        for row in 0..<NetworkFixture.count {
            for column in 0..<Self.columns {
                let value = NetworkFixture.number(row, column)
                #expect(rows[row][column] == (value.isNaN ? means[column] : value))
            }
        }
    }

    @Test(arguments: [Float.infinity, -Float.infinity, Float(1e38)]) func infiniteFeaturesAreRefusedByName(value: Float) throws {
        let fixture = try NetworkFixture { row, column in row == 35 && column == 1 ? value : nil }
        let error = try #require(throws: DatasetError.self) { _ = try fixture.model(try NetworkFixture.settings()) }
        #expect("\(error)".contains("n-35") && "\(error)".contains("'b'"))
    }

    @Test func aModelComesBackFromItsBasis() throws {
        let fixture = try NetworkFixture()
        let settings = try NetworkFixture.settings()
        let model = try fixture.model(settings)
        #expect(settings.basisNames.map(\.array) == model.basis.map(\.name))
        #expect(model.basis.allSatisfy { array in Set(array.attributes.keys) == Set(settings.basisNames.first { $0.array == array.name }?.attributes ?? []) })
        let read = try #require(try settings.model(model.tasks, basis: model.basis) as? any GradientModel)
        #expect(read.basis == model.basis && read.layout == model.layout)
        #expect(read.hindrance(toBeginWith: model) == nil)
        let weights = model.initialWeights(seed: 1, member: 0)
        var outputs: [[Float]] = []
        for one in [model, read] {
            var predictor = try one.predictor(ModelInputs(fixture.dataset, rows: 0..<NetworkFixture.count))
            predictor.layOut([4, 5])
            outputs += predictor.outputs(weights)
        }
        #expect(outputs[0] == outputs[1])
    }

    @Test func aDamagedBasisIsRefused() throws {
        let model = try NetworkFixture().model(try NetworkFixture.settings())
        func problem(_ settings: NetworkSettings? = nil, _ change: (inout [NamedArray]) throws -> Void) throws -> String {
            var basis = model.basis
            try change(&basis)
            let settings = try settings ?? NetworkFixture.settings()
            do { _ = try settings.model(model.tasks, basis: basis) } catch { return "\(error)" }
            return "nothing"
        }
        #expect(try problem { _ in } == "nothing")
        #expect(try problem { $0.removeLast() }.contains("lack the tensor features/deviation"))
        #expect(try problem { $0[0].elements = .bytes(Array("{}".utf8)) }.contains("is no schema of features"))
        #expect(try problem { $0[0].elements = .floats([1]) }.contains("holds no text"))
        #expect(try problem { $0[2].shape = [6] }.contains("features/deviation has shape [6]"))
        #expect(try problem { $0[1].elements = .floats([1]) }.contains("features/mean has shape"))
        #expect(try problem { $0[2].elements = .bytes([1]) }.contains("features/deviation has shape"))
        #expect(try problem { $0[1].elements = .floats([.nan, 0, 0, 0, 0, 0, 0]) }.contains("not finite"))
        #expect(try problem { $0[2].elements = .floats([-1, 0, 0, 0, 0, 0, 0]) }.contains("negative or not finite"))
        var others = try NetworkFixture.settings()
        others.features = "magpie145"
        #expect(try problem(others) { _ in }.contains("is of the features made-up, not of magpie145"))
    }

    @Test func dataWithoutTheseFeaturesAreRefused() throws {
        let settings = try NetworkFixture.settings()
        let model = try NetworkFixture().model(settings)
        let schema = NetworkFixture.schema
        func other(columns: [String]? = nil, version: Int? = nil, imputation: String? = nil) throws -> String {
            let fixture = try NetworkFixture(
                FeatureSchema(
                    name: schema.name, columns: columns ?? schema.columns, version: version ?? schema.version,
                    imputation: imputation ?? schema.imputation, source: "another"))
            let mismatch = try #require(throws: ModelMismatch.self) { try model.check(fixture.dataset) }
            let hindrance = try fixture.model(settings).hindrance(toBeginWith: model)
            #expect(hindrance?.description == mismatch.description)
            return mismatch.description
        }
        try model.check(try NetworkFixture().dataset)
        let none = try NetworkFixture(nil)
        let lacking = try #require(throws: ModelMismatch.self) { try model.check(none.dataset) }
        #expect(
            lacking.description
                == "expected a data set with the features made-up, found one without features; `covey featurise … --features made-up` makes them")
        let untrained = try #require(throws: ModelMismatch.self) { _ = try none.model(settings) }
        #expect(untrained.description == lacking.description)
        #expect(try other(columns: schema.columns.dropLast() + ["narrow"]).contains("with 'wide' in column 6, found one with 'narrow' there"))
        #expect(try other(columns: schema.columns + ["more"]).contains("of 7 columns, found one with 8"))
        #expect(try other(version: 1).contains("version 2 of the features made-up, found one with version 1; make the data set again"))
        #expect(try other(version: 3).contains("needs the version of covey that the model was trained with"))
        #expect(try other(imputation: "mean-over-elements").contains("filled by the rule 'none', found one with the rule 'mean-over-elements'"))
    }

    @Test func membersBeginWithTheLikesOfThemAlone() throws {
        let fixture = try NetworkFixture()
        let model = try fixture.model(try NetworkFixture.settings())
        let plain = try fixture.model(try NetworkFixture.settings(residual: false))
        let hindrance = try #require(plain.hindrance(toBeginWith: model))
        #expect(hindrance.expected == "residual layers on features standardised" && hindrance.found == "plain layers on features standardised")
        let sets = try SmallBatch.model(.roost, tasks: [.regression(.l2)])
        #expect(plain.hindrance(toBeginWith: sets)?.expected == "a network on features")
        #expect(model.firstAfterMessages == nil)
    }
}
