import Datasets
import Foundation
import Models
import Testing

@Suite struct NetworkSettingsTests {
    private func problem(_ body: () throws -> Void) -> String {
        do { try body() } catch { return "\(error)" }
        return "nothing"
    }

    @Test func elemnetIsThePublishedOne() throws {
        let settings = NetworkSettings(kind: .elemnet)
        #expect(settings.hidden == [1024, 1024, 1024, 1024, 512, 512, 512, 256, 256, 256, 128, 128, 128, 64, 64, 32])
        #expect(settings.dropout.description == "4:0.2,7:0.1,10:0.3,13:0.2")
        #expect(settings.features == "fractions86" && !settings.isResidual && !settings.isStandardised)
        #expect(settings.summary.hasPrefix("fractions86, plain 1024,1024") && settings.summary.hasSuffix("dropout 4:0.2,7:0.1,10:0.3,13:0.2"))
    }

    @Test(arguments: NetworkSettings.Kind.allCases, ["0", "0.25", "1:0.5", "1:0.5,2:0.125"])
    func settingsComeBackFromFiles(kind: NetworkSettings.Kind, dropout: String) throws {
        var configuration = ModelConfiguration(NetworkSettings(kind: kind))
        for (name, value) in [("features", "counts"), ("hidden", "8,4"), ("residual", "true"), ("standardise", "true"), ("dropout", dropout)] {
            try configuration.settings.apply(name, value)
        }
        let text = try JSONEncoder().encode(configuration)
        #expect(String(decoding: text, as: UTF8.self).contains("\"dropout\":\"\(dropout)\""))
        let read = try JSONDecoder().decode(ModelConfiguration.self, from: text)
        #expect(read == configuration && read.kind.name == kind.rawValue)
        let settings = try #require(read.settings as? NetworkSettings)
        #expect(settings.hidden == [8, 4] && settings.features == "counts" && settings.dropout.description == dropout)
    }

    @Test(arguments: [
        ("1", "1 is no share of units to drop"), ("-0.1", "-0.1 is no share"), ("nan", "nan is no share"), ("", " is no share"),
        ("2:0.1,2:0.2", "layer 2 stands twice"), ("0:0.1", "'0:0.1' is no LAYER:RATE"), ("1:0.1,", "'' is no LAYER:RATE"), ("1:2", "2 is no share"),
        ("a:0.1", "write 0.1, or 4:0.2,7:0.1"),
    ])
    func ratesThatAreNoneAreRefused(text: String, expected: String) {
        var settings = NetworkSettings(kind: .network)
        #expect(problem { try settings.apply("dropout", text) }.contains(expected))
        #expect(settings == NetworkSettings(kind: .network))
    }

    @Test func sizesThatMakeNoSenseAreRefused() {
        func validating(_ change: (inout NetworkSettings) throws -> Void) -> String {
            problem {
                var settings = NetworkSettings(kind: .network)
                try change(&settings)
                try settings.validate()
            }
        }
        #expect(validating { $0.dropout = try DropoutRates("4:0.1") } == "model.dropout is after hidden layer 4; model.hidden has 3")
        #expect(validating { $0.hidden = [16, 0] } == "model.hidden is 0; it must be between 1 and 65536")
        #expect(validating { $0.hidden = [Int](repeating: 1, count: 65) }.contains("layers of model.hidden is 65"))
        #expect(validating { $0.features = "" }.contains("must be the name of features"))
        #expect(validating { $0.hidden = [] } == "nothing")
        #expect(validating { $0.hidden = [1, 65536] } == "nothing")
        #expect(validating { try $0.apply("trunk", "1") }.contains("it has model.dropout, model.features, model.hidden, model.residual, model.standardise"))
    }

    /// Sizes that a file asks for take no memory before they are refused.
    @Test func networksTooLargeAreRefused() throws {
        let fixture = try NetworkFixture()
        let settings = try NetworkFixture.settings([Int](repeating: 65536, count: 64))
        #expect(problem { _ = try fixture.model(settings) }.contains("the number of parameters is"))
        #expect(problem { _ = try fixture.model(try NetworkFixture.settings(), tasks: [.classification(classes: 1)]) }.contains("classes is 1"))
    }
}
