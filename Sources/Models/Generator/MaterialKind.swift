import Materials

/// What a sampler is held to the shares of in the training set: whether ions of common oxidation states can make a material, metals alone (or one
/// element) do, or neither, together with how many elements there are; and how many sites.
package struct MaterialKind {
    /// Three times one to six elements or more.
    package static let chemistries = 18
    /// One to sixteen sites or more, each orbit counted.
    package static let sizes = 16
    private static let mostElements = 6
    private static let salts = ChargeScreen(asksForOrder: true, passesAlloys: false)

    package let chemistry: Int
    package let size: Int

    /// - Parameter sites: elements and rows of `WyckoffTable.standard`, one at least
    package init(_ sites: [(element: Element, row: Int)]) {
        var amounts: [Element: Double] = [:]
        for site in sites { amounts[site.element, default: 0] += Double(WyckoffTable.standard.position(site.row).multiplicity) }
        let composition = Composition(amounts: amounts)
        let bonds = amounts.count < 2 || amounts.keys.allSatisfy(\.isMetal) ? 0 : Self.salts.passes(composition) ? 1 : 2
        chemistry = bonds * Self.mostElements + min(max(amounts.count, 1), Self.mostElements) - 1
        size = min(max(sites.count, 1), Self.sizes) - 1
    }
}

/// How often samples are kept, so that chemistries and sizes each come as often as in the training set.
package struct SampleAcceptance {
    static let count = MaterialKind.chemistries + MaterialKind.sizes

    /// Of chemistries, then of sizes; a sample is kept with the product of its two, at most one.
    let factors: [Double]

    /// nil for what are no such factors.
    init?(factors: [Double]) {
        guard factors.count == Self.count, factors.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
        self.factors = factors
    }

    package func callAsFunction(_ kind: MaterialKind) -> Double { min(factors[kind.chemistry] * factors[MaterialKind.chemistries + kind.size], 1) }

    /// Of the samples no more than about half are thrown away for the sake of what is rare among them.
    private static let most = 2.0

    /// By raking (Deming and Stephan 1940): weights of chemistries and of sizes in turns, until the weighted samples have both shares.
    ///
    /// - Parameters:
    ///   - known: materials to be like
    ///   - written: samples, all of them kept
    package init(known: [MaterialKind], written: [MaterialKind]) {
        // A few of each more, so that nothing is impossible.
        func shares(_ kinds: [MaterialKind], weights: [Double]? = nil) -> [Double] {
            var sums = [Double](repeating: 2, count: Self.count)
            for (place, kind) in kinds.enumerated() {
                sums[kind.chemistry] += weights?[place] ?? 1
                sums[MaterialKind.chemistries + kind.size] += weights?[place] ?? 1
            }
            let all = (sums[..<MaterialKind.chemistries].reduce(0, +), sums[MaterialKind.chemistries...].reduce(0, +))
            return sums.enumerated().map { $1 / ($0 < MaterialKind.chemistries ? all.0 : all.1) }
        }
        let aimed = shares(known)
        var factors = [Double](repeating: 1, count: Self.count)
        func weights() -> [Double] { written.map { min(factors[$0.chemistry] * factors[MaterialKind.chemistries + $0.size], Self.most) } }
        for round in 0..<40 {
            let found = shares(written, weights: weights())
            let own = round % 2 == 0 ? 0..<MaterialKind.chemistries : MaterialKind.chemistries..<Self.count
            for place in own { factors[place] = min(max(factors[place] * aimed[place] / found[place], 0.02), 50) }
        }
        let largest = max(weights().max() ?? 1, .leastNormalMagnitude)
        for place in 0..<MaterialKind.chemistries { factors[place] /= largest }
        self.factors = factors
    }
}
