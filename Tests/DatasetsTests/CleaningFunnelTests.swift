import Datasets
import Materials
import SmallEnsemble
import Testing

@Suite struct CleaningFunnelTests {
    private var options = FeaturiserOptions(
        representation: .wyckoff, targets: [.init("energy")], columns: ["note"], elementVectors: .ramp)

    private func row(
        _ place: Int, id: String? = nil, label: String, energy: Double, positions: UInt8 = 1, sites: Int = 4, volume: Double = 10, note: String = ""
    ) -> FeaturisedRow {
        let node = FeaturisedRow.Node(element: 1, wyckoff: 0, count: positions, weight: 1 / Float(positions))
        let material = FeaturisedRow.Material(
            formula: "H", composition: Composition(amounts: [:]), label: label, nodes: [node], siteCount: sites, volumePerSite: volume,
            targets: [energy], energy: energy, columns: [note])
        return FeaturisedRow(place: place, path: "in.csv", number: place + 1, id: id ?? "m\(place)", outcome: .material(material))
    }

    @Test func theLowestOfEachLabelStays() {
        let rows = [
            row(0, label: "A", energy: -1), row(1, label: "A", energy: -2), row(2, label: "B", energy: .nan), row(3, label: "B", energy: 5),
            row(4, id: "z", label: "C", energy: 1), row(5, id: "y", label: "C", energy: 1), row(6, id: "q", label: "D", energy: .nan),
            row(7, id: "p", label: "D", energy: .nan),
        ]
        let funnel = CleaningFunnel(rows, options)
        #expect(funnel.kept.map(\.id) == ["m1", "m3", "y", "p"])
        #expect(funnel.rejected[0].reason == "m1 has the same label and energy -2.0, this one -1.0")
        #expect(funnel.rejected[1].reason == "m3 has the same label and energy 5.0, this one unknown")
        #expect(funnel.rejected.allSatisfy { $0.step == .duplicates })
    }

    @Test func everyStepIsCountedInOrder() {
        var rows = [
            row(0, label: "A", energy: 0), row(1, label: "B", energy: 0, positions: 17), row(2, label: "C", energy: 0, sites: 65),
            row(3, label: "D", energy: 0, volume: 500.5), row(4, id: "m0", label: "E", energy: 0), row(5, label: "A", energy: 1),
        ]
        rows.append(FeaturisedRow(place: 6, path: "in.csv", number: 7, id: "r", outcome: .rejected(.parsing, reason: "no cell")))
        rows.append(FeaturisedRow(place: 7, path: "in.csv", number: 8, id: "s", outcome: .rejected(.validRepresentation, reason: "none")))
        rows.append(FeaturisedRow(place: 8, path: "in.csv", number: 9, id: "t", outcome: .rejected(.neighbourGraph, reason: "alone")))
        var withGraphs = options
        withGraphs.graphs = .standard
        #expect(CleaningFunnel(rows, withGraphs).stages.map(\.step) == CleaningStep.allCases)
        #expect(CleaningFunnel(rows, withGraphs).stages.map(\.left) == [7, 6, 6, 5, 4, 3, 2, 1])
        rows.removeLast()
        let funnel = CleaningFunnel(rows, options)
        #expect(funnel.readCount == 8)
        #expect(funnel.stages.map(\.step) == CleaningStep.allCases.filter { $0 != .neighbourGraph })
        #expect(funnel.stages.map(\.left) == [6, 5, 5, 4, 3, 2, 1])
        #expect(funnel.stages.map(\.removed) == [2, 1, 0, 1, 1, 1, 1])
        #expect(funnel.kept.map(\.id) == ["m0"])
        #expect(funnel.rejected.count == 7)
        #expect(funnel.rejected[3].reason == "the id m0 stands in in.csv, row 1 already; an id may stand once")
        #expect(funnel.knownIDs == ["m0", "m1", "m2", "m3", "m5", "r", "s"])
    }

    @Test func duplicatesStayWhereTheyAreWanted() {
        var options = options
        options.askedDuplicates = .all
        let funnel = CleaningFunnel([row(0, label: "A", energy: -1), row(1, label: "A", energy: -2)], options)
        #expect(funnel.kept.count == 2)
        #expect(!funnel.stages.map(\.step).contains(.duplicates))
    }

