import Foundation
import Predictions
import Reports
import TestSupport
import Testing

private let browserIsThere = Browser.program != nil && Gnuplot.find() != nil

/// The page as a real browser shows it. With COVEY_PICTURES=DIRECTORY it leaves pictures and a print there.
@Suite(.serialized) struct BrowserTests {
    private func withPage(_ body: (_ path: String, _ browser: Browser) throws -> Void) throws {
        let directory = try TemporaryDirectory()
        let subject = ReportSubject(
            name: "run", predictions: describedPredictions(rows: 1200, members: 4), target: "formation_energy", unit: "eV/atom",
            history: syntheticHistory, configuration: #"{"model":"wren","a_long_name":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]}"#,
            provenance: [.init(name: "data_content_hash", value: String(repeating: "0123456789abcdef", count: 4))],
            recalibration: Recalibration(fittedTo: describedPredictions(rows: 1200, members: 4).rows(ofSplit: "validation")),
            groupColumns: ["batch"], warnings: ["member 3 diverged and is no part of the ensemble"])
        // Beside it predictions of another program on the same materials.
        let own = try MaterialValues(targetsOf: subject.predictions, name: "run")
        let path = try directory.write(
            "id,mace\n" + zip(own.ids, own.values).map { "\($0),\($1 + 0.01)\n" }.joined(), to: "mace.csv")
        let other = try PredictionTable.joining(MaterialValues(readingFrom: path, .prediction([])), to: own).table
        _ = try Report(title: "A report", subjects: [subject, ReportSubject(name: "mace.csv", predictions: other)]).write(to: directory.path)
        try body(directory.file("index.html"), try Browser(try #require(Browser.program)))
    }

    @Test(.enabled(if: browserIsThere, "chromium or gnuplot is not installed"), arguments: [390, 1280])
    func nothingFailsNothingIsFetchedAndNothingIsTooWide(width: Int) throws {
        try withPage { path, browser in
            for isDark in [false, true] {
                try browser.open(path, width: width, isDark: isDark)
                #expect(browser.complaints.isEmpty)
                let requests = browser.events.filter { $0.method == "Network.requestWillBeSent" }.compactMap {
                    ($0.parameters["request"] as? [String: Any])?["url"] as? String
                }
                #expect(requests.allSatisfy { $0 == URL(fileURLWithPath: path).absoluteString || $0.hasPrefix("data:") }, "\(requests)")
                let extent = try #require(try browser.value(of: "document.documentElement.scrollWidth") as? Int)
                #expect(extent <= width)
                let figures = try #require(
                    try browser.value(of: """
                        [...document.querySelectorAll('figure svg')].map(f => f.getBoundingClientRect()).map(b => [b.width, b.height, b.right])
                        """) as? [[Double]])
                #expect(figures.count >= 14)
                #expect(figures.allSatisfy { $0[0] > 200 && $0[1] > 150 && $0[2] <= Double(width) }, "\(figures)")
                let wide = try browser.value(of: widerThanTheirPlace) as? [String]
                #expect(wide == [])
                try keep(try browser.picture(), "\(width)-\(isDark ? "dark" : "light").png")
            }
        }
    }

    /// Elements that reach beyond the window, other than those inside a part that scrolls by itself.
    private var widerThanTheirPlace: String {
        """
        [...document.body.querySelectorAll('*')].filter(e => !e.closest('.scroll, pre, svg') && e.getBoundingClientRect().right > innerWidth + 0.5)
          .map(e => e.tagName + '.' + e.className)
        """
    }

    @Test(.enabled(if: browserIsThere, "chromium or gnuplot is not installed"))
    func valuesAreThereToRestOnAndPaperIsWhite() throws {
        try withPage { path, browser in
            try browser.open(path, width: 1280, isDark: true)
            let values = try #require(
                try browser.value(of: "[...document.querySelectorAll('svg .value title')].map(t => t.textContent)") as? [String])
            #expect(values.count > 200 && values.contains { $0.contains("promised 0.") } && !values.contains { $0.contains("using") })
            let scripts = try browser.value(of: "document.scripts.length") as? Int
            #expect(scripts == 0)
            // The point under the pointer is the one that says its values.
            let hit = try browser.value(of: """
                (() => { const use = document.querySelectorAll('#figure-1-coverage .value use')[50]; use.scrollIntoView({block: 'center'});
                  const box = use.getBoundingClientRect();
                  const found = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).closest('.value');
                  return found ? found.querySelector('title').textContent : '' })()
                """) as? String
            #expect(hit?.hasPrefix("promised") == true)
            try browser.emulate(isDark: true, media: "print")
            let paper = try browser.value(of: "getComputedStyle(document.body).backgroundColor") as? String
            #expect(paper == "rgb(255, 255, 255)")
            let pdf = try browser.print()
            #expect(pdf.starts(with: Data("%PDF".utf8)) && pdf.count > 20_000)
            try keep(pdf, "print.pdf")
        }
    }

    /// A click on the head of a column puts numbers in their order, a second one the other way round, and what is no number last.
    @Test(.enabled(if: browserIsThere, "chromium or gnuplot is not installed")) func aTableIsSorted() throws {
        let directory = try TemporaryDirectory()
        let table = describedPredictions(rows: 60, members: 3)
        let blind = PredictionTable(
            ids: table.ids, splits: table.splits, targets: table.ids.map { _ in nil }, combined: table.combined, members: table.members,
            columns: table.columns)
        _ = try Report(title: "t", subjects: [ReportSubject(name: "p.csv", predictions: blind)]).write(to: directory.path)
        let browser = try Browser(try #require(Browser.program))
        try browser.open(directory.file("index.html"), width: 390, isDark: false)
        let place = table.columns.contains { $0.name == "label" } ? 3 : 2
        func sorted() throws -> [Double] {
            try #require(
                try browser.value(of: """
                    (() => { const table = document.querySelector('table.sortable'); table.tHead.rows[0].cells[\(place)].querySelector('button').click();
                      return [...table.tBodies[0].rows].map(r => parseFloat(r.cells[\(place)].textContent.replace('\u{2212}', '-'))) })()
                    """) as? [Double])
        }
        let (up, down) = (try sorted(), try sorted())
        #expect(up.count == 60 && up == up.sorted() && down == up.sorted(by: >))
        #expect(browser.complaints.isEmpty)
    }

    /// Greys that are pale on paper are no darker than the page in dark mode.
    @Test(.enabled(if: browserIsThere, "chromium or gnuplot is not installed")) func paleGreysAreSeenInTheDark() throws {
        try withPage { path, browser in
            func grey(isDark: Bool) throws -> String? {
                try browser.open(path, width: 1280, isDark: isDark)
                return try browser.value(of: """
                    (() => { const grid = [...document.querySelectorAll('svg [stroke="rgb(228, 228, 228)"]')][0];
                      return grid ? getComputedStyle(grid).stroke : 'none' })()
                    """) as? String
            }
            let (light, dark) = (try grey(isDark: false), try grey(isDark: true))
            #expect(light == "rgb(228, 228, 228)" && dark == "rgb(189, 189, 189)")
        }
    }

    private func keep(_ data: Data, _ name: String) throws {
        guard let directory = ProcessInfo.processInfo.environment["COVEY_PICTURES"] else { return }
        try data.write(to: URL(fileURLWithPath: "\(directory)/\(name)"))
    }
}

extension Browser {
    /// What the console has: errors and warnings of the page, and exceptions.
    fileprivate var complaints: [String] {
        events.filter { ["Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"].contains($0.method) }.map {
            "\($0.method): \($0.parameters)"
        }
    }
}
