import Reports
import Testing

@Suite struct NumberTextTests {
    @Test(arguments: [
        (0.05514, "0.0551"), (-0.05514, "−0.0551"), (0, "0"), (1759.4, "1759"), (12.345, "12.3"), (0.00001234, "1.23e−05"),
        (Double.infinity, "∞"), (-2.5e7, "−2.50e+07"),
    ])
    func threeDigits(value: Double, text: String) {
        #expect(NumberText.short(value) == text)
    }

    @Test func countsSpreadsAndShares() {
        #expect(NumberText.count(0) == "0" && NumberText.count(1759) == "1,759" && NumberText.count(-1_002_003) == "−1,002,003")
        #expect(NumberText.spread(mean: 0.06054, deviation: 0.00037) == "0.0605 ± 0.0004")
        #expect(NumberText.spread(mean: 2, deviation: nil) == "2.00")
        #expect(NumberText.percent(0.8421) == "84.2\u{202F}%" && NumberText.fixed(-0.0001, decimals: 2) == "0.00")
    }
}
