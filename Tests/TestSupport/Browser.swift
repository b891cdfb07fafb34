import Foundation
import Glibc

/// A real browser without a window (Debian's chromium), asked through its DevTools protocol over two named pipes.
public final class Browser {
    /// Where the program is; nil where it is not installed.
    public static let program: String? = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    public enum Failure: Error { case noAnswer(String), refused(String) }

    /// Everything the page has said since it was opened: names of events with their parameters.
    public private(set) var events: [(method: String, parameters: [String: Any])] = []

    private let directory: TemporaryDirectory
    private let process = Process()
    private let questions: FileHandle
    private let answers: Int32
    private var unread: [UInt8] = []
    private var number = 0
    private var session: String?

    public init(_ program: String) throws {
        directory = try TemporaryDirectory()
        let (input, output) = (directory.file("questions"), directory.file("answers"))
        guard mkfifo(input, 0o600) == 0, mkfifo(output, 0o600) == 0 else { throw Failure.refused("mkfifo") }
        // Opened for both directions, so that neither side waits for the other to open it.
        guard let questions = FileHandle(forUpdatingAtPath: input) else { throw Failure.refused(input) }
        self.questions = questions
        answers = Glibc.open(output, O_RDWR | O_CLOEXEC)
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        let flags = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
            "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--user-data-dir=\(directory.path)/profile",
            "--remote-debugging-pipe", "about:blank",
        ]
        process.arguments = ["-c", "exec \"$0\" \"$@\" 3<'\(input)' 4>'\(output)'", program] + flags
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let targets = try ask("Target.getTargets")["targetInfos"] as? [[String: Any]] ?? []
        guard let page = targets.first(where: { $0["type"] as? String == "page" })?["targetId"] as? String else {
            throw Failure.noAnswer("no page is open")
        }
        session = try ask("Target.attachToTarget", ["targetId": page, "flatten": true])["sessionId"] as? String
        for domain in ["Page", "Runtime", "Log", "Network"] { try ask("\(domain).enable") }
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
        close(answers)
    }

    /// Opens a file and waits until all of it has been laid out.
    public func open(_ path: String, width: Int, height: Int = 900, isDark: Bool = false) throws {
        events = []
        try ask("Emulation.setDeviceMetricsOverride", ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600])
        try emulate(isDark: isDark)
        try ask("Page.navigate", ["url": URL(fileURLWithPath: path).absoluteString])
        try wait(for: "Page.loadEventFired")
        _ = try value(of: "new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
    }

    public func emulate(isDark: Bool, media: String = "") throws {
        let scheme = ["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]
        try ask("Emulation.setEmulatedMedia", ["media": media, "features": [scheme]])
    }

    /// What an expression is in the page, as JSON has it; promises are awaited.
    public func value(of expression: String) throws -> Any? {
        let answer = try ask("Runtime.evaluate", ["expression": expression, "returnByValue": true, "awaitPromise": true])
        if let details = answer["exceptionDetails"] { throw Failure.refused("\(details)") }
        return (answer["result"] as? [String: Any])?["value"]
    }

    /// The whole page as a PNG.
    public func picture() throws -> Data {
        try data(ask("Page.captureScreenshot", ["format": "png", "captureBeyondViewport": true, "fromSurface": true]))
    }

    /// The page as it is printed on A4.
    public func print() throws -> Data {
        try data(ask("Page.printToPDF", ["paperWidth": 8.27, "paperHeight": 11.69, "printBackground": false]))
    }

    private func data(_ answer: [String: Any]) throws -> Data {
        guard let text = answer["data"] as? String, let data = Data(base64Encoded: text) else { throw Failure.noAnswer("no data") }
        return data
    }

    @discardableResult
    private func ask(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        number += 1
        var question: [String: Any] = ["id": number, "method": method, "params": parameters]
        question["sessionId"] = session
        try questions.write(contentsOf: JSONSerialization.data(withJSONObject: question) + Data([0]))
        while true {
            let message = try next(method)
            guard message["id"] as? Int == number else { continue }
            if let error = message["error"] { throw Failure.refused("\(method): \(error)") }
            return message["result"] as? [String: Any] ?? [:]
        }
    }

    private func wait(for event: String) throws {
        while !events.contains(where: { $0.method == event }) { _ = try next(event) }
    }

    /// The next message; events are kept.
    private func next(_ purpose: String) throws -> [String: Any] {
        while true {
            if let end = unread.firstIndex(of: 0) {
                let text = Data(unread[..<end])
                unread.removeSubrange(...end)
                let message = try JSONSerialization.jsonObject(with: text) as? [String: Any] ?? [:]
                if let method = message["method"] as? String { events.append((method, message["params"] as? [String: Any] ?? [:])) }
                return message
            }
            var waiting = pollfd(fd: answers, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 30_000) > 0 else { throw Failure.noAnswer(purpose) }
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(answers, &buffer, buffer.count)
            guard count > 0 else { throw Failure.noAnswer(purpose) }
            unread += buffer.prefix(count)
        }
    }
}
