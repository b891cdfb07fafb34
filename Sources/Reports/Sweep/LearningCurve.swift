import Ensembles

/// How the error of one model, with one value of what is varied, falls with the size of the training set.
struct LearningCurve {
    /// "wren", "wren, model.layers = 2"
    let name: String
    /// With an ensemble, by size.
    let results: [SweepResult]
    let single: PowerLaw?
    let ensemble: PowerLaw?

    /// - Parameter parameter: what is varied beside the size
    init(_ results: [SweepResult], parameter: String?) {
        let point = results.first?.point
        let value = point?.value.flatMap { value in parameter.map { ", \($0) = \(value)" } }
        name = (point?.model ?? "") + (value ?? "")
        let sorted = results.filter { $0.test != nil }.sorted { $0.point.materials < $1.point.materials }
        self.results = sorted
        single = PowerLaw(sorted.compactMap { result in result.single.map { (Double(result.point.materials), $0.mean) } })
        ensemble = PowerLaw(sorted.compactMap { result in result.test.map { (Double(result.point.materials), $0.mae) } })
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
    var fits: [(who: String, law: PowerLaw)] { [("single", single), ("ensemble", ensemble)].compactMap { who, law in law.map { (who, $0) } } }
}
