import Descriptors
import Materials
import Testing

@Suite struct DescriptorTests {
    private func value(_ column: String, _ formula: String, _ name: String = "magpie145") throws -> Double {
        let descriptor = try Descriptor.named(name)
        return descriptor.values(of: try Composition(formula))[try #require(descriptor.columns.firstIndex(of: column))]
    }

    @Test func theTableIsSound() {
        #expect(Set(Descriptor.all.map(\.name)).count == Descriptor.all.count)
        for descriptor in Descriptor.all {
            #expect(Set(descriptor.columns).count == descriptor.columns.count)
            #expect(descriptor.columns.allSatisfy { !$0.isEmpty && !$0.contains("\n") })
            #expect(!descriptor.name.contains("/") && !descriptor.name.contains(","))
            #expect(descriptor.version >= 1 && !descriptor.summary.isEmpty && !descriptor.source.isEmpty)
        }
        let counts = Dictionary(uniqueKeysWithValues: Descriptor.all.map { ($0.name, $0.columns.count) })
        for (name, count) in ["fractions86": 86, "fractions118": 118, "multi-hot": 118, "magpie132": 132, "magpie145": 145] { #expect(counts[name] == count) }
    }

    @Test func namesAreReadAndUnknownOnesAnsweredWithTheTable() throws {
        #expect(try Descriptor.list("fractions118, magpie145").map(\.name) == ["fractions118", "magpie145"])
        #expect(throws: DescriptorError.twice("magpie132")) { try Descriptor.list("magpie132,magpie132") }
        for text in ["magpie", "", "magpie145,", "Magpie145"] {
            #expect {
                try Descriptor.list(text)
            } throws: { error in
                Descriptor.all.allSatisfy { "\(error)".contains("\n  \($0.name): ") }
            }
        }
    }

    /// Formulae of many kinds, with elements of which properties are missing among them.
    static let formulae = [
        "Fe2O3", "NaCl", "LiFePO4", "Hg0.7Cd0.3Te", "XeF2", "HeNa2", "Am2O3", "Cs2NaCoF6", "Fe0.7C0.0005Mn0.3", "U", "Ca2CuO2Cl2",
    ]

    /// The order of a formula and the size of its unit say nothing of a material.
    @Test(arguments: formulae)
    func onlyProportionsCount(formula: String) throws {
        let composition = try Composition(formula)
        let parts = composition.components.map { "\($0.element.symbol)\($0.amount)" }
        for descriptor in Descriptor.all {
            let values = descriptor.values(of: composition)
            #expect(values.count == descriptor.columns.count)
            for turn in parts.indices {
                let turned = try Composition((parts[turn...] + parts[..<turn]).joined())
                #expect(same(descriptor.values(of: turned), values, within: 0))
                let reversed = try Composition(parts.reversed().joined())
                #expect(same(descriptor.values(of: reversed), values, within: 0))
            }
            for factor in [2, 3, 7, 0.1, 1000] {
                let amounts = composition.components.map { ($0.element, factor * $0.amount) }
                let scaled = Composition(amounts: Dictionary(uniqueKeysWithValues: amounts))
                #expect(same(descriptor.values(of: scaled), values, within: 1e-9), "\(descriptor.name), \(factor)")
            }
        }
    }

    private func same(_ a: [Double], _ b: [Double], within tolerance: Double) -> Bool {
        zip(a, b).allSatisfy { $0 == $1 || abs($0 - $1) <= tolerance || ($0.isNaN && $1.isNaN) }
    }

    /// Minimum ≤ mode, mean ≤ maximum; the range and the average deviation between them; shares that sum to one.
    @Test(arguments: formulae)
    func statisticsKeepTheirBounds(formula: String) throws {
        let descriptor = try Descriptor.named("magpie145")
        let values = descriptor.values(of: try Composition(formula))
        #expect(values.allSatisfy { $0.isFinite })
        for start in stride(from: 6, to: 138, by: 6) {
            let (least, most, range, mean, deviation, mode) =
                (values[start], values[start + 1], values[start + 2], values[start + 3], values[start + 4], values[start + 5])
            #expect(least <= mean + 1e-9 && mean <= most + 1e-9 && least <= mode && mode <= most && range == most - least)
            #expect(deviation >= 0 && deviation <= range / 2 + 1e-9)
        }
        #expect(values[0] >= values[1] && zip(values[1...5], values[2...5]).allSatisfy { $0 >= $1 - 1e-12 })
        #expect(abs(values[138..<142].reduce(0, +) - 1) < 1e-9)
        #expect((0...1).contains(values[143]) && values[144] <= values[143])
    }

    @Test func fractionsAreThoseOfTheFormula() throws {
        #expect(try value("Fe", "Fe2O3", "fractions118") == 0.4)
        #expect(try value("O", "Fe2O3", "fractions86") == 0.6)
        let all = try Descriptor.named("fractions118")
        for formula in Self.formulae { #expect(abs(all.values(of: try Composition(formula)).reduce(0, +) - 1) < 1e-12) }
        #expect(all.columns.first == "H" && all.columns.last == "Og")
    }

    @Test func elementsThatElemNetDoesNotKnowHaveNoVector() throws {
        let known = try Descriptor.named("fractions86")
        #expect(known.columns.prefix(3) == ["H", "Li", "Be"] && known.columns.suffix(3) == ["U", "Np", "Pu"])
        #expect(known.columns.contains("Kr") && known.columns.contains("Xe"))
        for symbol in ["He", "Ne", "Ar", "Po", "At", "Rn", "Fr", "Ra", "Am", "Og"] {
            #expect(!known.columns.contains(symbol))
            #expect(known.values(of: try Composition("\(symbol)O2")).allSatisfy { $0.isNaN })
        }
    }

    /// What is missing of an element is the mean over all that have it; helium has no melting point in the table.
    @Test func gapsAreMeansOverElements() throws {
        let means = [try value("MagpieData mean MeltingT", "He"), try value("MagpieData mean MeltingT", "HeH") * 2 - 14.01]
        for mean in means { #expect(abs(mean - 1296.471485148515) < 1e-9) }
        // matminer's values for what its reference file does not hold.
        #expect(abs(try value("max ionic char", "HeNa2") - 0.1421038722059409) < 1e-12)
        #expect(abs(try value("max ionic char", "FeRf") - 0.0034164007768725524) < 1e-12)
    }

    @Test func anElementThatTheTableDoesNotHaveHasNoFeatures() throws {
        for name in ["magpie132", "magpie145"] {
            let descriptor = try Descriptor.named(name)
            #expect(descriptor.values(of: try Composition("NhO")).allSatisfy { $0.isNaN })
            #expect(descriptor.values(of: Composition(amounts: [:])).allSatisfy { $0.isNaN })
        }
    }

    @Test(arguments: [
        ("NaCl", 1), ("Fe2O3", 1), ("Fe3O4", 0), ("NaFe", 0), ("HeNa2", 0), ("Si", 1), ("Hg0.7Cd0.3Te", 1), ("FeO1.25", 0), ("Fe0.5Mn0.5O", 1),
    ])
    func neutralCompoundsArePossible(formula: String, expected: Double) throws {
        #expect(try value("compound possible", formula) == expected)
    }

    /// No formula holds the program up: sums of charges that cannot cancel are let go, equal ones are counted once.
    @Test func formulaeOfManyElementsAreAnswered() throws {
        let symbols = (1...103).compactMap { Element(atomicNumber: $0) }.filter { ![2, 10, 18, 86].contains($0.atomicNumber) }
        let descriptor = try Descriptor.named("magpie145")
        for count in [10, 20, 40, symbols.count] {
            let whole = Composition(amounts: Dictionary(uniqueKeysWithValues: symbols.prefix(count).map { ($0, Double($0.atomicNumber)) }))
            let odd = Composition(
                amounts: Dictionary(uniqueKeysWithValues: symbols.prefix(count).map { ($0, Double($0.atomicNumber).squareRoot()) }))
            for composition in [whole, odd] { #expect(descriptor.values(of: composition).prefix(142).allSatisfy { $0.isFinite }) }
        }
    }
}
