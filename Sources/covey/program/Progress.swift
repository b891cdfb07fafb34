import Commands
import Foundation

/// How far a long task is: a line that is rewritten on a terminal, a plain line now and then in a log.
final class Progress {
    private let title: String
    private let isTerminal = isatty(2) == 1
    private let start = Date()
    private var lastShown = Date.distantPast

    init(_ title: String) {
        self.title = title
    }

    /// Shows how far a task is whose end nobody knows.
    func show(_ detail: String) {
        if isDue(Date()) { write("\(title), \(detail)") }
    }

    private func isDue(_ now: Date, atEnd: Bool = false) -> Bool {
        guard now.timeIntervalSince(lastShown) >= (isTerminal ? 0.2 : 30) || (atEnd && isTerminal) else { return false }
        lastShown = now
        return true
    }

    /// Shows the share that is done, and the time left at the pace so far.
    func show(_ share: Double, _ detail: String = "") {
        let now = Date()
        guard isDue(now, atEnd: share >= 1) else { return }
        let elapsed = now.timeIntervalSince(start)
        let left = share > 0.001 ? elapsed / share * (1 - share) : nil
        var text = "\(title) \(Int(share * 100)) %"
        if !detail.isEmpty { text += ", \(detail)" }
        if let left, share < 1 { text += ", \(Self.duration(left)) left" }
        write(text)
    }

    /// Leaves the line as it is.
    func end() {
        if isTerminal { Commands.show("\n") }
    }

    private func write(_ text: String) {
        if isTerminal { Commands.show("\r\u{1B}[K\(text)") } else { say(text) }
    }

    /// "2 h 05 min", "3 min 20 s", "12 s"
    static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        if whole >= 3600 { return "\(whole / 3600) h \(String(format: "%02d", whole % 3600 / 60)) min" }
        if whole >= 60 { return "\(whole / 60) min \(String(format: "%02d", whole % 60)) s" }
        return "\(whole) s"
    }
}
