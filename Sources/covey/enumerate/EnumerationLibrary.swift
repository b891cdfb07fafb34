import Commands
import Prospecting

/// The file that enumerated representations are written to.
struct EnumerationLibrary {
    private let library: MaterialLibrary

    init(path: String) throws(CommandError) { library = try MaterialLibrary(path: path) }

    var path: String { library.path }
    var isDataset: Bool { library.isDataset }
    var usualLimit: Int { library.usualLimit }

    /// What may be done with it.
    var next: String { "next: " + (isDataset ? "covey predict RUN \(shellWord(path)) --out predictions.csv" : library.featurising) }

    func write(_ source: EnumerationSource, subject: String) throws {
        let progress = Progress("listing")
        try library.write(subject: subject) { write in
            try source.forEach(0..<source.count) { number, protostructure in
                try write(MaterialLibrary.Row(id: EnumerationSource.id(of: number), material: protostructure))
                if number % 4096 == 0 { progress.show(Double(number) / Double(source.count)) }
            }
        }
        progress.end()
    }
}
