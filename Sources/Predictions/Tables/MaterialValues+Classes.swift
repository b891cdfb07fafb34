import Datasets
import Materials

/// What the fields of a column are, or of several that hold a probability for each class.
struct MeantValues {
    /// [n] numbers, or numbers of classes; NaN where nothing is known
    var values: [Double]
    /// [classes × n] NaN where nothing is known; empty where none are told
    var probabilities: [[Double]] = []
    /// 0: numbers
    var classCount = 0
    var classNames: ClassNames?
    /// Zeros and ones, of which nobody has said whether they are classes.
    var mayBeClasses = false
}

/// One field of each row of a table, with the rows' numbers for messages.
struct ColumnFields {
    let path: String
    let column: String
    let rows: [Int]
    /// [n] without spaces around them
    let texts: [String]

    func bad(_ place: Int, expected: String) -> PredictionTableError {
        .badField(path: path, row: rows[place], column: column, found: texts[place], expected: expected)
    }

    private func isKnown(_ text: String) -> Bool { !TableNumber.saysUnknown(text) }

    private func isNumber(_ text: String) -> Bool { if case .notANumber = TableNumber(text) { false } else { true } }

    /// NaN where nothing is known.
    func numbers(expected: String = "a number, or nothing") throws(PredictionTableError) -> [Double] {
        var values: [Double] = []
        for (place, text) in texts.enumerated() {
            switch TableNumber(text) {
            case .known(let value): values.append(value)
            case .unknown: values.append(.nan)
            case .notANumber(let reason), .notAValue(let reason):
                throw .notANumber(path: path, row: rows[place], column: column, reason: reason, expected: expected)
            }
        }
        return values
    }

    /// True values by themselves: words that name classes as they do in data sets, else numbers.
    func truth() throws(PredictionTableError) -> MeantValues {
        let known = texts.filter(isKnown)
        if !known.isEmpty, known.allSatisfy({ !isNumber($0) && ClassNames.isName($0) }),
            let classes = ClassNames(words: Dictionary(known.map { ($0, 1) }, uniquingKeysWith: +))
        {
            let values = texts.map { isKnown($0) ? classes.number(of: $0).map { Double($0) } ?? .nan : .nan }
            return MeantValues(values: values, classCount: classes.count, classNames: classes)
        }
        var meant = MeantValues(values: try numbers())
        let found = Set(meant.values.filter { !$0.isNaN })
        meant.mayBeClasses = found == [0, 1]
        return meant
    }

    /// Classes by name or number, or of two classes the probability of the second.
    ///
    /// - Parameter mayBeProbabilities: not of true values
    func classes(_ coding: ClassCoding, mayBeProbabilities: Bool) throws(PredictionTableError) -> MeantValues {
        let known = texts.indices.filter { isKnown(texts[$0]) }
        if let stranger = known.first(where: { coding.number(of: texts[$0]) == nil }) {
            guard mayBeProbabilities, known.allSatisfy({ isNumber(texts[$0]) }), coding.count == 2 || !coding.isCertain else {
                throw bad(stranger, expected: "one of the classes \(coding.list)" + hint(coding, mayBeProbabilities))
            }
            let values = try numbers()
            if let outside = values.firstIndex(where: { $0 < 0 || $0 > 1 }) {
                guard coding.isCertain else { return MeantValues(values: values) }
                throw bad(outside, expected: "one of the classes \(coding.list), or the probability of \(coding.name(1)), 0 … 1")
            }
            return Self.meant([values.map { 1 - $0 }, values], coding)
        }
        let values = texts.map { isKnown($0) ? coding.number(of: $0).map { Double($0) } ?? .nan : .nan }
        return MeantValues(values: values, classCount: coding.count, classNames: coding.names)
    }

    private func hint(_ coding: ClassCoding, _ mayBeProbabilities: Bool) -> String {
        guard mayBeProbabilities else { return "" }
        return coding.count == 2
            ? ", or in every row the probability of \(coding.name(1))"
            : ", or instead of this column one of probabilities for each: " + (0..<coding.count).map { "probability_\(coding.name($0))" }.joined(separator: ", ")
    }

    /// - Parameter columns: of the probabilities of each class
    static func probabilities(_ columns: [ColumnFields], _ coding: ClassCoding) throws(PredictionTableError) -> MeantValues {
        var probabilities: [[Double]] = []
        for column in columns {
            let values = try column.numbers(expected: "a probability, 0 … 1, or nothing")
            if let place = values.firstIndex(where: { $0 < 0 || $0 > 1 + 1e-6 }) { throw column.bad(place, expected: "a probability, 0 … 1") }
            probabilities.append(values)
        }
        for row in columns[0].texts.indices {
            let sum = probabilities.reduce(0) { $0 + $1[row] }
            guard sum.isNaN || abs(sum - 1) < 0.01 else {
                throw columns[0].bad(row, expected: "probabilities of \(coding.list) that make 1 together (they make \(sum))")
            }
        }
        return meant(probabilities, coding)
    }

    /// A row of which one probability is not known has none.
    private static func meant(_ probabilities: [[Double]], _ coding: ClassCoding) -> MeantValues {
        let chosen = EnsemblePrediction.mostProbableClass(probabilities)
        let values = chosen.indices.map { row in probabilities.contains { $0[row].isNaN } ? .nan : Double(chosen[row]) }
        return MeantValues(values: values, probabilities: probabilities, classCount: coding.count, classNames: coding.names)
    }
}
