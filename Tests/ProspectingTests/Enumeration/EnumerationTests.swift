import Materials
import Prospecting
import TestSupport
import Testing

@Suite struct EnumerationTests {
    private func source(
        _ subject: EnumerationSpace.Subject, groups: [Int] = Array(1...230), atoms: Int = 20, positions: Int = 16
    ) throws -> EnumerationSource {
        var limits = EnumerationSpace.Limits()
        limits.atoms = atoms
        limits.positions = positions
        return try EnumerationSource(try EnumerationSpace(subject, spaceGroups: groups, limits: limits))
    }

    private func cell(_ amounts: [String: Int], group: Int) throws -> EnumerationSource {
        var cell: [Element: Int] = [:]
        for (symbol, amount) in amounts { cell[try #require(Element(symbol: symbol))] = amount }
        return try source(.cell(cell), groups: [group])
    }

    private func elements(_ symbols: String...) -> [Element] { symbols.compactMap { Element(symbol: $0) } }

    /// Rock salt in Fm-3m: the two choices of origin are one representation. F centring makes four atoms of one.
    @Test func cellsAreConventionalAndOriginsDoNotCount() throws {
        let salt = try cell(["Na": 4, "Cl": 4], group: 225)
        #expect(salt.counts.combinations == 2 && salt.count == 1)
        #expect(try salt.labels() == ["AB_cF8_225_a_b:Cl-Na"])
        #expect(try cell(["Na": 1, "Cl": 1], group: 225).count == 0)
        // The primitive cell of spinel has no place in Fd-3m, its conventional one has.
        #expect(try cell(["Mg": 2, "Al": 4, "O": 8], group: 227).count == 0)
        let spinel = try cell(["Mg": 8, "Al": 16, "O": 32], group: 227)
        #expect(try spinel.labels().contains(try Protostructure(label: "A2BC4_cF56_227_d_a_e:Al-Mg-O").label))
        #expect(try source(.formulae(["MgAl2O4"], sets: [:]), groups: [227], atoms: 14).labels() == spinel.labels())
    }

    /// What others have got wrong: positions without freedom taken twice, free ones overlooked where fixed ones fill the cell too, and answers
    /// that hang on the order of the elements.
    @Test func cellsThatOthersGotWrong() throws {
        // 6b and 2a cannot make four atoms.
        #expect(try cell(["Ca": 4, "Li": 8], group: 218).count == 0)
        // 8c twice.
        #expect(try cell(["Si": 16], group: 197).labels().contains("A_cI16_197_2c:Si"))
        // 8a or 8b with 24c or 24d, each of them once.
        #expect(try cell(["Si": 32], group: 226).counts.combinations == 4)
        // Sixteen atoms as 2 × 8g leave the fixed positions to the other elements.
        let four = try cell(["Al": 15, "B": 16, "C": 17, "N": 21], group: 221)
        #expect(four.count > 0)
        let first = try cell(["C": 64, "N": 28, "O": 24], group: 225)
        let turned = try cell(["N": 64, "C": 28, "O": 24], group: 225)
        #expect(first.count > 0 && first.count == turned.count)
        for label in try first.labels(0..<min(first.count, 2000)) + four.labels(0..<2000) { _ = try Protostructure(label: label) }
    }

    @Test func theOrderOfElementsDoesNotCount() throws {
        let labels = try source(.system(elements("Sr", "Ti", "O"), includingSubsystems: false), groups: [47, 123, 221], atoms: 5).labels()
        #expect(try source(.system(elements("O", "Sr", "Ti"), includingSubsystems: false), groups: [221, 47, 123], atoms: 5).labels() == labels)
        #expect(try source(.formulae(["SrTiO3"], sets: [:]), atoms: 5).labels() == source(.formulae(["O3TiSr"], sets: [:]), atoms: 5).labels())
        // Half of a formula, and twice it, are the formula.
        let written = try source(.formulae(["Sr0.5Ti0.5O1.5", "Sr2Ti2O6"], sets: [:]), atoms: 5)
        #expect(try written.count == source(.formulae(["SrTiO3"], sets: [:]), atoms: 5).count)
    }

    @Test(.enabled(if: SharedData.isThere, "needs ../shared/reference")) func countsOfAnotherProgram() throws {
        let path = try #require(SharedData.path("reference/peers/pyxtal_wyckoff_combinations.csv"))
        var reader = try TableReader(path: path)
        let (group, counts, combinations) = (try reader.column("space_group"), try reader.column("counts"), try reader.column("combinations"))
        let examples = try reader.column("first_six")
        var (row, cases) = (TableRow(), 0)
        while try reader.next(into: &row) {
            let spaceGroup = try #require(Int(row.text(group) ?? ""))
            let amounts = (row.text(counts) ?? "").split(separator: " ").compactMap { Int($0) }
            let symbols = Array(["Al", "B", "C", "N"].prefix(amounts.count))
            let source = try cell(Dictionary(uniqueKeysWithValues: zip(symbols, amounts)), group: spaceGroup)
            #expect("\(source.counts.combinations)" == row.text(combinations), "group \(spaceGroup), \(amounts)")
            let labels = Set(try source.labels())
            #expect(labels.count == source.count)
            for example in try Self.assignments(row.text(examples) ?? "") {
                var occupations: [Protostructure.Occupation] = []
                for (symbol, letters) in zip(symbols, example) {
                    let element = try #require(Element(symbol: symbol))
                    for letter in letters {
                        let place = try #require(WyckoffTable.standard.row(spaceGroup: spaceGroup, letter: letter))
                        occupations.append(Protostructure.Occupation(element: element, row: UInt16(place)))
                    }
                }
                #expect(labels.contains(Protostructure(spaceGroup: spaceGroup, occupations: occupations).label), "\(example)")
            }
            cases += 1
        }
        #expect(cases == 11)
    }

    /// `[[["4a"], ["4b"]], …]` as letters of each element of each assignment.
    private static func assignments(_ text: String) throws -> [[[Character]]] {
        var (all, depth): ([[[Character]]], Int) = ([], 0)
        for character in text {
            switch character {
            case "[":
                depth += 1
                if depth == 2 { all.append([]) }
                if depth == 3 { all[all.count - 1].append([]) }
            case "]": depth -= 1
            case let letter where letter.isLetter: all[all.count - 1][all[all.count - 1].count - 1].append(letter)
            default: break
            }
        }
        return all
    }

    /// Ranges of any size, as ranks take them, give what the whole list gives, each number under its own id.
    @Test func rangesMakeTheWhole() throws {
        let space = EnumerationSpace.Subject.formulae(["ABX3"], sets: ["A": elements("Ca", "Sr"), "B": elements("Sr", "Ti"), "X": elements("O")])
        let source = try source(space, groups: [2, 10, 47, 123, 166, 221, 225], atoms: 10, positions: 6)
        let all = try source.labels()
        #expect(all.count == source.count && Set(all).count == all.count && all.count > 10000)
        var (pieces, numbers): ([String], [Int]) = ([], [])
        for start in stride(from: 0, to: source.count, by: 3989) {
            try source.propose(start..<min(start + 3989, source.count)) { number, proposal in
                guard case .candidate(let candidate) = proposal, case .arrangement(let protostructure) = candidate.subject else { return }
                #expect(candidate.id == "enum-\(number)")
                pieces.append(protostructure.label)
                numbers.append(number)
            }
        }
        #expect(pieces == all && numbers == Array(0..<source.count))
        // Single numbers, and nothing beyond the end.
        for number in stride(from: 0, to: source.count, by: 4999) { #expect(try source.labels(number..<(number + 1)) == [all[number]]) }
        #expect(try source.labels(source.count..<(source.count + 5)) == [])
        // By space group, then by atoms.
        let groups = try all.map { try Protostructure(label: $0) }.map { [$0.spaceGroup, $0.siteCount] }
        #expect(zip(groups, groups.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
    }

    /// A number of a space that nobody will ever list is found without those before it.
    @Test func numbersFarInsideAreFound() throws {
        let source = try source(.system(elements("Li", "Mn", "O"), includingSubsystems: false), atoms: 20)
        var last: Protostructure?
        for share in [0.1, 0.4, 0.7, 0.95] {
            let number = Int(Double(source.count) * share)
            try source.forEach(number..<(number + 2)) { _, protostructure in
                let read = try Protostructure(label: protostructure.label)
                #expect(read == protostructure)
                #expect(protostructure.elements.count == 3 && protostructure.siteCount <= 20 && protostructure.positions.count <= 16)
                #expect(protostructure != last && protostructure.spaceGroup >= last?.spaceGroup ?? 1)
                last = protostructure
            }
        }
    }

    /// Letters that may stand for the same elements give every material once.
    @Test func interchangeableLettersGiveNothingTwice() throws {
        let sets = ["A": elements("Ca", "Sr", "Ba"), "B": elements("Sr", "Ba", "Ca")]
        let source = try source(.formulae(["ABO3"], sets: sets), groups: [1, 47, 221], atoms: 5)
        let labels = try source.labels()
        #expect(Set(labels).count == labels.count)
        var single: [String] = []
        for formula in ["CaSrO3", "BaCaO3", "BaSrO3"] {
            single += try self.source(.formulae([formula], sets: [:]), groups: [1, 47, 221], atoms: 5).labels()
        }
        #expect(Set(single) == Set(labels) && single.count == labels.count)
        // With other amounts they are told apart: 3 × 2 ordered choices.
        let ordered = try self.source(.formulae(["AB2O4"], sets: sets), groups: [227], atoms: 14)
        #expect(ordered.counts.entries.contains { $0.content.chemistries.count == 6 })
    }

    /// A system is all its formulae; with its subsystems all of theirs too.
    @Test func systemsAreAllTheirFormulae() throws {
        let groups = [1, 2, 25, 139]
        let formulae = ["LiO", "Li2O", "Li3O", "LiO2", "LiO3"]
        let binary = try source(.system(elements("Li", "O"), includingSubsystems: false), groups: groups, atoms: 4)
        #expect(Set(try binary.labels()) == Set(try source(.formulae(formulae, sets: [:]), groups: groups, atoms: 4).labels()))
        let whole = try source(.system(elements("Li", "O"), includingSubsystems: true), groups: groups, atoms: 4)
        let lithium = try source(.formulae(["Li"], sets: [:]), groups: groups, atoms: 4)
        let oxygen = try source(.formulae(["O"], sets: [:]), groups: groups, atoms: 4)
        #expect(whole.count == binary.count + lithium.count + oxygen.count)
    }

    /// A cell too large to list is counted, and one too large to count is refused.
    @Test func largeNumbersAreExactOrRefused() throws {
        let space = try EnumerationSpace(.system(elements("Li", "Mn", "O"), includingSubsystems: false), spaceGroups: [1, 2], limits: .init())
        let counts = try EnumerationCounts(space)
        // P1 has one position: every cell of 3 to 16 atoms (--max-wyckoff) has one representation; compositions of n into three parts: C(n − 1, 2).
        let one = counts.entries.filter { $0.spaceGroup == 1 }
        var (found, expected): (UInt128, Int) = (0, 0)
        for entry in one { found += entry.allRepresentations }
        for atoms in 3...16 { expected += (atoms - 1) * (atoms - 2) / 2 }
        #expect(found == UInt128(expected))
        #expect(one.allSatisfy { $0.representations == $0.combinations })
        var limits = EnumerationSpace.Limits()
        limits.atoms = 1000
        limits.positions = 255
        let large = try EnumerationSpace(.formulae(["LiMnO2"], sets: [:]), spaceGroups: [47], limits: limits)
        #expect(throws: EnumerationError.self) { try EnumerationCounts(large) }
        limits.atoms = 80
        let many = try EnumerationSpace(.formulae(["LiMnO2"], sets: [:]), spaceGroups: [47], limits: limits)
        let number = try EnumerationCounts(many).representations
        #expect(number > UInt128(Int.max))
        #expect(throws: EnumerationError.notIndexable(count: number)) { try EnumerationSource(many) }
    }

    /// What would not stay in memory is refused before it is made.
    @Test func systemsOfTooManyFormulaeAreRefused() throws {
        let many = elements("Li", "Be", "B", "C", "N", "O", "F", "Na", "Mg", "Al", "Si", "P")
        for (system, atoms, includingSubsystems) in [(Array(many[..<3]), 1000, false), (many, 20, true), (Array(many[..<2]), 600, true)] {
            #expect(throws: EnumerationError.tooManyAmounts(largest: 4_000_000)) {
                try source(.system(system, includingSubsystems: includingSubsystems), atoms: atoms)
            }
        }
        #expect(try source(.system(many, includingSubsystems: false), groups: [1], atoms: 13).count == 13)
    }

    @Test func mistakesAreNamed() throws {
        func message(_ subject: EnumerationSpace.Subject, atoms: Int = 20) -> String {
            do { return "\(try source(subject, groups: [1], atoms: atoms).count)" } catch { return "\(error)" }
        }
        #expect(message(.formulae(["SrTiO3"], sets: [:]), atoms: 4).contains("has 5 atoms, and a primitive cell may have 4"))
        #expect(message(.formulae(["SrTiQ3"], sets: [:])).contains("'Q' is not an element"))
        #expect(message(.formulae(["AX3"], sets: ["X": elements("O")])).contains("A is no element; --elements A:Ca,Sr"))
        #expect(message(.formulae(["SrX"], sets: ["Y": elements("O"), "X": elements("O")])).contains("--elements names Y"))
        #expect(message(.formulae(["Sr(X)2"], sets: ["X": elements("O")])).contains("without brackets"))
        #expect(message(.formulae(["AX"], sets: ["A": elements("O"), "X": elements("O")])).contains("all are different"))
        #expect(message(.system(elements("Li", "Mn", "O"), includingSubsystems: false), atoms: 2).contains("has 3 atoms"))
    }
}
