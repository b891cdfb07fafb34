/// Names of columns as parts of files' names.
enum FileStem {
    /// What may not stand in a file's name becomes a hyphen. Where two would be alike, on a disk that does not tell capitals apart either, the
    /// later one has a number.
    static func distinct(_ names: [String]) -> [String] {
        var taken: Set<String> = []
        return names.map { name in
            let stem = String(name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
            var (unique, number) = (stem, 1)
            while !taken.insert(unique).inserted {
                number += 1
                unique = "\(stem)-\(number)"
            }
            return unique
        }
    }
}
