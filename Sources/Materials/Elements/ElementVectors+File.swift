import Foundation

extension ElementVectors {
    /// Reads a JSON file, gzip or plain; the table is named after the file.
    ///
    /// - Throws: `ReaderError` for a file that cannot be read, `ElementVectorsError` for one that is no table
    public init(path: String) throws {
        var stream = try ByteStream(path: path)
        var data = Data()
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = try stream.read(into: &piece), count > 0 { data.append(contentsOf: piece[..<count]) }
        try self.init(json: data, name: URL(fileURLWithPath: path).lastPathComponent)
    }
}
