/// The weights of a committee that do best on validation rows, none negative and summing to 1.
///
/// Numbers: those of the smallest mean squared error of the weighted mean, a quadratic problem (Breiman, Machine Learning 24, 49 (1996), "stacked
/// regressions"). Classes: those of the largest likelihood of the mixture, which is concave in them. Either is one valley: what is found does not
/// depend on where the search begins.
enum CommitteeWeights {
    /// What pulls towards equal weights, as a share of the problem's own size: it decides where parts are alike, and moves nothing else that is seen.
    private static let pull = 1e-6

    /// - Parameter tables: [parts] of the same rows with known targets, in the scale in which they are combined
    static func fitted(to tables: [PredictionTable]) -> [Double] {
        tables[0].task == .regression ? leastSquares(tables) : mostLikely(tables)
    }

    private static func leastSquares(_ tables: [PredictionTable]) -> [Double] {
        let targets = tables[0].knownTargets
        let errors = tables.map { table in zip(targets, table.combined.prediction).map { $0 - $1 } }
        let products = errors.map { one in errors.map { other in zip(one, other).reduce(0) { $0 + $1.0 * $1.1 } / Double(targets.count) } }
        // Of weights that sum to 1 the error of the mean is the mean of the errors.
        let size = products.indices.reduce(0) { $0 + products[$1][$1] } / Double(tables.count)
        return smallest(count: tables.count, size: size) { weights in
            products.map { row in 2 * zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 } }
        }
    }

    private static func mostLikely(_ tables: [PredictionTable]) -> [Double] {
        let classes = tables[0].knownTargets.map { Int($0) }
        // Held above the spacing of numbers at 1, as in the log loss.
        let likelihoods = tables.map { table in classes.enumerated().map { max(table.probabilities[$0.element][$0.offset], .ulpOfOne) } }
        return smallest(count: tables.count, size: 1) { weights in
            var slopes = [Double](repeating: 0, count: weights.count)
            for row in classes.indices {
                let mixture = weights.indices.reduce(0) { $0 + weights[$1] * likelihoods[$1][row] }
                for part in weights.indices { slopes[part] -= likelihoods[part][row] / mixture / Double(classes.count) }
            }
            return slopes
        }
    }

    /// The lowest point of a convex function: weight goes from the part that it costs most at to the one that it costs least at, as far as that pays,
    /// until there are no two such parts.
    ///
    /// - Parameter slopes: the gradient at some weights
    private static func smallest(count: Int, size: Double, slopes: ([Double]) -> [Double]) -> [Double] {
        let equal = 1 / Double(count)
        func slope(_ weights: [Double]) -> [Double] { zip(slopes(weights), weights).map { $0 + 2 * pull * size * ($1 - equal) } }
        var weights = [Double](repeating: equal, count: count)
        for _ in 0..<200 * count {
            let slopes = slope(weights)
            let heavy = weights.indices.filter { weights[$0] > 0 }
            guard let giver = heavy.max(by: { slopes[$0] < slopes[$1] }), let taker = weights.indices.min(by: { slopes[$0] < slopes[$1] }),
                slopes[giver] - slopes[taker] > 1e-11 * size
            else { break }
            let held = weights[giver]
            func moved(_ amount: Double) -> [Double] {
                var moved = weights
                moved[giver] = amount == held ? 0 : held - amount
                moved[taker] += amount
                return moved
            }
            func pays(_ amount: Double) -> Bool {
                let slopes = slope(moved(amount))
                return slopes[taker] < slopes[giver]
            }
            var (low, high) = (0.0, held)
            if pays(held) {
                low = held
            } else {
                for _ in 0..<50 {
                    let middle = (low + high) / 2
                    if pays(middle) { low = middle } else { high = middle }
                }
            }
            guard low > 0 else { break }
            weights = moved(low)
        }
        return weights
    }
}
