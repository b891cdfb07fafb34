/// The materials of a JSON file one after another, each as the text of an object, whatever the layout.
protocol JSONRows: AnyObject {
    /// Replaces `text` by the next material's object; false after the last.
    func next(into text: inout [UInt8]) throws(ReaderError) -> Bool
    /// The name of the row given last, where the layout has such.
    var label: String? { get }
}

/// Objects one after another, or in a list.
final class JSONObjectRows: JSONRows {
    private let stream: JSONStream
    private var isList: Bool
    private var isAfterList = false

    var label: String? { nil }

    /// - Parameter name: of the list in the file's object; nil: the file holds them itself
    init(path: String, listIn name: String? = nil) throws(ReaderError) {
        if let name {
            stream = try JSONStream(path: path, inside: name)
            isList = true
        } else {
            stream = try JSONStream(path: path)
            isList = try stream.take(UInt8(ascii: "["))
            isAfterList = false
        }
        mayHaveMore = name != nil
    }

    /// Whether other members follow the list.
    private let mayHaveMore: Bool

    func next(into text: inout [UInt8]) throws(ReaderError) -> Bool {
        text.removeAll(keepingCapacity: true)
        if isAfterList { return false }
        if isList {
            if count > 0, let byte = try stream.visible(), byte != UInt8(ascii: ","), byte != UInt8(ascii: "]") {
                throw stream.broken("a comma or the end of the list should stand here")
            }
            guard try stream.visible() != nil else { throw stream.broken("the list does not end") }
            guard try stream.hasElement() else {
                isAfterList = true
                if !mayHaveMore, try stream.visible() != nil { throw stream.broken("text after the end of the list") }
                return false
            }
        }
        guard let first = try stream.visible() else { return false }
        guard first == UInt8(ascii: "{") else {
            throw stream.broken("an object should begin here; materials are read from \(JSONLayout.namesForPeople)")
        }
        try stream.take(valueInto: &text)
        count += 1
        return true
    }

    private var count = 0
}

/// Objects by the names of their rows.
final class JSONNamedRows: JSONRows {
    private let stream: JSONStream
    private(set) var label: String?

    init(path: String) throws(ReaderError) {
        stream = try JSONStream(path: path)
        try stream.expect(UInt8(ascii: "{"), "an object should begin here")
    }

    func next(into text: inout [UInt8]) throws(ReaderError) -> Bool {
        text.removeAll(keepingCapacity: true)
        label = try stream.nextName()
        guard label != nil else { return false }
        guard try stream.visible() == UInt8(ascii: "{") else { throw stream.broken("an object should begin here") }
        try stream.take(valueInto: &text)
        return true
    }
}

/// A list of values for each row, the columns' names apart.
final class JSONSplitRows: JSONRows {
    private let rows: JSONStream
    /// Read side by side with the rows, so that neither has to be held.
    private let index: JSONStream?
    private let names: [[UInt8]]
    private(set) var label: String?

    init(path: String, columns: [String], hasIndex: Bool) throws(ReaderError) {
        rows = try JSONStream(path: path, inside: "data")
        index = hasIndex ? try JSONStream(path: path, inside: "index") : nil
        names = columns.map(Self.quoted)
    }

    func next(into text: inout [UInt8]) throws(ReaderError) -> Bool {
        text.removeAll(keepingCapacity: true)
        guard try rows.hasElement() else { return false }
        label = try nextLabel()
        try rows.expect(UInt8(ascii: "["), "the list of a row's values should begin here")
        text.append(UInt8(ascii: "{"))
        for (place, name) in names.enumerated() {
            guard try rows.hasElement() else { throw rows.broken("the row ends after \(place) values, where there are \(names.count) columns") }
            if place > 0 { text.append(UInt8(ascii: ",")) }
            text += name
            text.append(UInt8(ascii: ":"))
            try rows.take(valueInto: &text)
        }
        guard try !rows.hasElement() else { throw rows.broken("the row has more values than the \(names.count) columns") }
        text.append(UInt8(ascii: "}"))
        return true
    }

    private func nextLabel() throws(ReaderError) -> String? {
        guard let index else { return nil }
        guard try index.hasElement() else { throw index.broken("the index ends before the rows do") }
        var bytes: [UInt8] = []
        try index.take(valueInto: &bytes)
        return (try? JSONValue(bytes))?.field
    }

    /// A name as JSON has it.
    fileprivate static func quoted(_ name: String) -> [UInt8] {
        var bytes = [UInt8(ascii: "\"")]
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<32: bytes += Array("\\u00".utf8) + Array((byte < 16 ? "0" : "") .utf8) + Array(String(byte, radix: 16).utf8)
            default: bytes.append(byte)
            }
        }
        return bytes + [UInt8(ascii: "\"")]
    }
}

/// An object for each column, with the value of each row. The columns are read side by side, each through a stream of its own, so that none has
/// to be held.
final class JSONColumnRows: JSONRows {
    private let path: String
    private let columns: [(name: String, quoted: [UInt8], stream: JSONStream)]
    private(set) var label: String?

    init(path: String, columns names: [String]) throws(ReaderError) {
        self.path = path
        var columns: [(name: String, quoted: [UInt8], stream: JSONStream)] = []
        for name in names { columns.append((name, JSONSplitRows.quoted(name), try JSONStream(path: path, inside: name))) }
        self.columns = columns
    }

    func next(into text: inout [UInt8]) throws(ReaderError) -> Bool {
        text.removeAll(keepingCapacity: true)
        text.append(UInt8(ascii: "{"))
        for (place, column) in columns.enumerated() {
            let name = try column.stream.nextName()
            if place == 0 { label = name }
            guard name == label else {
                let (here, there) = (name.map { "'\($0)'" } ?? "its end", label.map { "'\($0)'" } ?? "its end")
                throw column.stream.broken("the column '\(column.name)' has \(here) where '\(columns[0].name)' has \(there): rows must stand in one order")
            }
            guard name != nil else { continue }
            if place > 0 { text.append(UInt8(ascii: ",")) }
            text += column.quoted
            text.append(UInt8(ascii: ":"))
            try column.stream.take(valueInto: &text)
        }
        text.append(UInt8(ascii: "}"))
        return label != nil
    }
}
