import Commands
import Foundation
import HDF5
import Materials
import Prospecting

/// What `covey enumerate --count` says: a row of CSV for each space group and cell, and the sums for people.
struct EnumerationCountTable {
    private let space: EnumerationSpace
    private let counts: EnumerationCounts

    init(_ space: EnumerationSpace, _ counts: EnumerationCounts) {
        self.space = space
        self.counts = counts
    }

    /// To a file, or to standard output where there is none.
    func write(to path: String?, seconds: Double) throws {
        let lines = rows.map { TableText.line($0) }
        if let path {
            try AtomicFile.write(pieces: lines, to: path)
            print(summary(seconds: seconds))
            print("wrote \(path)")
        } else {
            for line in lines { print(line, terminator: "") }
            say(summary(seconds: seconds))
        }
    }

    /// Cells without a representation are left out, unless one cell was asked for.
    private var rows: [[String]] {
        var rows = [["space_group", "cell", "combinations", "representations", "chemistries"]]
        if let cell = space.cell {
            let found = Dictionary(uniqueKeysWithValues: counts.entries.map { ($0.spaceGroup, $0) })
            for spaceGroup in space.spaceGroups {
                let entry = found[spaceGroup]
                rows.append([
                    "\(spaceGroup)", Self.text(cell.amounts, [cell.elements]), "\(entry?.combinations ?? 0)", "\(entry?.representations ?? 0)", "1",
                ])
            }
        } else {
            for entry in counts.entries where entry.combinations > 0 {
                let chemistries = entry.content.chemistries
                rows.append([
                    "\(entry.spaceGroup)", Self.text(entry.cell, chemistries), "\(entry.allCombinations)", "\(entry.allRepresentations)",
                    "\(chemistries.count)",
                ])
            }
        }
        return rows
    }

    /// "O:3,Sr:1,Ti:1", elements in alphabetical order; "A:1,B:1,C:3" where several choices have these amounts.
    private static func text(_ amounts: [Int], _ chemistries: [[Element]]) -> String {
        let names = chemistries.count == 1 ? chemistries[0].map(\.symbol) : amounts.indices.map { letter($0) }
        return zip(names, amounts).sorted { $0.0 < $1.0 }.map { "\($0):\($1)" }.joined(separator: ",")
    }

    private static func letter(_ place: Int) -> String { String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(place))) }

    private func summary(seconds: Double) -> String {
        let groups = Set(counts.entries.filter { $0.combinations > 0 }.map(\.spaceGroup)).count
        return "\(counts.representations) representations of \(counts.combinations) assignments in \(counted(groups, "space group")), "
            + "counted in \(String(format: "%.2f", seconds)) s"
    }
}
