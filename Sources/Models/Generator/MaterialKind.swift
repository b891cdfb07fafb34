import Materials

/// What kind of a material this is, as far as a sampler is held to the shares of the training set: can ions of common oxidation states make it, is it of
/// metals alone or an element, or neither; and how many elements there are.
struct MaterialKind {
    /// Three times one to six elements or more.
    static let count = 18
    private static let mostElements = 6
    private static let salts = ChargeScreen(asksForOrder: true, passesAlloys: false)

    let number: Int

    init(_ composition: Composition) {
        let elements = composition.components.map(\.element)
        let chemistry = elements.count < 2 || elements.allSatisfy(\.isMetal) ? 0 : Self.salts.passes(composition) ? 1 : 2
        number = chemistry * Self.mostElements + min(max(elements.count, 1), Self.mostElements) - 1
    }

    /// - Parameter sites: elements and rows of `WyckoffTable.standard`
    init(sites: some Sequence<(element: Element, row: Int)>) {
        var amounts: [Element: Double] = [:]
        for site in sites { amounts[site.element, default: 0] += Double(WyckoffTable.standard.position(site.row).multiplicity) }
        self.init(Composition(amounts: amounts))
    }
}
