import Materials

/// Why the lattice model has no energy for a material.
public enum LabelledEnergyError: Error, Equatable, Sendable, CustomStringConvertible {
    case label(ProtostructureError)
    /// None of the prototypes has these positions with this composition.
    case noPrototype
    /// All of them lost their shape, or found no minimum.
    case fellApart
    case model(SandboxError)

    public var description: String {
        switch self {
        case .label(let error): "\(error)"
        case .noPrototype: "no prototype of the sandbox has this arrangement"
        case .fellApart: "it fell apart while it was relaxed"
        case .model(let error): error.description
        }
    }
}

/// Formation energies in the sandbox's lattice model of materials that are given by their protostructure labels: an oracle that costs
/// milliseconds.
public struct LabelledEnergies {
    private var references = ElementalReferences()

    public init() {}

    /// eV/atom against the elements in the same model: the lowest of the prototypes that have the label.
    public mutating func formationEnergy(ofLabel text: String) throws(LabelledEnergyError) -> Double {
        let wanted: Protostructure
        do throws(ProtostructureError) { wanted = try Protostructure(label: text) } catch { throw .label(error) }
        let found: (energies: [Double], reference: Double)
        do throws(SandboxError) { found = try energies(of: wanted) } catch { throw .model(error) }
        guard !found.energies.isEmpty else { throw .noPrototype }
        guard let lowest = found.energies.filter(\.isFinite).min() else { throw .fellApart }
        return lowest - found.reference
    }

    /// Of each prototype that has the label, in eV/atom, infinite where it fell apart; and of the elements.
    private mutating func energies(of wanted: Protostructure) throws(SandboxError) -> (energies: [Double], reference: Double) {
        var energies: [Double] = []
        for (prototype, elements, amounts) in try Self.decorations(of: wanted) {
            let polymorph = try Polymorph(prototype, species: try Self.species(elements, amounts))
            energies.append(polymorph.isSound ? polymorph.energyPerAtom : .infinity)
        }
        var (reference, atoms) = (0.0, 0.0)
        for component in wanted.composition.components where !energies.isEmpty {
            reference += try references.energy(of: component.element) * component.amount
            atoms += component.amount
        }
        return (energies, reference / max(atoms, 1))
    }

    /// Prototypes with an element for each species, whose structures have the label.
    private static func decorations(
        of wanted: Protostructure
    ) throws(SandboxError) -> [(prototype: Prototype, elements: [Element], amounts: [Int])] {
        var found: [(prototype: Prototype, elements: [Element], amounts: [Int])] = []
        let formula = wanted.composition.reducedFormula
        for family in Family.all {
            let prototypes = family.prototypes.filter { $0.spaceGroup == wanted.spaceGroup }
            guard !prototypes.isEmpty else { continue }
            for elements in permutations(wanted.elements) where elements.count == family.amounts.count {
                let amounts = zip(elements, family.amounts.map(Double.init))
                guard Composition(amounts: Dictionary(uniqueKeysWithValues: amounts)).reducedFormula == formula else { continue }
                let species = try species(elements, family.amounts)
                for prototype in prototypes {
                    guard let crystal = SymmetricCrystal(prototype, touching: species),
                        let label = try? Protostructure(of: crystal.structure(elements)).label, label == wanted.label
                    else { continue }
                    found.append((prototype, elements, family.amounts))
                }
            }
        }
        return found
    }

    private static func species(_ elements: [Element], _ amounts: [Int]) throws(SandboxError) -> [Ion] {
        var traits: [AtomicTraits] = []
        for element in elements { traits.append(try AtomicTraits(of: element)) }
        return Ion.equalised(traits, amounts: amounts)
    }

    private static func permutations(_ elements: [Element]) -> [[Element]] {
        guard elements.count > 1 else { return [elements] }
        return elements.indices.flatMap { place in
            let others = elements[..<place] + elements[(place + 1)...]
            return permutations(Array(others)).map { [elements[place]] + $0 }
        }
    }
}
