import Ensembles
import Testing

@Suite struct CheckpointIntervalTests {
    @Test(arguments: [
        ("10min", CheckpointInterval.seconds(600)), ("90s", .seconds(90)), ("0.5 h", .seconds(1800)), ("1epoch", .epochs(1)),
        ("12 epochs", .epochs(12)),
    ])
    func textsMean(text: String, interval: CheckpointInterval) {
        #expect(CheckpointInterval(text) == interval)
    }

    @Test(arguments: [
        "", "s", "10", "0s", "-1s", "1e3s", "1.2.3s", "infs", "nans", "10 m", "10mins", "min10", "1.5epochs", "0epochs", "99999999999999999999epochs",
        "٣s", "½h", " 1h", "1h ",
    ])
    func otherTextsMeanNothing(text: String) {
        #expect(CheckpointInterval(text) == nil)
    }

    @Test func aNumberOfSecondsIsFinite() {
        #expect(CheckpointInterval(String(repeating: "9", count: 400) + "s") == nil)
        #expect(CheckpointInterval(String(repeating: "9", count: 308) + "h") == nil)
    }
}
