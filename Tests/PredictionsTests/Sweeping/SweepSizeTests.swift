import Predictions
import Testing

@Suite struct SweepSizeTests {
    @Test(arguments: [
        ("1000:16000:x2", [1000, 2000, 4000, 8000, 16000]), ("1000:15000:x2", [1000, 2000, 4000, 8000, 15000]), ("0.1:1:x3", [2000, 6000, 18000, 20000]), ("0.01,0.1,1", [200, 2000, 20000]),
        ("0.001:1:x10", [20, 200, 2000, 20000]), ("100:400:x1.5", [100, 150, 225, 338, 400]), ("500", [500]), ("1", [20000]),
        ("4000,0.2,1,300:1200:x4", [300, 1200, 4000, 20000]), ("2e3,1e-3", [20, 2000]), ("20000", [20000]), ("0.125:1:x2", [2500, 5000, 10000, 20000]),
    ])
    func sizesAreCountsOrShares(text: String, counts: [Int]) throws {
        #expect(try SweepSizes(text).counts(of: 20000) == counts)
    }

    @Test(arguments: [
        ("", "no size"), ("100,,200", "no size"), ("many", "no size"), ("-5", "no size"), ("0", "no size"), ("nan", "no size"), ("inf", "no size"),
        ("10.5", "no whole number"), ("1000:2000", "neither a number nor a range"), ("1:2:3:4", "neither a number nor a range"),
        ("1000:16000:2", "no factor"), ("1000:16000:x1", "no factor"), ("1000:16000:x", "no factor"), ("1000:16000:x-2", "no factor"),
        ("16000:1000:x2", "from the smaller to the larger"), ("0.5:1000:x2", "both counts or both shares"), ("2:100000:x1.0001", "more than 1000 sizes"),
    ])
    func whatIsNoSizeIsRefused(text: String, reason: String) {
        let error = #expect(throws: SweepError.self) { try SweepSizes(text) }
        #expect(error?.description.contains(reason) == true && error?.description.hasPrefix("--sizes \(text): ") == true, "\(String(describing: error))")
    }

    @Test func sizesThatTheTrainingSetHasNot() throws {
        let large = #expect(throws: SweepError.self) { try SweepSizes("100:3200:x2").counts(of: 3000) }
        #expect(large?.description.contains("3200 is more than the 3000 materials") == true)
        let vast = #expect(throws: SweepError.self) { try SweepSizes("1e19").counts(of: 3000) }
        #expect(vast?.description.contains("1e+19 is more than the 3000 materials") == true)
        let small = #expect(throws: SweepError.self) { try SweepSizes("0.001,1").counts(of: 900) }
        #expect(small?.description.contains("two are the least") == true)
    }

    @Test func variedSettings() throws {
        let layers = try SweepVariation("model.layers=1,2,3", known: ["batch"])
        #expect(layers.name == "model.layers" && layers.values == ["1", "2", "3"])
        #expect(try SweepVariation("model.trunk=256+256,128", known: []).values == ["256,256", "128"])
        #expect(try SweepVariation("learning-rate=1e-3,1e+0", known: ["learning-rate"]).values == ["1e-3", "1e+0"])
    }

    @Test(arguments: [
        ("batch", "expected NAME=VALUE"), ("=1,2", "expected NAME=VALUE"), ("batch=64", "two values or more"), ("batch=64,", "two values or more"),
        ("batch=64,128,64", "twice"), ("seed=1,2", "seed is none of batch, epochs, or model.NAME"),
    ])
    func whatIsNoVariationIsRefused(text: String, reason: String) {
        let error = #expect(throws: SweepError.self) { try SweepVariation(text, known: ["batch", "epochs"]) }
        #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    }

    @Test func everyModelWithEveryValueOnEverySize() throws {
        let variation = try SweepVariation("model.heads=1,3", known: [])
        let points = SweepPoint.all(models: ["roost", "wren"], variation: variation, sizes: [10, 20], areSizesVaried: true)
        #expect(points.map(\.name).prefix(4) == ["roost-model.heads=1-10", "roost-model.heads=1-20", "roost-model.heads=3-10", "roost-model.heads=3-20"])
        #expect(points.count == 8 && Set(points.map(\.name)).count == 8)
        let whole = SweepPoint.all(models: ["wren"], variation: nil, sizes: [100], areSizesVaried: false)
        #expect(whole.map(\.name) == ["wren"] && whole[0].value == nil)
    }
}
