import Kernels
import Materials

extension SymmetryFunctions {
    static let family = DescriptorFamily(
        name: "acsf", parameters: [cutoff], words: [elements, radial, waves, angular, narrow],
        standard: SymmetryFunctions(
            cutoff: cutoff.standard, radial: numbers(radial.standard).map { ($0[0], $0[1]) }, waves: [],
            angular: numbers(angular.standard).map { AngularFunction(eta: $0[0], zeta: $0[1], lambda: $0[2], countsThirdSide: true) }, elements: []
        ).descriptor("acsf")
    ) { name, values, words throws(DescriptorError) in
        func sets(_ word: DescriptorFamily.Word, _ ranges: [ClosedRange<Double>]) throws(DescriptorError) -> [[Double]] {
            let text = words[word.name] ?? word.standard
            let sets = numbers(text)
            guard text.isEmpty || text == "none" || sets.allSatisfy({ $0.count == ranges.count && zip(ranges, $0).allSatisfy { $0.contains($1) } })
            else {
                let bounds = ranges.map { "\(DescriptorFamily.text($0.lowerBound)) to \(DescriptorFamily.text($0.upperBound))" }
                throw .parameter(
                    family: "acsf",
                    problem: "\(word.name) (\(word.meaning)) is '\(text)'; it must be none, or sets of numbers from \(bounds.joined(separator: ", ")) "
                        + "with _ between the numbers and + between the sets")
            }
            return text == "none" ? [] : sets
        }
        let angles: [ClosedRange<Double>] = [0...100, 0...1000, -1...1]
        let functions = SymmetryFunctions(
            cutoff: values[cutoff.name] ?? cutoff.standard,
            radial: try sets(radial, [0...1000, -100...100]).map { ($0[0], $0[1]) },
            waves: try sets(waves, [0...1000]).map { $0[0] },
            angular: try sets(angular, angles).map { AngularFunction(eta: $0[0], zeta: $0[1], lambda: $0[2], countsThirdSide: true) }
                + (try sets(narrow, angles)).map { AngularFunction(eta: $0[0], zeta: $0[1], lambda: $0[2], countsThirdSide: false) },
            elements: try elements(words[elements.name] ?? ""))
        let descriptor = functions.descriptor(name)
        guard Set(descriptor.columns).count == descriptor.columns.count else {
            throw .parameter(family: "acsf", problem: "a set of numbers stands twice")
        }
        return descriptor
    }

    private static let cutoff = DescriptorFamily.Parameter(name: "cutoff", standard: 6, range: 0.5...15, meaning: "Å, where neighbours end")
    private static let elements = DescriptorFamily.Word(
        name: "elements", standard: "", meaning: "that are told apart, as Ti-O; without them neighbours count by their atomic numbers"
    ) { text in
        text.split(separator: "-").compactMap { Element(symbol: $0) }.sorted().map(\.symbol).joined(separator: "-")
    }
    private static let radial = DescriptorFamily.Word(name: "g2", standard: "1_1+1_2+1_3+1_4+1_5", meaning: "eta_shift of Gaussians of the distance")
    private static let waves = DescriptorFamily.Word(name: "g3", standard: "none", meaning: "kappa of cosines of the distance")
    private static let angular = DescriptorFamily.Word(
        name: "g4", standard: "0.01_1_1+0.01_1_-1+0.01_4_1+0.01_4_-1", meaning: "eta_zeta_lambda of the angle and three distances")
    private static let narrow = DescriptorFamily.Word(name: "g5", standard: "none", meaning: "eta_zeta_lambda of the angle and two distances")

    /// Numbers with _ between them in sets with + between them; what is none makes a set of none.
    private static func numbers(_ text: String) -> [[Double]] {
        guard text != "none" else { return [] }
        return text.split(separator: "+", omittingEmptySubsequences: false).map { set in
            let fields = set.split(separator: "_", omittingEmptySubsequences: false)
            let values = fields.compactMap { Double($0) }
            return values.count == fields.count ? values : []
        }
    }

    private static func elements(_ text: String) throws(DescriptorError) -> [Element] {
        guard !text.isEmpty else { return [] }
        var elements: Set<Element> = []
        for symbol in text.split(separator: "-", omittingEmptySubsequences: false) {
            guard let element = Element(symbol: symbol), elements.insert(element).inserted else {
                throw .parameter(family: "acsf", problem: "elements is '\(text)'; it must be symbols, each once, with - between them")
            }
        }
        return elements.sorted()
    }

    private func descriptor(_ name: String) -> Descriptor {
        let kind = elements.isEmpty ? "weighted by atomic numbers, means over atoms" : "means over the atoms of an element"
        return Descriptor(
            name: name, summary: "symmetry functions of neighbours within \(DescriptorFamily.text(cutoff)) Å, \(kind)", version: 1, columns: columns,
            imputation: .none,
            source: elements.isEmpty ? "Gastegger et al., J. Chem. Phys. 148, 241709 (2018)" : "Behler, J. Chem. Phys. 134, 074106 (2011)",
            rule: .structure { values(of: $0) })
    }
}
