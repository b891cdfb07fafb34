/// What a member has learnt, target by target.
struct LinearMember: MemberWeights {
    var parts: [LinearPart]

    var arrays: [NamedArray] { [NamedArray](byTarget: parts.map(\.arrays)) }
}

/// The solutions of a target for the penalties so far; the last of them predicts.
struct LinearPart {
    static let arrayNames = ["penalty", "intercept", "coefficients", "deviation"]

    let columns: Int
    var solutions: [LinearSolution] = []
    /// σ of each, in standardised units.
    var deviations: [Double] = []

    init(columns: Int) {
        self.columns = columns
    }

    /// The solution of one penalty alone.
    func only(_ stage: Int) -> LinearPart {
        var part = LinearPart(columns: columns)
        part.solutions = [solutions[stage - 1]]
        part.deviations = [deviations[stage - 1]]
        return part
    }

    var arrays: [NamedArray] {
        let count = solutions.count
        let values = [solutions.map(\.penalty), solutions.map(\.intercept), solutions.flatMap(\.coefficients), deviations]
        return zip(Self.arrayNames, values).map { name, values in
            NamedArray(name: name, shape: name == "coefficients" ? [count, columns] : [count], elements: .doubles(values))
        }
    }

    /// As a file has it, believed only as far as it can be predicted with.
    init(_ arrays: [NamedArray], columns: Int) throws(ModelError) {
        let count = try arrays.array("penalty").shape.first ?? 0
        guard (1...1_000_000).contains(count) else { throw .array(name: "penalty", problem: "\(count) penalties") }
        let (size, isOver) = count.multipliedReportingOverflow(by: columns)
        guard !isOver, size <= ModelBounds.mostParameters else {
            throw .array(name: "coefficients", problem: "\(count) times \(columns) numbers")
        }
        let penalties = try arrays.doubles("penalty", shape: [count])
        let intercepts = try arrays.doubles("intercept", shape: [count])
        let coefficients = try arrays.doubles("coefficients", shape: [count, columns])
        deviations = try arrays.doubles("deviation", shape: [count])
        guard deviations.allSatisfy({ $0 > 0 }) else { throw .array(name: "deviation", problem: "is not above zero") }
        self.columns = columns
        solutions = (0..<count).map {
            LinearSolution(penalty: penalties[$0], intercept: intercepts[$0], coefficients: Array(coefficients[$0 * columns..<($0 + 1) * columns]))
        }
    }
}
