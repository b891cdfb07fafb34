import CXGBoost

/// Rows to be boosted on by XGBoost's C interface: features, labels and weights as it keeps them. One of a kind, and freed with its owner.
public struct BoostingTable: ~Copyable {
    private let handle: DMatrixHandle
    private let rowCount: Int
    private var booster: Booster?
    private var firstRound = 0

    /// - Parameter rows: [rows × features]; a missing value is NaN
    public init(_ rows: Matrix) throws(BoostingError) {
        precondition(rows.rows > 0, "rows to learn from")
        handle = try Self.table(rows)
        rowCount = rows.rows
    }

    /// What is learnt.
    ///
    /// - Parameters:
    ///   - labels: [rows] numbers, or numbers of classes
    ///   - weights: [rows] above zero
    public func setLabels(_ labels: [Float], weights: [Float]) throws(BoostingError) {
        precondition(labels.count == rowCount && weights.count == rowCount, "a label and a weight for each row")
        try set("label", labels)
        try set("weight", weights)
    }

    deinit { XGDMatrixFree(handle) }

    private static func table(_ rows: Matrix) throws(BoostingError) -> DMatrixHandle {
        var made: DMatrixHandle?
        try BoostingError.check(XGDMatrixCreateFromMat(rows.elements, bst_ulong(rows.rows), bst_ulong(rows.columns), .nan, &made))
        guard let made else { throw BoostingError(words: "no table was made") }
        return made
    }

    private func set(_ name: String, _ values: [Float]) throws(BoostingError) {
        try BoostingError.check(XGDMatrixSetFloatInfo(handle, name, values, bst_ulong(values.count)))
    }

    /// Grows the trees of one round upon what the rounds before have made of these rows.
    ///
    /// A booster begins at those sums, and not with trees of its own: its next trees are the same, to the last bit, as those of one that has
    /// made all rounds, so that a fit can go on from any round without bringing a stored model to XGBoost, whose reader need not be trusted
    /// then. From there on the booster goes on by itself, unless each round is to have one of its own: what a booster draws of the columns
    /// depends on all rounds that it has made.
    ///
    /// - Parameters:
    ///   - number: of the round, from 0, one more than the last; with the seed among the parameters it decides what is drawn
    ///   - sums: [rows × trees of a round] of the leaves so far
    ///   - parameters: by XGBoost's names
    ///   - isOnItsOwn: whether the round has a booster of its own
    /// - Returns: the trees as XGBoost writes them in JSON
    public mutating func round(
        _ number: Int, sums: [Float], parameters: [(name: String, value: String)], isOnItsOwn: Bool
    ) throws(BoostingError) -> [UInt8] {
        precondition(sums.count % rowCount == 0 && !sums.isEmpty, "sums of each row")
        if isOnItsOwn || booster == nil {
            try set("base_margin", sums)
            let begun = try Booster(of: handle)
            for (name, value) in parameters { try BoostingError.check(XGBoosterSetParam(begun.handle, name, value)) }
            booster = begun
            firstRound = number
        }
        guard let booster else { throw BoostingError(words: "no booster was made") }
        try BoostingError.check(XGBoosterUpdateOneIter(booster.handle, CInt(number), handle))
        return try Booster(booster, round: number - firstRound).json()
    }
}

/// A booster, freed when nobody needs it.
private final class Booster {
    let handle: BoosterHandle

    init(of table: DMatrixHandle) throws(BoostingError) {
        var made: BoosterHandle?
        var tables: [DMatrixHandle?] = [table]
        try BoostingError.check(XGBoosterCreate(&tables, 1, &made))
        guard let made else { throw BoostingError(words: "no booster was made") }
        handle = made
    }

    /// The trees of one of its rounds alone.
    init(_ whole: Booster, round: Int) throws(BoostingError) {
        var made: BoosterHandle?
        try BoostingError.check(XGBoosterSlice(whole.handle, CInt(round), CInt(round + 1), 1, &made))
        guard let made else { throw BoostingError(words: "no round was cut out") }
        handle = made
    }

    deinit { XGBoosterFree(handle) }

    func json() throws(BoostingError) -> [UInt8] {
        var (count, text): (bst_ulong, UnsafePointer<CChar>?) = (0, nil)
        try BoostingError.check(XGBoosterSaveModelToBuffer(handle, #"{"format":"json"}"#, &count, &text))
        guard let text else { throw BoostingError(words: "no trees were written") }
        return [UInt8](UnsafeRawBufferPointer(start: text, count: Int(count)))
    }
}
