import HDF5

/// A kind of file that the program reads: a sound one, and how all of it is read.
struct FileKind: Sendable {
    let name: String
    /// Writes a sound file.
    let write: @Sendable (_ path: String) throws -> Void
    /// Reads everything that a file of this kind tells and adds it to a digest.
    let read: @Sendable (_ path: String, _ contents: inout ContentHash) throws -> Void

    static let all = [dataset, bundle, checkpoint]

    /// The digest of all that a file tells.
    func digest(_ path: String) throws -> String {
        var contents = ContentHash()
        try read(path, &contents)
        return contents.finish()
    }
}

extension ContentHash {
    mutating func add<Element: ArrayElement>(_ name: String, _ values: [Element]) { add(name, values.span.bytes) }

    mutating func add(_ name: String, texts: [String]) {
        for text in texts { add(name, text: text) }
    }
}
