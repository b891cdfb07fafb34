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
            targets: [Float(energy)], energy: energy, columns: [note])
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
        #expect(funnel.rejected.allSatisfy { $0.step == .lowestEnergy })
    }

    @Test func everyStepIsCountedInOrder() {
        var rows = [
            row(0, label: "A", energy: 0), row(1, label: "B", energy: 0, positions: 17), row(2, label: "C", energy: 0, sites: 65),
            row(3, label: "D", energy: 0, volume: 500.5), row(4, id: "m0", label: "E", energy: 0), row(5, label: "A", energy: 1),
        ]
        rows.append(FeaturisedRow(place: 6, path: "in.csv", number: 7, id: "r", outcome: .rejected(.parsing, reason: "no cell")))
        rows.append(FeaturisedRow(place: 7, path: "in.csv", number: 8, id: "s", outcome: .rejected(.validRepresentation, reason: "none")))
        let funnel = CleaningFunnel(rows, options)
        #expect(funnel.readCount == 8)
        #expect(funnel.stages.map(\.step) == CleaningStep.allCases)
        #expect(funnel.stages.map(\.left) == [6, 5, 5, 4, 3, 2, 1])
        #expect(funnel.stages.map(\.removed) == [2, 1, 0, 1, 1, 1, 1])
        #expect(funnel.kept.map(\.id) == ["m0"])
        #expect(funnel.rejected.count == 7)
        #expect(funnel.rejected[3].reason == "the id m0 stands in in.csv, row 1 already; an id may stand once")
        #expect(funnel.knownIDs == ["m0", "m1", "m2", "m3", "m5", "r", "s"])
    }

    @Test func duplicatesStayWhereTheyAreWanted() {
        var options = options
        options.duplicates = .keep
        let funnel = CleaningFunnel([row(0, label: "A", energy: -1), row(1, label: "A", energy: -2)], options)
        #expect(funnel.kept.count == 2)
        #expect(!funnel.stages.map(\.step).contains(.lowestEnergy))
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
