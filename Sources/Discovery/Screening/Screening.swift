import Predictions

/// Candidates with their distance to the hull of known phases, true and predicted: what every measure of discovery is made of.
///
/// The hull is asked once for each composition; true and predicted distances, their uncertainty and all subsets share its answer, so
/// that a prediction is wrong by exactly the error of its formation energy. Distances are in eV/atom, NaN where not known.
public struct Screening: Sendable {
    /// A column by whose values the measures are told apart.
    public struct Grouping: Sendable, Equatable {
        public let name: String
        /// [n]
        public let values: [String]

        public init(name: String, values: [String]) {
            self.name = name
            self.values = values
        }
    }

    /// [n]
    public let ids: [String]
    /// [n] how far above the known hull a material truly lies; negative for a discovery.
    public let truth: [Double]
    /// [n] the same by prediction; not finite where there is none.
    public let prediction: [Double]
    /// [n] standard deviation of the predicted energy; 0 where a model has none.
    public let deviation: [Double]
    /// [n] whether a material is the lowest of its protostructure label and the known phases have none of it; nil without labels.
    public let isUnique: [Bool]?
    /// Of the candidates, by which measures are told apart.
    public let groupings: [Grouping]
    /// What the distances are counted from, in words.
    public let hull: String
    /// [n] whether a candidate is left out of what is to be calculated first; nil where none is.
    public var isApart: [Bool]?
    /// What each ensemble of a committee says, whose prediction is the committee's own; empty for one ensemble.
    public private(set) var opinions: [Opinion] = []

    /// The distances that one of several ensembles predicts, with the standard deviation of each, which is 0 where it has none.
    public struct Opinion: Sendable {
        public let name: String
        /// [n]
        public let prediction: [Double]
        /// [n]
        public let deviation: [Double]
    }

    /// All arrays must be of one length.
    public init(
        ids: [String], truth: [Double], prediction: [Double], deviation: [Double], labels: [String] = [], isKnown: [Bool] = [],
        groupings: [Grouping] = [], hull: String
    ) {
        precondition(truth.count == ids.count && prediction.count == ids.count && deviation.count == ids.count)
        precondition(groupings.allSatisfy { $0.values.count == ids.count })
        self.ids = ids
        self.truth = truth
        self.prediction = prediction
        self.deviation = deviation
        self.groupings = groupings
        self.hull = hull
        isUnique = labels.isEmpty ? nil : Self.unique(labels, isKnown: isKnown, truth, prediction)
    }

    /// Formation energies against the hull's energy at each composition: ΔE_hull = E_f − E_hull.
    /// - Parameter hullEnergies: [n] eV/atom
    public init(
        ids: [String], trueEnergies: [Double], predictedEnergies: [Double], hullEnergies: [Double], deviation: [Double],
        labels: [String] = [], isKnown: [Bool] = [], groupings: [Grouping] = [], hull: String
    ) {
        self.init(
            ids: ids, truth: zip(trueEnergies, hullEnergies).map { Stability.rounded($0 - $1) },
            prediction: zip(predictedEnergies, hullEnergies).map { Stability.rounded($0 - $1) }, deviation: deviation, labels: labels,
            isKnown: isKnown, groupings: groupings, hull: hull)
    }

    /// True distances as a table gives them: predicted distance = true distance + (predicted − true formation energy).
    public init(
        ids: [String], trueDistances: [Double], trueEnergies: [Double], predictedEnergies: [Double], deviation: [Double],
        labels: [String] = [], isKnown: [Bool] = [], groupings: [Grouping] = [], hull: String
    ) {
        let errors = zip(predictedEnergies, trueEnergies).map { $0 - $1 }
        self.init(
            ids: ids, truth: trueDistances, prediction: zip(trueDistances, errors).map { $0 + $1 }, deviation: deviation, labels: labels,
            isKnown: isKnown, groupings: groupings, hull: hull)
    }

    public var count: Int { ids.count }

    /// Whether any material has an uncertainty.
    public var hasDeviations: Bool { deviation.contains { $0 > 0 } }

    /// Whether it is known of any material how far above the hull it truly lies.
    public var hasTruth: Bool { truth.contains(where: \.isFinite) }

