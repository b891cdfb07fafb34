import Commands

/// How opening a damaged file ended.
enum Outcome: Int, CaseIterable {
    case refused, readAsWritten, wrong
}

/// Outcomes of all trials, by kind of file and mutation.
struct Tally {
    private var counts: [String: [Int]] = [:]
    private(set) var wrong = 0

    mutating func add(_ kind: FileKind, _ mutation: Mutation, _ outcome: Outcome) {
        counts["\(kind.name) \(mutation)", default: Outcome.allCases.map { _ in 0 }][outcome.rawValue] += 1
        if outcome == .wrong { wrong += 1 }
    }

    var table: String {
        var table = TextTable(
            header: ["file", "mutation", "trials", "refused", "read as written", "wrong"], alignment: [.left, .left, .right, .right, .right, .right])
        for kind in FileKind.all {
            for mutation in Mutation.allCases {
                guard let row = counts["\(kind.name) \(mutation)"] else { continue }
                table.add([kind.name, mutation.rawValue, "\(row.reduce(0, +))"] + row.map { "\($0)" })
            }
        }
        return table.text
    }
}
