import Materials
import TestSupport
import Testing

@Suite struct AnonymousPrototypeTests {
    private func member(_ label: String) throws -> PrototypeMember { PrototypeMember(try Protostructure(label: label)) }

    @Test func perovskitesAreOnePrototypeWhateverTheirLabels() throws {
        let oxide = try member("A3BC_cP5_221_c_a_b:O-Sr-Ti")
        let halide = try member("AB3C_cP5_221_a_c_b:Cs-F-Mg")
        let other = try member("ABC3_cP5_221_b_a_d:Ba-Sn-Te")
        #expect(oxide.prototype.name == "ABC3_cP5_221_a_b_c")
        #expect(oxide.prototype == halide.prototype && halide.prototype == other.prototype)
        #expect(oxide.prototype.hashValue == other.prototype.hashValue)
        // A relabelling exchanges a with b and c with d, which would put the third element on d: the classes stay apart.
        #expect(oxide.prototype.automorphismGenerators.isEmpty && oxide.prototype.orbits == [0, 1, 2])
        #expect(oxide.elements.map(\.symbol) == ["Sr", "Ti", "O"])
        // From the other origin b, a and d are a, b and c.
        #expect(other.elements.map(\.symbol) == ["Ba", "Sn", "Te"])
        let titanate = oxide.prototype.protostructure(of: try ["Ba", "Ti", "O"].map { try #require(Element(symbol: $0)) })
        #expect(titanate == (try Protostructure(label: "AB3C_cP5_221_a_c_b:Ba-O-Ti")))
    }

    @Test func theClassesOfRockSaltCanBeExchanged() throws {
        let salt = try member("AB_cF8_225_a_b:Cl-Na")
        #expect(salt.prototype.name == "AB_cF8_225_a_b")
        #expect(salt.prototype.automorphismGenerators == [[1, 0]])
        #expect(salt.prototype.orbits == [0, 0])
        #expect(salt.prototype == (try member("AB_cF8_225_a_b:Fe-O")).prototype)
        // Zinc blende: a and c.
        #expect(salt.prototype != (try member("AB_cF8_216_a_c:S-Zn")).prototype)
    }

    @Test func classesOnEqualLettersCanBeExchangedWithoutARelabelling() throws {
        let triclinic = try member("ABC2_aP4_1_a_a_2a:Ba-Cd-O")
        #expect(triclinic.prototype.name == "ABC2_aP4_1_a_a_2a")
        #expect(triclinic.prototype.automorphismGenerators == [[1, 0, 2]])
        #expect(triclinic.prototype.orbits == [0, 0, 2])
    }

    @Test func namesAndKeysTellTheSame() throws {
        var random = SeededGenerator(seed: 3)
        var keys: [String: AnonymousPrototype] = [:]
        for group in WyckoffTable.spaceGroups {
            for _ in 0..<20 {
                let prototype = PrototypeMember(Protostructure(spaceGroup: group, occupations: occupations(group, &random))).prototype
                #expect(keys[prototype.name, default: prototype] == prototype)
                keys[prototype.name] = prototype
            }
        }
        #expect(Set(keys.values).count == keys.count)
    }

    /// Whatever origin and elements: the same key; the elements come back on their classes; the same where and only where a search over all
    /// relabellings and all ways of pairing the elements finds it.
    @Test(arguments: [1...74, 75...142, 143...194, 195...230])
    func everyGroup(groups: ClosedRange<Int>) throws {
        var random = SeededGenerator(seed: UInt64(groups.lowerBound))
        for group in groups {
            let first = WyckoffTable.standard.firstRow(group)
            let relabellings = WyckoffTable.standard.relabellings(group)
            var seen: [Protostructure] = []
            for _ in 0..<12 {
                let occupations = occupations(group, &random)
                let protostructure = Protostructure(spaceGroup: group, occupations: occupations)
                let member = PrototypeMember(protostructure)
                #expect(member.prototype.protostructure(of: member.elements) == protostructure)

                let relabelling = try #require(relabellings.randomElement(using: &random))
                let others = Array(Self.elements.shuffled(using: &random))
                let renamed = occupations.shuffled(using: &random).map { occupation in
                    Protostructure.Occupation(
                        element: others[Self.elements.firstIndex(of: occupation.element) ?? 0], row: relabelling[Int(occupation.row) - first])
                }
                let other = PrototypeMember(Protostructure(spaceGroup: group, occupations: renamed))
                #expect(other.prototype == member.prototype, "\(group)")
                // The new names on the classes of the old ones: the same arrangement.
                let names = member.elements.map { others[Self.elements.firstIndex(of: $0) ?? 0] }
                #expect(member.prototype.protostructure(of: names) == other.prototype.protostructure(of: other.elements))

                for earlier in seen.suffix(6) {
                    let isSame = Self.areOfOnePrototype(earlier, protostructure)
                    #expect((PrototypeMember(earlier).prototype == member.prototype) == isSame, "\(earlier.label) \(protostructure.label)")
                }
                seen.append(protostructure)
            }
        }
    }

    /// Elements that an automorphism moves on classes make the same arrangement, and no others do.
    @Test func automorphismsAreThePermutationsThatChangeNothing() throws {
        var random = SeededGenerator(seed: 11)
        for group in WyckoffTable.spaceGroups {
            for _ in 0..<4 {
                let prototype = PrototypeMember(Protostructure(spaceGroup: group, occupations: occupations(group, &random))).prototype
                let elements = Array(Self.elements.prefix(prototype.classCount))
                let same = prototype.protostructure(of: elements)
                let group = Self.closure(of: prototype.automorphismGenerators, count: prototype.classCount)
                for permutation in Self.permutations(prototype.classCount) {
                    let moved = permutation.map { elements[$0] }
                    #expect((prototype.protostructure(of: moved) == same) == group.contains(permutation), "\(prototype) \(permutation)")
                }
            }
        }
    }

    private static let elements = ["Na", "O", "Fe", "Sb"].compactMap { Element(symbol: $0) }

    /// One to four elements on up to six orbits, positions without freedom once.
    private func occupations(_ group: Int, _ random: inout SeededGenerator) -> [Protostructure.Occupation] {
        let table = WyckoffTable.standard
        let first = table.firstRow(group)
        var left = Array(first..<(first + table.letterCount(group)))
        let elements = Self.elements.prefix(Int.random(in: 1...4, using: &random))
        let orbits = Int.random(in: elements.count...6, using: &random)
        return (0..<orbits).compactMap { orbit in
            guard let row = left.randomElement(using: &random) else { return nil }
            if table.position(row).degreesOfFreedom == 0 { left.removeAll { $0 == row } }
            return Protostructure.Occupation(element: elements[orbit % elements.count], row: UInt16(row))
        }
    }

    private static func areOfOnePrototype(_ one: Protostructure, _ other: Protostructure) -> Bool {
        guard one.elements.count == other.elements.count else { return false }
        return permutations(one.elements.count).contains { permutation in
            let names = Dictionary(uniqueKeysWithValues: zip(one.elements, permutation.map { other.elements[$0] }))
            let renamed = one.positions.compactMap { position in
                names[position.element].map { Protostructure.Occupation(element: $0, row: position.row) }
            }
            return Protostructure(spaceGroup: one.spaceGroup, occupations: renamed) == other
        }
    }

    private static func closure(of generators: [[Int]], count: Int) -> Set<[Int]> {
        var found: Set = [Array(0..<count)]
        var edge = Array(found)
        while let permutation = edge.popLast() {
            for generator in generators {
                let product = permutation.map { generator[$0] }
                if found.insert(product).inserted { edge.append(product) }
            }
        }
        return found
    }

    private static func permutations(_ count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        return permutations(count - 1).flatMap { shorter in (0..<count).map { place in shorter[..<place] + [count - 1] + shorter[place...] } }
            .map(Array.init)
    }
}