    /// Notes what the ensembles of a committee say.
    ///
    /// - Parameters:
    ///   - parts: energies that each predicts, with their standard deviations
    ///   - predictedEnergies: [n] the committee's own, which the screening is made of
    public mutating func note(_ parts: [PredictionTable.CommitteePart], beside predictedEnergies: [Double]) {
        opinions = parts.map { part in
            precondition(part.prediction.count == count && part.deviation.count == count && predictedEnergies.count == count)
            return Opinion(
                name: part.name, prediction: ids.indices.map { Stability.rounded(prediction[$0] + part.prediction[$0] - predictedEnergies[$0]) },
                deviation: part.deviation)
        }
    }

    /// What is compared with the threshold.
    public enum Criterion: String, CaseIterable, Sendable {
        /// ΔE_hull,pred
        case prediction
        /// ΔE_hull,pred + σ: only materials that are stable with some certainty are chosen.
        case predictionPlusDeviation = "prediction_plus_deviation"
        /// The highest ΔE_hull,pred of a committee's ensembles: only materials that all of them say are stable are chosen (Goodall thesis, 7.1).
        case everyPrediction = "every_prediction"
        /// The highest ΔE_hull,pred + σ of them.
        case everyPredictionPlusDeviation = "every_prediction_plus_deviation"
    }

    /// The criteria that can be asked: without an uncertainty there is nothing to add to a prediction, and without a committee nobody to agree.
    public var criteria: [Criterion] {
        Criterion.allCases.filter { criterion in
            switch criterion {
            case .prediction: true
            case .predictionPlusDeviation: hasDeviations
            case .everyPrediction: !opinions.isEmpty
            case .everyPredictionPlusDeviation: !opinions.isEmpty && opinions.allSatisfy { $0.deviation.contains { $0 > 0 } }
            }
        }
    }

    /// [n] what a criterion compares with the threshold.
    public func decision(_ criterion: Criterion) -> [Double] {
        switch criterion {
        case .prediction: prediction
        case .predictionPlusDeviation: zip(prediction, deviation).map { $0 + $1 }
        case .everyPrediction: agreed(by: opinions.count) { $0.prediction[$1] }
        case .everyPredictionPlusDeviation: agreed(by: opinions.count) { $0.prediction[$1] + $0.deviation[$1] }
        }
    }

    /// [n] the distance at or below which so many of a committee's ensembles say that a candidate lies.
    public func decision(ofAtLeast count: Int) -> [Double] { agreed(by: count) { $0.prediction[$1] } }

    private func agreed(by count: Int, _ value: (Opinion, _ row: Int) -> Double) -> [Double] {
        ids.indices.map { row in
            let values = opinions.map { value($0, row) }.map { $0.isNaN ? .infinity : $0 }.sorted()
            return values.indices.contains(count - 1) ? values[count - 1] : .nan
        }
    }

    /// [n] how many of a committee's ensembles say that a candidate lies at or below a threshold.
    public func votes(threshold: Double) -> [Int] { ids.indices.map { row in opinions.count { $0.prediction[row] <= threshold } } }

    /// The materials in the order in which a criterion would have them calculated; those without a prediction are left out, equal ones
    /// stay in order.
    public func order(_ criterion: Criterion, of rows: [Int]? = nil) -> [Int] {
        let decision = decision(criterion)
        return (rows ?? Array(ids.indices)).filter { decision[$0].isFinite }
            .sorted { (decision[$0], $0) < (decision[$1], $1) }
    }

    /// The same, those first that are not left apart.
    public func orderWithApartLast(_ criterion: Criterion) -> [Int] {
        let order = order(criterion)
        guard let isApart else { return order }
        return order.filter { !isApart[$0] } + order.filter { isApart[$0] }
    }

    private static func unique(_ labels: [String], isKnown: [Bool], _ truth: [Double], _ prediction: [Double]) -> [Bool] {
        var isUnique = [Bool](repeating: false, count: labels.count)
        var lowest: [String: Int] = [:]
        // By the truth where it is known: the choice is about the data, not about the model.
        func energy(_ row: Int) -> Double { truth[row].isFinite ? truth[row] : prediction[row].isFinite ? prediction[row] : .infinity }
        for row in labels.indices where !labels[row].isEmpty && !(isKnown.indices.contains(row) && isKnown[row]) {
            guard let other = lowest[labels[row]] else {
                lowest[labels[row]] = row
                continue
            }
            if energy(row) < energy(other) { lowest[labels[row]] = row }
        }
        for row in lowest.values { isUnique[row] = true }
        return isUnique
    }
}
