extension Composition {
    /// The smallest whole numbers in these proportions, elements in alphabetical order: "Al2O3", "Cd3Hg7Te10" for Hg0.7Cd0.3Te.
    ///
    /// Equal for every way of writing a composition. Proportions that no formula of up to 1000 atoms has stay atomic fractions of six
    /// digits, "Ag0.123457Au0.876543".
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

    /// Atoms of each component in the reduced formula, in the order of `components`.
    var reducedAmounts: [Double] {
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
        return fractions.map { ($0 * 1e6).rounded() / 1e6 }
    }

    static func text(of amount: Double) -> String {
        amount == amount.rounded() ? String(UInt64(amount)) : "\(amount)"
    }

    private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}
