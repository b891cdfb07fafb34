/// A table of ids and numbers with the freedoms that CSV allows, and what is to be read of it.
public struct RandomTable: Sendable {
    public let bytes: [UInt8]
    public let ids: [String]
    /// nil where nothing is known.
    public let values: [Double?]

    /// - Parameters:
    ///   - columns: names of the columns of ids, formulae and numbers
    ///   - decides: the next of a row of random numbers, 0 ..< its argument
    public init(columns: (id: String, formula: String, number: String), rows: Int, decides: (Int) -> Int) {
        func pick(_ texts: [String]) -> String { texts[decides(texts.count)] }
        let ids = (0..<rows).map { "m\($0)" }
        var values: [Double?] = []
        // The number of the columns and their order, quotes and line ends are the table's choice.
        let order = [[0, 1, 2], [2, 1, 0], [1, 0, 2]][decides(3)]
        let end = pick(["\n", "\r\n", "\r"])
        func line(_ fields: [String]) -> String {
            order.map { fields[$0] }.map { decides(3) == 0 ? "\"" + $0 + "\"" : $0 }.joined(separator: ",")
        }
        var text = (decides(2) == 0 ? "\u{FEFF}" : "") + line([columns.id, columns.formula, columns.number])
        for id in ids {
            var field = pick(["", "nan", "NaN", "NA", "N/A", "n/a", "None", "null", "NULL", "#N/A", "-", "-nan", "<NA>"])
            var value: Double?
            if decides(4) > 0 {
                let number = Double(decides(2_000_001) - 1_000_000) / Double([1, 8, 1000, 100_000][decides(4)])
                value = number
                field = pick(["\(number)", "\(number)", number < 0 ? "\(number)" : "+\(number)", "\(number)".contains("e") ? "\(number)" : "\(number)" + pick(["e0", "E+00"]), number == number.rounded() ? "\(Int(number))" : "\(number)"])
            }
            values.append(value)
            text += end + line([id, pick(["NaCl", "Fe2O3"]), pick(["", " ", "\t"]) + field + pick(["", " ", "  "])])
            if decides(20) == 0 { text += end }
        }
        if decides(2) == 0 { text += end }
        let plain = Array(text.utf8)
        switch decides(3) {
        case 0: bytes = plain
        case 1: bytes = gzipped(plain)
        default:
            // Members may meet anywhere, and zeros follow the last.
            let cut = decides(plain.count)
            bytes = gzipped(Array(plain[..<cut])) + gzipped(Array(plain[cut...])) + (decides(2) == 0 ? [0, 0] : [])
        }
        self.ids = ids
        self.values = values
    }
}
