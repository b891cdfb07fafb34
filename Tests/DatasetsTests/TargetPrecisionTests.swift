import Datasets
import Foundation
import HDF5
import Materials
import TestSupport
import Testing

/// Which targets are stored in double precision, and that they come back.
@Suite struct TargetPrecisionTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func row(_ place: Int, _ value: Double) -> FeaturisedRow {
        var material = FeaturisedRow.Material(
            formula: "NaCl", composition: Composition(amounts: [.init(symbol: "Na")!: 1, .init(symbol: "Cl")!: 1]), label: "",
            nodes: [.init(element: 11, wyckoff: 0, count: 1, weight: 0.5), .init(element: 17, wyckoff: 0, count: 1, weight: 0.5)], siteCount: 0,
            volumePerSite: 0, targets: [value], energy: .nan, columns: [])
        material.targets = [value]
        return FeaturisedRow(place: place, path: "in.csv", number: place + 1, id: "m\(place)", outcome: .material(material))
    }

    private func content(_ target: String, _ values: [Double]) throws -> DatasetContent {
        var options = FeaturiserOptions(representation: .composition, targets: [.init(target)], columns: [], elementVectors: .builtIn)
        // As rows come from other ranks.
        var rows = try RowBytes.decode(RowBytes.encode(values.enumerated().map(row)))
        TargetPrecision.settle(&rows, &options)
        return try DatasetContent(CleaningFunnel(rows, options), options, splits: [])
    }

    @Test(arguments: [
        ("energy:eV/atom", [-518312.1234, -518312.1235, -2041.8396], true), ("energy", [-260177.2515, -260177.2415], true),
        ("energy:Ha", [-4.1234567, -3.7], false), ("energy:Ha", [-19047.1234567, -39.7], true), ("energy:meV", [-26017.2515, -1], false),
        ("e_form:eV/atom", [-1.4067891234567, -0.31987654321], false), ("energy:eV/atom", [-8.123456789, -120.1], false),
        // Whole numbers lose nothing, and a long tail nothing that anybody would miss.
        ("energy:eV", [-500000, -2], false), ("kappa:W/mK", [1.2345678, 3.3, 4.7, 0.2, 99999.123456], false),
        // Anything that differs in its last digits alone.
        ("y", [1000000.11, 1000000.12, 1000000.13, 1000000.14, 1000000.15], true), ("y", [-1.4067, -1.4067, -1.4067], false),
    ] as [(String, [Double], Bool)])
    func whatNeedsIt(target: String, values: [Double], isDouble: Bool) throws {
        let content = try content(target, values + [.nan])
        #expect(content.targets[0].precision == (isDouble ? .double : .single))
        let path = directory.file("data.h5")
        try content.write(to: path)
        let dataset = try Dataset(path: path)
        let name = dataset.targetNames[0]
        #expect(dataset.precision(ofTarget: name) == (isDouble ? .double : .single))
        let read = try dataset.target(name)
        #expect(Array(read.dropLast()) == (isDouble ? values : values.map { Double(Float($0)) }) && read.last?.isNaN == true)
        #expect(try HDF5File.open(path).integerAttribute("version") == (isDouble ? 4 : 1))
        // What a table has with six digits comes back as it was.
        let decimals = try dataset.decimals(ofTarget: name)
        for (value, decimal) in zip(values, decimals) where isDouble || value == (value * 1e3).rounded() / 1e3 { #expect(value == decimal) }
    }

    /// The mean of several is rounded once, as it always was.
    @Test func meansOfSinglesAreWhatTheyWere() throws {
        var options = FeaturiserOptions(representation: .composition, targets: [.init("y")], columns: [], elementVectors: .builtIn)
        options.askedDuplicates = .mean
        var rows = [0.1, 0.2, 0.7].enumerated().map(row)
        TargetPrecision.settle(&rows, &options)
        let content = try DatasetContent(CleaningFunnel(rows, options), options, splits: [])
        let mean = Float((Double(Float(0.1)) + Double(Float(0.2)) + Double(Float(0.7))) / 3)
        #expect(Float(content.targets[0].values[0]) == mean)
    }
}
