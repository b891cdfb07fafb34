import Foundation

extension ElementVectors {
    /// Reads a JSON file, gzip or plain; the table is named after the file.
    ///
    /// - Throws: `ReaderError` for a file that cannot be read, `ElementVectorsError` for one that is no table
    public init(path: String) throws {
        var stream = try ByteStream(path: path)
        try self.init(json: Data(try stream.rest()), name: URL(fileURLWithPath: path).lastPathComponent)
    }
}
