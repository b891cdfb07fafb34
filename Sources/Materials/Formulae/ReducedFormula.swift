import Foundation

extension Composition {
    /// The smallest whole numbers in these proportions, elements in alphabetical order: "Al2O3", "Cd3Hg7Te10" for Hg0.7Cd0.3Te.
    ///
    /// Equal for every way of writing a composition. Proportions that no formula of up to 1000 atoms has stay atomic fractions of six
    /// decimals, "Ag0.123457Au0.876543", or of as many as the rarest element takes; they sum to one, so that the formula of what is read back
    /// is the same.
    public var reducedFormula: String {
        let amounts = reducedAmounts
        let parts = zip(components, amounts).sorted { $0.0.element.symbol < $1.0.element.symbol }
        return parts.map { $0.element.symbol + ($1 == 1 ? "" : Self.text(of: $1)) }.joined()
    }

    /// Whether two texts mean the same composition: decimal amounts count as rounded, Fe0.33O0.67 agrees with FeO2.
    public func agrees(with other: Composition) -> Bool {
        guard components.map(\.element) == other.components.map(\.element) else { return false }
        if reducedFormula == other.reducedFormula { return true }
        let isRounded = (components + other.components).contains { $0.amount != $0.amount.rounded() }
        return isRounded && zip(fractions, other.fractions).allSatisfy { abs($0 - $1) < 0.005 }
    }

    /// Atoms of each component in the reduced formula, in the order of `components`; nil where no formula has these proportions.
    package var wholeAmounts: [Int]? {
        var amounts: [Int] = []
        for amount in reducedAmounts {
            guard let whole = Int(exactly: amount) else { return nil }
            amounts.append(whole)
        }
        return amounts
    }

    /// Atoms of each component in the reduced formula, in the order of `components`.
    package var reducedAmounts: [Double] {
        let amounts = components.map(\.amount)
        if amounts.allSatisfy({ $0 == $0.rounded() && $0 < 0x1p52 }) {
            let divisor = amounts.reduce(0) { Self.greatestCommonDivisor($0, UInt64($1)) }
            return amounts.map { $0 / Double(max(divisor, 1)) }
        }
        let fractions = fractions
        for atoms in 1...1000 {
            let scaled = fractions.map { $0 * Double(atoms) }
            // Decimal fractions carry the rounding of their sum; a real difference is far larger.
            if scaled.allSatisfy({ abs($0 - $0.rounded()) < 1e-6 && $0 > 0.5 }) { return scaled.map { $0.rounded() } }
        }
        let least = fractions.min() ?? 1
        let isFine = least < 5e-7
        let unit = pow(10, isFine ? min((-log10(least)).rounded(.up) + 1, 12) : 6)
        // Downward, so that what calls for more decimals still calls for them when it is read back.
        var parts = fractions.map { max(isFine ? ($0 * unit + 1e-3).rounded(.down) : ($0 * unit).rounded(), 1) }
        // What rounding has brought in or lost is hardly felt by the largest.
        if let largest = parts.indices.max(by: { parts[$0] < parts[$1] }) { parts[largest] += unit - parts.reduce(0, +) }
        return parts.map { $0 / unit }
    }

    /// Without an exponent, which no formula has.
    static func text(of amount: Double) -> String {
        if amount == amount.rounded() { return String(UInt64(amount)) }
        let text = "\(amount)"
        guard text.contains("e") else { return text }
        let decimals = String(format: "%.15f", amount)
        return String(decimals.prefix(decimals.count - decimals.reversed().prefix { $0 == "0" }.count))
    }

    private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}
