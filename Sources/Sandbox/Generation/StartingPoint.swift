import Glibc
import Materials

/// What the unrelaxed structure of a sandbox's material is. It relaxes by itself in neither case: the relaxed one and its energy are the same.
public enum StartingPoint: String, Sendable, Hashable, CaseIterable {
    /// The cell that sums of radii make of the prototype's own proportions: what the relaxation began with, and far from its end.
    case radii
    /// The relaxed crystal of the most alike elements among the materials of the same prototype that came before, stretched as radii say: what a
    /// screening begins with, which replaces elements in crystals that it knows. The first of each prototype has none to begin with, and has `radii`.
    case substituted
}

/// The crystals of a sandbox that elements can be replaced in.
struct KnownCrystals {
    private var ofPrototype: [String: [PolymorphSearch.Candidate]] = [:]

    /// Takes a material in among those that are known.
    mutating func add(_ candidate: PolymorphSearch.Candidate) {
        ofPrototype[candidate.polymorph.prototype.name, default: []].append(candidate)
    }

    /// A known crystal with the elements of a material in the places of its own; nil where none is known of its prototype.
    ///
    /// - Throws: `SandboxError.unknownElement`
    func substituted(_ candidate: PolymorphSearch.Candidate) throws(SandboxError) -> SymmetricCrystal? {
        var nearest: (crystal: Polymorph, distance: Double)?
        for known in ofPrototype[candidate.polymorph.prototype.name] ?? [] {
            let distance = try Self.distance(candidate.elements, known.elements)
            if distance < nearest?.distance ?? .infinity { nearest = (known.polymorph, distance) }
        }
        guard let parent = nearest?.crystal else { return nil }
        // Lengths are kept by their logarithms: a difference of those of two cells from radii is the ratio by which a cell is stretched.
        var crystal = parent.relaxed
        let change = zip(candidate.polymorph.unrelaxed.parameters, parent.unrelaxed.parameters).map { $0 - $1 }
        crystal.parameters = zip(crystal.parameters, change).map { $0 + $1 }
        return crystal
    }

    /// How unlike the elements on the same places are: differences in electronegativity, and in the logarithm of the radius.
    private static func distance(_ elements: [Element], _ others: [Element]) throws(SandboxError) -> Double {
        var sum = 0.0
        for (element, other) in zip(elements, others) {
            let (one, two) = (try AtomicTraits(of: element), try AtomicTraits(of: other))
            sum += abs(one.electronegativity - two.electronegativity) + abs(log(one.radius / two.radius))
        }
        return sum
    }
}
