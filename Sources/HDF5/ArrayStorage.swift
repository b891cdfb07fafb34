/// Memory of an array that was never in a file: what is predicted and then forgotten need not be written to be read like all else.
final class ArrayStorage {
    let start: UnsafeMutableRawPointer

    init(byteCount: Int) {
        start = .allocate(byteCount: max(byteCount, 1), alignment: 16)
    }

    deinit { start.deallocate() }
}

extension MappedArray {
    /// A copy of numbers in memory.
    public init(_ elements: [Element]) {
        let storage = ArrayStorage(byteCount: elements.count * MemoryLayout<Element>.stride)
        let start = storage.start.bindMemory(to: Element.self, capacity: max(elements.count, 1))
        elements.withUnsafeBufferPointer { values in
            if let first = values.baseAddress { start.initialize(from: first, count: values.count) }
        }
        self.init(owner: storage, start: UnsafePointer(start), count: elements.count)
    }
}

extension MappedTexts {
    /// A copy of texts in memory.
    public init(_ texts: [String]) {
        let width = max(texts.reduce(0) { max($0, $1.utf8.count) }, 1)
        let storage = ArrayStorage(byteCount: width * texts.count)
        let bytes = UnsafeMutableRawBufferPointer(start: storage.start, count: width * texts.count)
        for (number, text) in texts.enumerated() {
            var at = number * width
            for byte in text.utf8 {
                bytes[at] = byte
                at += 1
            }
            while at < (number + 1) * width {
                bytes[at] = 0
                at += 1
            }
        }
        self.init(owner: storage, start: UnsafeRawPointer(storage.start), width: width, count: texts.count)
    }
}
