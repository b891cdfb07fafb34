import Predictions


/// How the error of one model, with one value of what is varied, falls with the size of the training set.
struct LearningCurve {
    struct Point {
        let materials: Double
        /// Of members, each taken alone; nil for another program.
        let single: Spread?
        /// Of the ensemble, or of the other program.
        let mae: Double
    }

    enum Kind: String {
        case ensemble, baseline
    }

    /// "wren", "wren, model.layers = 2"
    let name: String
    /// By size.
    let points: [Point]
    /// What `mae` and its law are of.
    let kind: Kind
    let single: PowerLaw?
    let law: PowerLaw?

    private init(name: String, kind: Kind, points: [Point]) {
        self.name = name
        self.kind = kind
        self.points = points.sorted { $0.materials < $1.materials }
        single = PowerLaw(self.points.compactMap { point in point.single.map { (point.materials, $0.mean) } })
        law = PowerLaw(self.points.map { ($0.materials, $0.mae) })
    }

    private init(_ results: [SweepResult], parameter: String?) {
        let point = results.first?.point
        let value = point?.value.flatMap { value in parameter.map { ", \($0) = \(value)" } }
        self.init(
            name: (point?.model ?? "") + (value ?? ""), kind: .ensemble,
            points: results.compactMap { result in
                result.test.map { Point(materials: Double(result.point.materials), single: result.single, mae: $0.mae) }
            })
    }

    init(_ baseline: BaselineCurve) {
        self.init(
            name: baseline.name, kind: .baseline,
            points: baseline.points.map { Point(materials: Double($0.materials), single: nil, mae: $0.mae) })
    }

    /// One for each model and value, in the order of the results.
    static func all(_ results: [SweepResult], parameter: String?) -> [LearningCurve] {
        var groups: [(key: [String?], results: [SweepResult])] = []
        for result in results {
            let key = [result.point.model, result.point.value]
            if let place = groups.firstIndex(where: { $0.key == key }) {
                groups[place].results.append(result)
            } else {
                groups.append((key, [result]))
            }
        }
        return groups.map { LearningCurve($0.results, parameter: parameter) }
    }

    /// The fits that there are.
    var fits: [(who: String, law: PowerLaw)] { [("single", single), (kind.rawValue, law)].compactMap { who, law in law.map { (who, $0) } } }
}
