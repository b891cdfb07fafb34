import Materials

/// Relaxes the prototypes of one composition after another and keeps those that are crystals of their own.
struct PolymorphSearch {
    /// A relaxed crystal that differs from all others of its composition.
    struct Candidate {
        var polymorph: Polymorph
        /// One for each species of the prototype.
        var elements: [Element]
        /// From the most electropositive element to the most electronegative.
        var formula: String
        var composition: Composition
        /// Formation energy, eV/atom.
        var energy: Double
    }

    private(set) var found: [Candidate] = []
    private(set) var funnel = Sandbox.Funnel()
    private var references = ElementalReferences()
    /// Numbers of the crystals found of each formula. Several families can come upon the same one.
    private var byFormula: [String: [Int]] = [:]

    mutating func relax(_ draw: FamilyDraws.Draw) throws(SandboxError) {
        var traits: [AtomicTraits] = []
        var reference = 0.0
        for (element, amount) in zip(draw.elements, draw.amounts) {
            traits.append(try AtomicTraits(of: element))
            reference += try references.energy(of: element) * Double(amount)
        }
        reference /= Double(draw.amounts.reduce(0, +))
        let species = Ion.equalised(traits, amounts: draw.amounts)
        let order = traits.indices.sorted {
            (traits[$0].electronegativity, draw.elements[$0]) < (traits[$1].electronegativity, draw.elements[$1])
        }
        let formula = order.map { draw.elements[$0].symbol + (draw.amounts[$0] == 1 ? "" : String(draw.amounts[$0])) }.joined()
        let amounts = zip(draw.elements, draw.amounts).map { ($0, Double($1)) }
        let composition = Composition(amounts: Dictionary(amounts) { $0 + $1 })

        for prototype in draw.prototypes {
            funnel.relaxed += 1
            let polymorph = try Polymorph(prototype, species: species)
            guard polymorph.isSound else {
                funnel.fellApart += 1
                continue
            }
            let known = byFormula[formula, default: []]
            guard !known.contains(where: { found[$0].polymorph.isSameCrystal(as: polymorph) }) else {
                funnel.duplicates += 1
                continue
            }
            byFormula[formula, default: []].append(found.count)
            found.append(
                Candidate(
                    polymorph: polymorph, elements: draw.elements, formula: formula, composition: composition,
                    energy: polymorph.energyPerAtom - reference))
        }
    }
}