    /// The softest of two bulk moduli is no ground state: without an energy all stay.
    @Test(arguments: [
        ("formation_energy_per_atom", "", true), ("e", "eV/atom", true), ("final energy", "eV", true), ("heat of formation enthalpy", "kJ/mol", true),
        ("bulk_modulus", "GPa", false), ("band_gap", "eV", false), ("energy gap", "eV", false), ("fermi energy", "eV", false), ("y", "", false),
        ("energy_above_hull", "eV/atom", false), ("surface energy", "J/m2", false),
    ])
    func theLowestIsKeptByAnEnergyAlone(name: String, unit: String, isEnergy: Bool) {
        let target = FeaturiserOptions.Target(unit.isEmpty ? name : "\(name):\(unit)")
        #expect(target.isEnergy == isEnergy)
        var options = FeaturiserOptions(representation: .wyckoff, targets: [target], columns: [], elementVectors: .ramp)
        #expect(options.duplicates == (isEnergy ? .lowest : .all))
        options.energy = "column"
        #expect(options.duplicates == .lowest && options.energyColumn == "column")
        let formulae = FeaturiserOptions(representation: .composition, targets: [target], columns: [], elementVectors: .ramp)
        #expect(formulae.duplicates == .all)
    }

    @Test func theLowestIsThatOfTheEnergyAmongTheTargets() {
        let options = FeaturiserOptions(
            representation: .wyckoff, targets: [.init("bulk_modulus:GPa"), .init("formation_energy:eV/atom")], columns: [], elementVectors: .ramp)
        #expect(options.energyColumn == "formation_energy")
    }

    @Test func theFirstStaysOrTheMeanOfAll() {
        let rows = [
            row(0, label: "A", energy: 1), row(1, label: "B", energy: .nan), row(2, label: "A", energy: 4), row(3, label: "A", energy: .nan),
            row(4, label: "C", energy: .nan), row(5, label: "B", energy: 7),
        ]
        var options = options
        options.askedDuplicates = .first
        #expect(CleaningFunnel(rows, options).kept.map(\.id) == ["m0", "m1", "m4"])
        #expect(CleaningFunnel(rows, options).kept.map(\.material.targets[0].isNaN) == [false, true, true])
        options.askedDuplicates = .mean
        let means = CleaningFunnel(rows, options)
        #expect(means.kept.map(\.id) == ["m0", "m1", "m4"])
        #expect(means.kept[0].material.targets == [2.5] && means.kept[1].material.targets == [7] && means.kept[2].material.targets[0].isNaN)
        #expect(means.rejected.map(\.reason) == [
            "m0 has the same label; its values are in the means there", "m0 has the same label; its values are in the means there",
            "m1 has the same label; its values are in the means there",
        ])
    }

    @Test(arguments: [
        (["1", "2.5", ""], true), (["1999", "2001"], true), (["007", "8"], false), (["123456789", "2"], false), (["1", "x"], false),
        (["", ""], false), (["0.0187717512499996"], true), (["1.50", "2.25", "-0.0", "0.0"], true), (["1e-05", "2.5E3", "nan"], true),
        (["2022.10", "2022.1"], false), (["2022.10", "2022.2", "2022.10"], true), (["12e4", "7"], false), (["12E4"], false),
        (["0.1234567891", "0.1234567892"], false), (["20161231.5"], false), (["1.0", "1"], false), ([" 1", "1"], true),
    ] as [([String], Bool)])
    func columnsOfNumbersAreStoredAsNumbers(notes: [String], isNumeric: Bool) throws {
        let rows = notes.enumerated().map { row($0, label: "L\($0)", energy: 0, note: $1) }
        let content = try DatasetContent(CleaningFunnel(rows, options), options, splits: [])
        switch content.columns[0].values {
        case .numbers(let values): #expect(isNumeric && values.count == notes.count)
        case .texts(let texts): #expect(!isNumeric && texts == notes)
        }
    }
}
