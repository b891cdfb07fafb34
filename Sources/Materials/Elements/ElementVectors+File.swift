extension ElementVectors {
    /// Reads a file that `ElementColumns` reads, where nothing is missing; the vectors are named after the file.
    ///
    /// - Throws: `ReaderError` for a file that cannot be read, `ElementVectorsError` for one that is no table
    public init(path: String) throws {
        try self.init(ElementColumns(path: path))
    }
}
