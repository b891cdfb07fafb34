/// How distances between atoms become histograms.
struct RadialSettings: Sendable, Hashable {
    /// Neighbours of each atom that are taken, the nearest first.
    let groups: Int
    /// Å, where the histograms end.
    let cutoff: Double
    /// Å, the width of a bin.
    let bin: Double
    /// Å, the deviation of the Gaussian that each distance is smeared out to; 0: none.
    let smearing: Double

    static let parameters = [
        DescriptorFamily.Parameter(name: "groups", standard: 100, range: 1...1000, isWhole: true, meaning: "neighbours of each atom"),
        DescriptorFamily.Parameter(name: "cutoff", standard: 10, range: 1...30, meaning: "Å, where histograms end"),
        DescriptorFamily.Parameter(name: "bin", standard: 0.1, range: 0.01...5, meaning: "Å, the width of a bin"),
        DescriptorFamily.Parameter(name: "smearing", standard: 0.1, range: 0...2, meaning: "Å, the deviation of the Gaussian"),
    ]

    /// - Parameter values: of the parameters by name
    init(_ values: [String: Double]) {
        func value(_ name: String) -> Double { values[name] ?? Self.parameters.first { $0.name == name }?.standard ?? 0 }
        groups = Int(value("groups"))
        cutoff = value("cutoff")
        bin = value("bin")
        smearing = value("smearing")
    }

    /// Bins of a histogram: as many as cover everything up to the cutoff (the last one may go beyond).
    var bins: Int { Self.edges(to: cutoff + bin, by: bin) - 1 }

    /// How many multiples of a step there are below an end, with zero.
    static func edges(to end: Double, by step: Double) -> Int { Int((end / step).rounded(.up)) }

    /// Where each bin begins, Å, as people read it.
    var beginnings: [String] {
        (0..<bins).map { place in
            let thousandths = Int((Double(place) * bin * 1000).rounded())
            let text = "\(thousandths / 1000).\(String(thousandths % 1000 + 1000).dropFirst())"
            return text.hasSuffix("00") ? String(text.dropLast(2)) : text.hasSuffix("0") ? String(text.dropLast()) : text
        }
    }
}
