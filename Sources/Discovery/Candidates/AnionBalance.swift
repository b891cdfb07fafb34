import Materials

/// Whether a compound's elements can give as many electrons as its anion takes.
///
/// The anion is the most electronegative of F, O, Cl, Br, I that it holds. A halogen takes one electron, an oxygen atom half of one, as in a
/// superoxide; all other elements give what they give in their highest oxidation states. CaMgF6 fails: two calcium and magnesium ions give four
/// electrons, and six fluorine atoms take six. Of the 33,758 ground states of the Materials Project 26 fail, polyhalides such as CsI3 and KBr3
/// half of them: such compounds exist, and a model that has learnt from stable compounds alone predicts many more.
enum AnionBalance {
    private static let anions: [(symbol: String, electrons: Double)] = [("F", 1), ("O", 0.5), ("Cl", 1), ("Br", 1), ("I", 1)]

    /// The anion of which there is too much; nil for compounds without such an anion and for pure elements.
    static func excess(in composition: Composition) -> Element? {
        guard composition.components.count > 1 else { return nil }
        for (symbol, electrons) in anions {
            guard let anion = Element(symbol: symbol), composition[anion] > 0 else { continue }
            var given = 0.0
            for component in composition.components where component.element != anion {
                // An element of which nothing is known is given the benefit of the doubt.
                guard let most = component.element.highestOxidationState else { return nil }
                given += component.amount * Double(most)
            }
            return composition[anion] * electrons > given * (1 + 1e-9) ? anion : nil
        }
        return nil
    }
}
