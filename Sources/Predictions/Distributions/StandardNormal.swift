import Foundation

/// The normal distribution of mean 0 and standard deviation 1.
public enum StandardNormal {
    public static func density(_ x: Double) -> Double {
        exp(-0.5 * x * x) / (2 * Double.pi).squareRoot()
    }

    /// Φ(x), with full relative precision in the lower tail too.
    public static func cumulative(_ x: Double) -> Double {
        0.5 * erfc(-x / 2.0.squareRoot())
    }

    /// Φ⁻¹(p): −∞ at 0, +∞ at 1, not a number outside [0, 1].
    ///
    /// Starts from Abramowitz and Stegun 26.2.23 (error below 4.5e-4) and refines by Halley's method on Φ, each step of which
    /// trebles the number of right digits: three reach the last.
    public static func quantile(_ probability: Double) -> Double {
        guard probability > 0, probability < 1 else {
            return probability == 0 ? -.infinity : probability == 1 ? .infinity : .nan
        }
        guard probability != 0.5 else { return 0 }
        // The lower half only: there Φ does not lose digits. p > 1/2 is its mirror image.
        let lower = min(probability, 1 - probability)
        let t = (-2 * log(lower)).squareRoot()
        let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
        let denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
        var x = numerator / denominator - t
        for _ in 0..<3 {
            let step = (cumulative(x) - lower) / density(x)
            x -= step / (1 + 0.5 * x * step)
        }
        return probability <= 0.5 ? x : -x
    }
}
