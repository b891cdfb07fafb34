import Materials

/// What the known phases have to set against some candidates: the hull's energy at each composition, what it is made of there, and whether
/// there is enough of it to be believed.
///
/// Kept small, a few dozen bytes a candidate, as there may be a million: what is said of one is put together when a table is written.
public struct Competition: Sendable {
    /// What all candidates are held against, made once for any number of them.
    public struct Ground: Sendable {
        public let known: KnownPhases
        public let limits: DepthLimits
        /// Of each known entry, "Al2O3 (mp-1143)": a table of candidates names it many times.
        public let names: [String]

        /// - Throws: `HullError` for entries that no hull can be made of
        public init(_ known: KnownPhases) throws(HullError) {
            self.known = known
            limits = try DepthLimits(known)
            names = known.entries.map { "\($0.composition.writtenFormula) (\($0.id))" }
        }
    }

    public let ground: Ground
    /// [n] eV/atom
    public let hullEnergies: [Double]
    /// [n] of the composition alone, without ``CandidateFlag/farBelow``, which is about a prediction.
    public let compositionFlags: [CandidateFlags]
    /// Where the products of each candidate begin, [n + 1].
    private let starts: [Int32]
    /// The number of a known entry, or the negative of an atomic number.
    private let phases: [Int32]
    private let amounts: [Float]

    /// - Throws: `HullError` for entries that no hull can be made of, and for compositions without atoms.
    public init(at compositions: [Composition], known: KnownPhases) throws(HullError) {
        try self.init(at: compositions, against: try Ground(known))
    }

    /// - Throws: `HullError` for compositions without atoms.
    public init(at compositions: [Composition], against ground: Ground) throws(HullError) {
        self.ground = ground
        let known = ground.known
        for composition in compositions where composition.components.isEmpty { throw .emptyComposition(entry: "an empty composition") }
        var energies = [Double](repeating: 0, count: compositions.count)
        var flags = [CandidateFlags](repeating: [], count: compositions.count)
        var counts = [Int32](repeating: 0, count: compositions.count)
        // System by system, and put in the candidates' order afterwards.
        var found: [(phase: Int32, amount: Float)] = []
        var order: [Int] = []
        for system in ChemicalSystem.all(of: compositions) {
            let ofSystem = known.flags(of: system.elements)
            try known.hull(at: system.members.map { compositions[$0] }, of: system.elements) { place, energy, products in
                let number = system.members[place]
                energies[number] = energy
                flags[number] = AnionBalance.excess(in: compositions[number]) == nil ? ofSystem : ofSystem.union(.init(.excessAnion))
                counts[number] = Int32(products.count)
                order.append(number)
                found += products.map { (Self.code($0.phase), Float($0.amount)) }
            }
        }
        hullEnergies = energies
        compositionFlags = flags
        var starts: [Int32] = [0]
        starts.reserveCapacity(counts.count + 1)
        for count in counts { starts.append(starts[starts.count - 1] + count) }
        var phases = [Int32](repeating: 0, count: found.count)
        var amounts = [Float](repeating: 0, count: found.count)
        var next = 0
        for number in order {
            for place in Int(starts[number])..<Int(starts[number + 1]) {
                (phases[place], amounts[place]) = found[next]
                next += 1
            }
        }
        self.starts = starts
        self.phases = phases
        self.amounts = amounts
    }

    public var known: KnownPhases { ground.known }
    public var limits: DepthLimits { ground.limits }
    public var count: Int { hullEnergies.count }

    /// What a candidate would fall apart into; the shares of the atoms sum to one.
    public func products(_ candidate: Int) -> [Stability.Share] {
        (Int(starts[candidate])..<Int(starts[candidate + 1])).compactMap { place in
            let code = Int(phases[place])
            let phase: Stability.Phase? = code >= 0 ? .entry(code) : Element(atomicNumber: -code).map { .element($0) }
            return phase.map { Stability.Share(phase: $0, amount: Double(amounts[place])) }
        }
    }

    /// All flags of a candidate.
    /// - Parameter distance: that is predicted, eV/atom above the hull
    public func flags(_ candidate: Int, elements: Int, distance: Double) -> CandidateFlags {
        let flags = compositionFlags[candidate]
        guard let limit = limits.limit(elements: elements), distance.isFinite, -distance > limit, elements > 1 else { return flags }
        return flags.union(CandidateFlags(.farBelow))
    }

    private static func code(_ phase: Stability.Phase) -> Int32 {
        switch phase {
        case .entry(let number): Int32(number)
        case .element(let element): -Int32(element.atomicNumber)
        }
    }
}

extension Competition {
    /// "0.833 Al2O3 (mp-1143) + 0.167 Al (mp-134)": shares of the atoms; an element at zero has no id.
    /// - Parameter isNamed: whether ids stand behind the formulae
    public func decomposition(_ candidate: Int, isNamed: Bool = true) -> String {
        products(candidate).map { share in
            let amount = TableText.field((share.amount * 1000).rounded() / 1000)
            switch share.phase {
            case .entry(let number): return "\(amount) " + (isNamed ? ground.names[number] : known.entries[number].composition.writtenFormula)
            case .element(let element): return "\(amount) \(element.symbol)"
            }
        }.joined(separator: " + ")
    }

    /// "unknown-element:Yb;excess-anion:Cl": the flags with the elements that they are about.
    public static func text(of flags: CandidateFlags, composition: Composition, known: KnownPhases) -> String {
        flags.all.map { flag in
            let about: [Element] =
                switch flag {
                case .unknownElement: composition.elements.filter { !known.hasPhase(with: $0, beyond: composition.components.count > 1) }
                case .loneElement: known.loneElements(of: composition.elements)
                case .excessAnion: [AnionBalance.excess(in: composition)].compactMap { $0 }
                case .emptySystem, .farBelow: []
                }
            return flag.name + (about.isEmpty ? "" : ":" + about.map(\.symbol).sorted().joined(separator: "+"))
        }.joined(separator: ";")
    }
}
