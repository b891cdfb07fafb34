import Materials
import TestSupport
import Testing

struct DecimalNumberTests {
    @Test(arguments: [
        "0", "-0.25", "+2.", ".5", "1.5e-3", "1E5", "0.1", "5.46064626", "119.99999855", "1e22", "1e23", "9007199254740993",
        "1.7976931348623157e308",
        "4.9e-324", "0.000000000000000000000000001", "123456789012345678901234567890", "-1e-30",
    ])
    func agreesWithTheStandardLibrary(text: String) {
        #expect(
            DecimalNumber.double(Array(text.utf8)[...])
                == Double(text.hasSuffix(".") ? text + "0" : text.hasPrefix(".") ? "0" + text : text))
    }

    @Test(arguments: ["", "-", ".", "e5", "1e", "1e+", "1.2.3", "0x10", "nan", "inf", "1 ", " 1", "1,5", "1e999", "--1", "1_000"])
    func refuses(text: String) {
        #expect(DecimalNumber.double(Array(text.utf8)[...]) == nil)
    }

    @Test func randomDecimals() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let digits = Int.random(in: 1...20, using: &generator)
            var text = Bool.random(using: &generator) ? "-" : ""
            for place in 0..<digits {
                text += String(Int.random(in: 0...9, using: &generator))
                if place == digits / 2 { text += "." }
            }
            text += "0"
            if Bool.random(using: &generator) { text += "e\(Int.random(in: -30...30, using: &generator))" }
            #expect(DecimalNumber.double(Array(text.utf8)[...])?.bitPattern == Double(text)?.bitPattern, "\(text)")
        }
    }
}
