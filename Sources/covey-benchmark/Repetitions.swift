import Commands
import Foundation
import Predictions
import Training

/// The repetitions of one case: a JSON line each, then a table of their median and spread.
struct Repetitions {
    let name: String
    /// What is counted: "materials".
    let unit: String
    /// What was measured on, for whoever reads the line later.
    let inputs: [String: String]
    private let count: Int
    private let isPaced: Bool
    private let isShown: Bool
    private var rates: [Double] = []
    private var durations: [Double] = []

    /// - Parameter isShown: whether this rank writes what it measures
    init(
        _ name: String, unit: String, inputs: [String: String], _ arguments: Arguments, isShown: Bool = true
    ) throws(CommandError) {
        self.name = name
        self.unit = unit
        self.inputs = inputs
        self.isShown = isShown
        count = try arguments.integer("repetitions", in: 1...100_000) ?? 5
        isPaced = arguments.has("paced")
    }

    /// Repetitions that are run: one to warm up and those that count.
    var total: Int { count + 1 }

    private struct Line: Encodable {
        let `case`: String
        let side = "covey"
        let repetition: Int
        let work: Int
        let unit: String
        let seconds: Double
        let cpuSeconds: Double
        let perSecond: Double
        let inputs: [String: String]
        let processor: String
        let versions: [String: String]
    }

    /// Waits for this program's turn, where it has to.
    func waitForTurn() {
        if isPaced { _ = readLine() }
    }

    /// - Parameters:
    ///   - repetition: 0 for the one that warms up
    ///   - work: units done
    mutating func note(_ repetition: Int, work: Int, seconds: Double, cpuSeconds: Double) throws {
        let rate = Double(work) / seconds
        if repetition > 0 {
            rates.append(rate)
            durations.append(seconds)
        }
        guard isShown else { return }
        let line = Line(
            case: name, repetition: repetition, work: work, unit: unit, seconds: seconds, cpuSeconds: cpuSeconds, perSecond: rate,
            inputs: inputs, processor: Machine.processor, versions: Machine.versions)
        try Machine.write(line)
    }

    /// Times one repetition.
    mutating func time(_ repetition: Int, work: () throws -> Int) throws {
        waitForTurn()
        let clock = Clock()
        let done = try work()
        let (seconds, cpuSeconds) = clock.elapsed
        try note(repetition, work: done, seconds: seconds, cpuSeconds: cpuSeconds)
    }

    func showTable() {
        guard isShown, let least = rates.min(), let most = rates.max() else { return }
        var table = TextTable(
            header: ["case", "\(unit)/s (median)", "least", "most", "ms (median)", "repetitions"],
            alignment: [.left, .right, .right, .right, .right, .right])
        table.add(
            [name] + [rates.sorted().sortedQuantile(0.5), least, most].map { String(format: "%.0f", $0) }
                + [String(format: "%.2f", durations.sorted().sortedQuantile(0.5) * 1000), "\(rates.count)"])
        say(table.text)
        say("  on \(Machine.processor)")
        for (key, value) in inputs.sorted(by: { $0.key < $1.key }) { say("  \(key): \(value)") }
    }
}
