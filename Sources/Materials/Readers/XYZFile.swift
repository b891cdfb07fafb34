/// A file of extended XYZ, frame by frame, with all that a frame says beside its crystal.
package struct XYZFile: ~Copyable {
    private var frames: XYZFrames
    private var text: [UInt8] = []

    package init(path: String) throws(ReaderError) { frames = try XYZFrames(path: path) }

    /// One frame; its crystal is not yet parsed.
    package struct Frame: Sendable {
        package let properties: [String: String]
        fileprivate let text: [UInt8]

        package func structure() throws(StructureTextError) -> Structure { try Structure(extendedXYZ: text) }
    }

    /// nil after the last.
    package mutating func next() throws(ReaderError) -> Frame? {
        guard try frames.next(into: &text) else { return nil }
        return Frame(properties: Dictionary(frames.fields(text)) { first, _ in first }, text: text)
    }
}
