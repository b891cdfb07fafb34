import Materials
import TestSupport
import Testing

/// What conditions let through is what fulfils them: compared with everything that there is, in groups and cells that are small enough.
struct ConditionsTests {
    /// In the order in which their sites come.
    private static let few = ["Li", "Ti", "O"].compactMap { Element(symbol: $0) }

    @Test(arguments: [(2, 3), (10, 3), (225, 4), (166, 4), (12, 4), (216, 4), (191, 3), (1, 4), (5, 4)])
    func allThatFulfilConditionsAndNothingElse(spaceGroup: Int, atoms: Int) throws {
        let all = Walks.all(spaceGroup: spaceGroup, atoms: atoms, elements: Self.few, isOrdered: true)
        #expect(Set(all).count == all.count)
        var generator = SeededGenerator(seed: UInt64(spaceGroup))
        var found = 0
        for _ in 0..<25 {
            var conditions = ConditionDraw.conditions(spaceGroup: spaceGroup, elements: Self.few, from: all, using: &generator)
            conditions.maxAtoms = atoms
            let expected = all.filter { Fulfilment.holds(conditions, $0, spaceGroup: spaceGroup) }
            let reached = try Walks.reached(conditions, spaceGroup: spaceGroup, isOrdered: true)
            #expect(Set(reached) == Set(expected), "\(conditions)")
            #expect(reached.count == expected.count)
            found += expected.count
        }
        #expect(found > 0)
    }

    @Test(arguments: [(2, 2), (225, 4), (12, 3), (1, 3)])
    func theSameInAnyOrder(spaceGroup: Int, atoms: Int) throws {
        let all = Walks.all(spaceGroup: spaceGroup, atoms: atoms, elements: Self.few, isOrdered: false)
        var generator = SeededGenerator(seed: UInt64(1000 + spaceGroup))
        for _ in 0..<15 {
            var conditions = ConditionDraw.conditions(spaceGroup: spaceGroup, elements: Self.few, from: all, using: &generator)
            conditions.maxAtoms = atoms
            let expected = all.filter { Fulfilment.holds(conditions, $0, spaceGroup: spaceGroup) }
            #expect(Set(try Walks.reached(conditions, spaceGroup: spaceGroup, isOrdered: false)) == Set(expected), "\(conditions)")
        }
    }

    /// Groups, cells and elements as they are asked for in earnest: too many to list, so that walks are drawn.
    @Test func walksUnderConditionsEndAndFulfilThem() throws {
        var generator = SeededGenerator(seed: 3)
        let elements = ElementSet.all.elements
        var (ended, longest) = (0, 0)
        for _ in 0..<60 {
            let spaceGroup = Int.random(in: WyckoffTable.spaceGroups, using: &generator)
            let isOrdered = Int.random(in: 0..<4, using: &generator) > 0
            var unlimited = GenerationConditions()
            unlimited.maxAtoms = 24
            unlimited.siteCounts = 1...12
            // What a walk has found is possible to ask for.
            let start = try #require(ConditionedWalk(unlimited, spaceGroup: spaceGroup, isOrdered: isOrdered))
            let example = try Walks.drawn(start, using: &generator)
            var conditions = ConditionDraw.conditions(
                spaceGroup: spaceGroup, elements: elements, from: [example], using: &generator)
            conditions.maxAtoms = 24
            guard let walk = ConditionedWalk(conditions, spaceGroup: spaceGroup, isOrdered: isOrdered) else { continue }
            for _ in 0..<10 {
                let sites = try Walks.drawn(walk, using: &generator)
                #expect(Fulfilment.holds(conditions, sites, spaceGroup: spaceGroup), "\(conditions)")
                longest = max(longest, sites.count)
                ended += 1
            }
        }
        #expect(ended > 200)
        #expect(longest > 4)
    }

    @Test func aFormulaHasAsManyUnitsAsFit() throws {
        var conditions = GenerationConditions()
        conditions.amounts = .formula(try ConditionDraw.amounts("LiFePO4"))
        let starts = ConditionedStarts(conditions, isOrdered: true)
        // Where every position has 48 atoms or more for each four or fewer there is no room.
        #expect(starts.spaceGroups.contains(62))
        #expect(!starts.spaceGroups.contains(230))
        var units: Set<Int> = []
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<200 {
            let sites = try Walks.drawn(try #require(starts[62]), using: &generator)
            units.insert(sites.reduce(0) { $0 + WyckoffTable.standard.position(Int($1.row)).multiplicity } / 7)
        }
        #expect(units.isSubset(of: [4, 8]) && units.contains(4))
    }

    @Test func conditionsThatContradictEachOtherLeaveNothing() throws {
        func groups(_ change: (inout GenerationConditions) -> Void) -> [Int] {
            var conditions = GenerationConditions()
            change(&conditions)
            return ConditionedStarts(conditions, isOrdered: true).spaceGroups
        }
        let (lithium, iron) = (try #require(Element(symbol: "Li")), try #require(Element(symbol: "Fe")))
        #expect(groups { _ in } == Array(WyckoffTable.spaceGroups))
        #expect(groups { $0.allowed = ElementSet([lithium]); $0.required = ElementSet([iron]) } == [])
        #expect(groups { $0.required = ElementSet([iron, lithium]); $0.elementCounts = 1...1 } == [])
        #expect(groups { $0.amounts = .formula([iron: 1]); $0.required = ElementSet([lithium]) } == [])
        #expect(groups { $0.amounts = .anonymous([1, 3]); $0.elementCounts = 3...4 } == [])
        #expect(groups { $0.amounts = .cell([iron: 1]) }.contains(229))
        #expect(!groups { $0.amounts = .cell([iron: 1]) }.contains(227))
        #expect(groups { $0.amounts = .formula([iron: 100]); $0.maxAtoms = 1 }.contains(1))
        #expect(groups { $0.siteCounts = 3...2 + 1; $0.maxAtoms = 2 } == [])
        #expect(groups { $0.spaceGroups = [5, 7] } == [5, 7])
    }
}
