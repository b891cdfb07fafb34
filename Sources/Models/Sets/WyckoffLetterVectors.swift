import Foundation
import Kernels
import Materials

/// What the Wren of 2020 is told of a Wyckoff position: its letter, one-hot over a … z and A, and its multiplicity.
///
/// Letters mean something within a space group alone, which is what Wren's own vectors mend. The multiplicity is log₂ m / log₂ 192, so that it
/// lies between 0 and 1 as all else does.
enum WyckoffLetterVectors {
    private static let letters = Array("abcdefghijklmnopqrstuvwxyzA")
    private static let largestMultiplicity = 192.0

    /// [1731 × 28]
    static func matrix(_ table: WyckoffTable = .standard) -> Matrix {
        let matrix = Matrix(packedRows: WyckoffTable.rowCount, columns: letters.count + 1)
        matrix.fill(0)
        for row in 0..<WyckoffTable.rowCount {
            let position = table.position(row)
            if let place = letters.firstIndex(of: position.letter) { matrix[row, place] = 1 }
            matrix[row, letters.count] = Float(log2(Double(position.multiplicity)) / log2(largestMultiplicity))
        }
        return matrix
    }
}
