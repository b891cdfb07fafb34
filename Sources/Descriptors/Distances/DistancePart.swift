import Kernels
import Materials

/// One term of a distance: how a material becomes a row of numbers, and how two rows are compared.
struct DistancePart: Sendable, Hashable {
    enum Encoding: Sendable, Hashable {
        /// Histograms of the features one after the other, each summed up along its bins to end at 1; an empty one stays at 0, as if all of
        /// it lay beyond.
        case cumulated(features: String, groups: Int, bins: Int)
        /// The features themselves; see `Direction` for what is done to a row.
        case features(String, Standardisation, Direction)
        /// Fractions of the elements summed up along a scale, each times the way to the next element of the scale.
        case scale(ElementScale)
        /// Fractions of the elements, compared by moving them at least cost.
        case fractions(ElementCosts)
    }

    /// Whether columns are compared in units of their deviations over the reference materials.
    enum Standardisation: Sendable, Hashable {
        case standardised
        case raw
    }

    /// What of a row of features counts.
    enum Direction: Sendable, Hashable {
        /// All of it.
        case everything
        /// Where it points: cosine.
        case direction
        /// Where it points when its own mean has been taken off: Pearson.
        case centredDirection
    }

    enum Comparison: Sendable, Hashable {
        /// factor · Σ|a − b|
        case manhattan(factor: Float)
        case euclidean
        case chebyshev
        /// 1 − a·b of unit vectors, as ½ Σ(a − b)²: 0 for equal rows, and never below.
        case angle
        case transport
    }

    /// As people write it, without the weight.
    let name: String
    let weight: Float
    let encoding: Encoding
    let comparison: Comparison

    /// The features that it reads; nil: the composition is enough.
    var features: String? {
        switch encoding {
        case .cumulated(let features, _, _), .features(let features, _, _): features
        case .scale, .fractions: nil
        }
    }

    /// Numbers of a row.
    func width(featureColumns: Int) -> Int {
        switch encoding {
        case .cumulated(_, let groups, let bins): groups * bins
        case .features: featureColumns
        case .scale, .fractions: Element.count
        }
    }
}
