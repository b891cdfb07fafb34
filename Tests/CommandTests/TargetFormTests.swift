import Foundation
import TestSupport
import Testing

/// Targets in another scale, within limits, and several at once.
@Suite(.serialized) struct TargetFormTests {
    private let directory: TemporaryDirectory
    private let data: String

    init() throws {
        directory = try TemporaryDirectory()
        // Conductivities over six decades, every sixth unknown, and a share that is often 0.
        let metals = ["Ti", "V", "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Zn", "Zr"]
        var text = "material_id,formula,conductivity,share\n"
        for (number, metal) in metals.enumerated() {
            for (place, other) in ["O", "S", "Se", "N", "Cl", "F", "Br", "I"].enumerated() {
                let conductivity = place == 5 && number % 2 == 0 ? "" : "\(pow(10, Double(number - place) / 2.5))"
                text += "m\(number)-\(place),\(metal)\(other)2,\(conductivity),\(place % 3 == 0 ? 0 : Double(number) / 10)\n"
            }
        }
        try text.write(toFile: directory.file("t.csv"), atomically: true, encoding: .utf8)
        data = directory.file("t.h5")
        let words = ["featurise", directory.file("t.csv"), "--formula", "formula", "--target", "conductivity:S/m", "--target", "share", "--out", data]
        let made = try ProgramRun("covey", words)
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.contains("next: covey train \(data) --target conductivity --target share --model roost"))
    }

    private func train(_ out: String, _ more: [String], status: Int32 = 0) throws -> ProgramRun {
        let little = ["model.layers=1", "model.heads=1", "model.trunk=32", "model.output=16"].flatMap { ["--set", $0] }
        let words = ["train", data, "--members", "2", "--batch", "16", "--epochs", "4", "--out", directory.file(out)] + little + more
        let run = try ProgramRun("covey", words)
        #expect(run.status == status, "covey train \(more.joined(separator: " ")): \(run.errors)")
        return run
    }

    private func rows(_ path: String) throws -> [[String: String]] {
        let lines = try String(contentsOfFile: directory.file(path), encoding: .utf8).split(separator: "\n")
        let names = lines[0].split(separator: ",").map(String.init)
        return lines.dropFirst().map { line in
            Dictionary(uniqueKeysWithValues: zip(names, line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)))
        }
    }

    @Test func aLogarithmIsLearntAndTheTargetIsTold() throws {
        let plain = try train("plain", ["--target", "conductivity"])
        #expect(plain.errors.contains(/98 % of the values span [0-9.]+ decades, from .*: --scale log may do better/))
        let run = try train("log", ["--target", "conductivity", "--scale", "log"])
        #expect(run.errors.contains("ln of S/m") && run.errors.contains("MAE ln conductivity"))
        #expect(!run.errors.contains("may do better"))
        for row in try rows("log/predictions.csv") {
            let numbers = ["prediction", "low_90", "high_90", "total", "member_0"].compactMap { Double(row[$0] ?? "") }
            #expect(numbers.count == 5 && numbers.allSatisfy { $0 > 0 } && row["learnt_scale"] == "log")
            #expect(numbers[1] < numbers[0] && numbers[0] < numbers[2])
            #expect(abs(numbers[1] * numbers[2] / (numbers[0] * numbers[0]) - 1) < 1e-6, "equal factors on both sides")
        }
        let page = try String(contentsOfFile: directory.file("log/report/index.html"), encoding: .utf8)
        #expect(page.contains("is learnt as its natural logarithm") && page.contains("(ln S/m)") && page.contains("(S/m)"))
        // A report of the file alone says the same.
        let report = try ProgramRun("covey", ["report", directory.file("log/predictions.csv"), "--ensemble", directory.file("log"), "--out", directory.file("again")])
        #expect(report.status == 0, "\(report.errors)")
        let tables = ["uncertainty-by-split", "errors-by-split"].map { "tables/\($0).csv" }
        for table in tables {
            let (own, again) = (try String(contentsOfFile: directory.file("log/report/\(table)"), encoding: .utf8), try String(contentsOfFile: directory.file("again/\(table)"), encoding: .utf8))
            #expect(own == again, "\(table)")
        }
        let inspected = try ProgramRun("covey", ["inspect", directory.file("log")])
        #expect(inspected.output.contains("learnt as ln"))
        let resumed = try train("log", ["--target", "conductivity", "--resume"], status: 64)
        #expect(resumed.errors.contains("forms.conductivity.scale"))
    }

    @Test func limitsHold() throws {
        let run = try train("limited", ["--target", "share", "--at-least", "0", "--at-most", "0.5", "--split", "random:0.8,0.1,0.1"], status: 65)
        #expect(run.errors.contains("--at-most is 0.5"))
        let good = try train("good", ["--target", "share", "--at-least", "0", "--at-most", "0.9"])
        #expect(good.errors.contains("of the values are 0"))
        for row in try rows("good/predictions.csv") {
            for name in ["prediction", "low_90", "high_90", "member_0", "member_1"] {
                #expect((0...0.9).contains(Double(row[name] ?? "") ?? -1), "\(name)")
            }
        }
    }

    @Test func severalTargetsAreNamedApart() throws {
        let run = try train("two", ["--target", "conductivity", "--target", "share", "--scale", "conductivity=log", "--at-least", "share=0"])
        #expect(run.errors.contains("MAE ln conductivity ") && run.errors.contains(", share "))
        #expect(try train("hint", ["--target", "conductivity", "--target", "share"]).errors.contains(": --scale conductivity=log may do better"))
        let log = try String(contentsOfFile: directory.file("two/log.jsonl"), encoding: .utf8)
        #expect(log.contains("\"targets\":[{"))
        for (name, other) in [("conductivity", "share"), ("share", "conductivity")] {
            let page = try String(contentsOfFile: directory.file("two/report.\(name)/index.html"), encoding: .utf8)
            #expect(page.contains("<a href=\"../report.\(other)/index.html\">\(other)</a>"))
        }
        // Each page's curves are those of its own target.
        func curve(_ name: String) throws -> String { try String(contentsOfFile: directory.file("two/report.\(name)/tables/training-mae.csv"), encoding: .utf8) }
        #expect(try curve("conductivity") != curve("share"))
        let shares = try rows("two/report.share/tables/training-mae.csv").compactMap { Double($0["validation_0"] ?? "") }
        #expect(shares.count == 4 && shares.allSatisfy { $0 < 1 })
    }

    @Test func whatIsMeantMustBeSaid() throws {
        let refusals: [([String], String)] = [
            (["--target", "share", "--scale", "cube"], "it must be log, sqrt or none"),
            (["--target", "share", "--target", "conductivity", "--scale", "log"], "which target is meant?"),
            (["--target", "share", "--scale", "gap=log"], "gap is not learnt"), (["--target", "share", "--at-least", "low"], "must be a number"),
            (["--target", "share", "--at-least", "2", "--at-most", "1"], "is not below"),
            (["--target", "share", "--scale", "log", "--scale", "sqrt"], "is given twice"),
        ]
        for (words, reason) in refusals {
            let run = try train("refused", words, status: 64)
            #expect(run.errors.contains(reason), "\(words): \(run.errors)")
        }
        let zero = try train("refused", ["--target", "share", "--scale", "log"], status: 65)
        #expect(zero.errors.contains("has 0.0, and the scale log takes values above 0; --scale sqrt takes 0"))
    }
}
