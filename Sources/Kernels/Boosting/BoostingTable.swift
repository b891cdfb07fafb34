import CXGBoost

/// Rows to be boosted on by XGBoost's C interface: features, labels and weights as it keeps them. One of a kind, and freed with its owner.
public struct BoostingTable: ~Copyable {
    private let handle: DMatrixHandle
    private let rowCount: Int

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
    /// Each round is a booster of its own that begins at those sums: its trees are the same, to the last bit, as those of one booster that goes on, and a fit
    /// can go on from any round without bringing a stored model to XGBoost, whose reader need not be trusted then.
    ///
    /// - Parameters:
    ///   - number: of the round, from 0; with the seed among the parameters it decides what is drawn
    ///   - sums: [rows × trees of a round] of the leaves so far
    ///   - parameters: by XGBoost's names
    /// - Returns: the trees as XGBoost writes them in JSON
    public func round(_ number: Int, sums: [Float], parameters: [(name: String, value: String)]) throws(BoostingError) -> [UInt8] {
        precondition(sums.count % rowCount == 0 && !sums.isEmpty, "sums of each row")
        try set("base_margin", sums)
        let booster = try Booster(handle)
        for (name, value) in parameters { try BoostingError.check(XGBoosterSetParam(booster.handle, name, value)) }
        try BoostingError.check(XGBoosterUpdateOneIter(booster.handle, CInt(number), handle))
        var (count, text): (bst_ulong, UnsafePointer<CChar>?) = (0, nil)
        try BoostingError.check(XGBoosterSaveModelToBuffer(booster.handle, #"{"format":"json"}"#, &count, &text))
        guard let text else { throw BoostingError(words: "no trees were written") }
        return [UInt8](UnsafeRawBufferPointer(start: text, count: Int(count)))
    }
}

/// A booster of one table, freed with its owner.
private struct Booster: ~Copyable {
    let handle: BoosterHandle

    init(_ table: DMatrixHandle) throws(BoostingError) {
        var made: BoosterHandle?
        var tables: [DMatrixHandle?] = [table]
        try BoostingError.check(XGBoosterCreate(&tables, 1, &made))
        guard let made else { throw BoostingError(words: "no booster was made") }
        handle = made
    }

    deinit { XGBoosterFree(handle) }
}
