import Foundation

/// Student's t distribution with a whole number of degrees of freedom.
public enum StudentT {
    /// The t that |T| stays below with a probability: 12.706 for 0.95 and one degree of freedom.
    ///
    /// - Parameters:
    ///   - probability: above 0 and below 1
    ///   - freedom: degrees of freedom, at least 1
    public static func twoSidedQuantile(_ probability: Double, freedom: Int) -> Double {
        precondition(probability > 0 && probability < 1 && freedom >= 1)
        var (low, high) = (0.0, Double.pi / 2)
        // The angle is halved until nothing is left between its bounds.
        while true {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { break }
            if share(within: middle, freedom) < probability { low = middle } else { high = middle }
        }
        return Double(freedom).squareRoot() * tan(low)
    }

    /// P(|T| < √ν tan θ), a finite sum in cos θ (Abramowitz and Stegun 26.7.3 and 26.7.4).
    private static func share(within angle: Double, _ freedom: Int) -> Double {
        let (sine, cosine) = (sin(angle), cos(angle))
        let isOdd = freedom % 2 == 1
        var term = isOdd ? cosine : 1
        var sum = freedom == 1 ? 0 : term
        for place in stride(from: isOdd ? 3 : 2, to: freedom, by: 2) {
            term *= cosine * cosine * Double(place - 1) / Double(place)
            sum += term
        }
        return isOdd ? 2 / Double.pi * (angle + sine * sum) : sine * sum
    }
}
