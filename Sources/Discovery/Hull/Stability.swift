import Materials

/// What a hull of known phases says of one phase, which may be one of them.
public struct Stability: Hashable, Sendable {
    /// A part of what a composition falls apart into.
    public struct Share: Hashable, Sendable {
        public var phase: Phase
        /// Its share of the atoms.
        public var amount: Double

        public init(phase: Phase, amount: Double) {
            self.phase = phase
            self.amount = amount
        }
    }

    /// A phase on the hull.
    public enum Phase: Hashable, Sendable {
        /// The number of a known entry.
        case entry(Int)
        /// An element at zero, that no entry stands for.
        case element(Element)
    }

    /// eV/atom: zero on the hull, negative for what would be a new stable phase.
    public var energyAboveHull: Double
    /// eV/atom above the hull of all phases of *other* compositions, also called decomposition energy: negative for a stable phase, by how
    /// much it is stable. Of an element it is the energy above the hull (Bartel, J. Mater. Sci. 57, 10475 (2022)).
    public var phaseSeparationEnergy: Double
    /// The stable phases at this composition; the shares sum to one.
    public var products: [Share]

    public init(energyAboveHull: Double, phaseSeparationEnergy: Double, products: [Share]) {
        self.energyAboveHull = energyAboveHull
        self.phaseSeparationEnergy = phaseSeparationEnergy
        self.products = products
    }

    /// On the hull or below it.
    public var isStable: Bool { energyAboveHull <= 0 }

    /// A corner of the hull lies on it, whatever rounding says: distances below 1e-12 eV/atom are none.
    static func rounded(_ energy: Double) -> Double { abs(energy) < 1e-12 ? 0 : energy }
}

extension Composition {
    /// The element of a composition that holds no other.
    public var onlyElement: Element? { components.count == 1 ? components[0].element : nil }
}
