import Foundation
import TestSupport
import Testing

/// Members whose loss stops being a number.
@Suite(.serialized) struct DivergenceTests {
    private let directory: TemporaryDirectory
    private let data: String

    init() throws {
        directory = try TemporaryDirectory()
        data = try directory.sandboxData(materials: 64)
    }

    private func train(_ out: String, members: Int, rate: String, epochs: Int = 20, batch: Int = 16, ranks: Int? = nil) throws -> ProgramRun {
        try ProgramRun("covey", [
            "train", data, "--target", "formation_energy_per_atom", "--members", "\(members)", "--min-members", "1",
            "--epochs", "\(epochs)", "--batch", "\(batch)", "--learning-rate", rate, "--set", "model.layers=2", "--set", "model.heads=1", "--set",
            "model.trunk=64", "--set", "model.output=32", "--gradient-clip", "off", "--out", directory.file(out),
        ], ranks: ranks)
    }

    /// One step, after which losses and predictions are beyond all bounds: whatever comes of it is told, and nothing breaks.
    @Test(arguments: ["1", "1e3", "1e10", "1e20"]) func oneStepTooLargeIsSaid(rate: String) throws {
        let run = try train("out", members: 2, rate: rate, epochs: 1, batch: 128)
        #expect(run.status == 0 || (run.status == 65 && run.errors.contains("diverged")), "\(run.errors)")
        if rate == "1e3" { #expect(run.errors.contains("diverged")) }
        guard run.status == 0 else { return }
        let page = try ProgramRun("covey", ["report", directory.file("out"), "--out", directory.file("page")])
        #expect(page.status == 0, "\(page.errors)")
    }

    /// At a rate where some members diverge and others do not, the others are what they are without them.
    @Test func otherMembersAreUnaffectedToTheBit() throws {
        // Which rate that is depends on the last bits, and so on the processor.
        for rate in ["1.3e-2", "1.5e-2", "1.7e-2", "2e-2", "2.3e-2", "2.6e-2", "1.1e-2", "3e-2"] {
            let all = try train("all-\(rate)", members: 6, rate: rate, ranks: 2)
            let diverged = all.errors.matches(of: /member (\d) +diverged/).compactMap { Int($0.output.1) }.sorted()
            guard let first = diverged.first, first > 0, diverged.count < 6 else { continue }
            #expect(all.status == 0)
            #expect(all.errors.contains("member \(first) diverged and is no part of the ensemble"))
            let without = try train("without", members: first, rate: rate)
            #expect(without.status == 0)
            for member in 0..<first {
                let (left, right) = (try column("member_\(member)", of: "all-\(rate)"), try column("member_\(member)", of: "without"))
                #expect(left.count == 64 && left == right, "member \(member)")
            }
            #expect(try header(of: "all-\(rate)").contains("member_\(first)") == false)
            return
        }
        Issue.record("no rate at which member 0 is sound and another one is not")
    }

    private func lines(of run: String) throws -> [[Substring]] {
        try String(contentsOfFile: directory.file("\(run)/predictions.csv"), encoding: .utf8).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
    }

    private func header(of run: String) throws -> [Substring] { try lines(of: run).first ?? [] }

    private func column(_ name: String, of run: String) throws -> [Substring] {
        let place = try #require(try header(of: run).firstIndex { $0 == name })
        return try lines(of: run).dropFirst().map { $0[place] }
    }
}
