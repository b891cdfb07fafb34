import Materials

/// Conditions of every kind, drawn together so that now and then something fulfils them all.
enum ConditionDraw {
    static func conditions(
        spaceGroup: Int, elements: [Element], from materials: [Walks.Sites], using generator: inout some RandomNumberGenerator
    ) -> GenerationConditions {
        var conditions = GenerationConditions()
        guard let example = materials.randomElement(using: &generator) else { return conditions }
        let own = Array(Set(example.map(\.element))).sorted()
        let atoms = Fulfilment.atoms(example, spaceGroup: spaceGroup)
        func isDrawn(_ chance: Int) -> Bool { Int.random(in: 0..<chance, using: &generator) == 0 }
        conditions.allowed = ElementSet(elements)
        if isDrawn(4) { conditions.allowed = ElementSet(own + elements.filter { _ in isDrawn(2) }) }
        if isDrawn(3) { conditions.required = ElementSet(own.filter { _ in isDrawn(2) }) }
        if isDrawn(3) { conditions.elementCounts = max(own.count - (isDrawn(2) ? 1 : 0), 1)...(own.count + (isDrawn(2) ? 1 : 0)) }
        if isDrawn(3) { conditions.siteCounts = max(example.count - (isDrawn(2) ? 1 : 0), 1)...(example.count + (isDrawn(2) ? 2 : 0)) }
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: conditions.amounts = .formula(atoms)
        case 1: conditions.amounts = .cell(atoms)
        case 2: conditions.amounts = .anonymous(Array(atoms.values))
        case 3: conditions.amounts = .anonymous(own.indices.map { _ in Int.random(in: 1...2, using: &generator) })
        default: break
        }
        if isDrawn(3) {
            conditions.containing = GenerationConditions.PartialStructure(spaceGroup: spaceGroup, sites: example.filter { _ in isDrawn(2) })
        }
        return conditions
    }

    /// "LiFePO4"
    static func amounts(_ formula: String) throws -> [Element: Int] {
        Dictionary(uniqueKeysWithValues: try Composition(formula).components.map { ($0.element, Int($0.amount)) })
    }
}

/// Conditions as they are meant, asked of a material that is finished.
enum Fulfilment {
    static func atoms(_ sites: Walks.Sites, spaceGroup: Int) -> [Element: Int] {
        let table = WyckoffTable.standard
        let centring = table.centring(spaceGroup).translations.count
        var atoms: [Element: Int] = [:]
        for site in sites { atoms[site.element, default: 0] += table.position(Int(site.row)).multiplicity / centring }
        return atoms
    }

    static func holds(_ conditions: GenerationConditions, _ sites: Walks.Sites, spaceGroup: Int) -> Bool {
        let atoms = atoms(sites, spaceGroup: spaceGroup)
        let elements = ElementSet(atoms.keys)
        guard elements.isSubset(of: conditions.allowed), conditions.required.isSubset(of: elements) else { return false }
        guard conditions.elementCounts?.contains(elements.count) ?? true, conditions.siteCounts?.contains(sites.count) ?? true else { return false }
        guard atoms.values.reduce(0, +) <= conditions.maxAtoms ?? .max else { return false }
        var left = sites
        for site in conditions.containing?.sites ?? [] {
            guard let place = left.firstIndex(of: site) else { return false }
            left.remove(at: place)
        }
        return holds(conditions.amounts, atoms)
    }

    private static func holds(_ amounts: GenerationConditions.Amounts?, _ atoms: [Element: Int]) -> Bool {
        switch amounts {
        case nil: true
        case .cell(let cell): atoms == cell
        case .formula(let formula):
            Set(formula.keys) == Set(atoms.keys) && isProportional(formula.keys.map { formula[$0] ?? 0 }, formula.keys.map { atoms[$0] ?? 0 })
        case .anonymous(let numbers): numbers.count == atoms.count && isProportional(numbers.sorted(), atoms.values.sorted())
        }
    }

    private static func isProportional(_ one: [Int], _ other: [Int]) -> Bool {
        let (first, second) = (one.reduce(0, +), other.reduce(0, +))
        return zip(one, other).allSatisfy { $0 * second == $1 * first }
    }
}
