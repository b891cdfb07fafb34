import Foundation
import Kernels
import Materials

/// Behler's symmetry functions of a structure's atoms, averaged over atoms (J. Chem. Phys. 134, 074106 (2011)); of atoms of any elements weighted as
/// Gastegger et al. do (J. Chem. Phys. 148, 241709 (2018)).
struct SymmetryFunctions: Sendable {
    /// Å
    let cutoff: Double
    /// exp(−η (r − r_s)²) f(r)
    let radial: [(eta: Double, shift: Double)]
    /// cos(κ r) f(r)
    let waves: [Double]
    let angular: [AngularFunction]
    /// What is told apart, ascending in atomic number; empty: nothing is, and neighbours count by their atomic numbers.
    let elements: [Element]

    /// Functions of one neighbour, Σ f(r) before the others, and of two.
    private var pairCount: Int { 1 + radial.count + waves.count }
    private var groupCount: Int { max(elements.count, 1) }
    /// Numbers of an atom, in dscribe's order: those of each element, then those of each pair a ≥ b of elements.
    private var count: Int { groupCount * pairCount + groupCount * (groupCount + 1) / 2 * angular.count }

    /// Of the atoms of each element in turn, one mean for each number of an atom.
    var columns: [String] {
        let functions = ["G1"] + radial.map { "G2 \(Self.text([$0.eta, $0.shift]))" } + waves.map { "G3 \(Self.text([$0]))" }
        let ofPairs = angular.map { "\($0.countsThirdSide ? "G4" : "G5") \(Self.text([$0.eta, $0.zeta, $0.lambda]))" }
        guard !elements.isEmpty else { return functions + ofPairs }
        let symbols = elements.map(\.symbol)
        let ofAtom =
            symbols.flatMap { symbol in functions.map { "\(symbol) \($0)" } }
            + symbols.indices.flatMap { a in (0...a).flatMap { b in ofPairs.map { "\(symbols[b])-\(symbols[a]) \($0)" } } }
        return symbols.flatMap { symbol in ofAtom.map { "\(symbol): \($0)" } }
    }

    private static func text(_ numbers: [Double]) -> String { numbers.map(DescriptorFamily.text).joined(separator: "_") }

    /// nil for cells too flat, and for structures of elements that are not told apart. Means over the atoms of an element that is not there are
    /// zero.
    func values(of structure: Structure) -> [Double]? {
        guard !structure.sites.isEmpty, structure.lattice.volume > 0 else { return nil }
        var groups = [Int?](repeating: elements.isEmpty ? 0 : nil, count: Element.count + 1)
        for (place, element) in elements.enumerated() { groups[Int(element.atomicNumber)] = place }
        var ofAtoms: [(group: Int, weight: Double)] = []
        for site in structure.sites {
            guard let group = groups[Int(site.element.atomicNumber)] else { return nil }
            ofAtoms.append((group, elements.isEmpty ? Double(site.element.atomicNumber) : 1))
        }
        guard let list = NeighbourList(structure, cutoff: cutoff) else { return nil }
        var sums = [Double](repeating: 0, count: groupCount * count)
        var angles = AngularSums(angular, cutoff: cutoff)
        var pairSums = [Double](repeating: 0, count: count - groupCount * pairCount)
        for (atom, centre) in ofAtoms.enumerated() {
            let start = centre.group * count
            let edges = list.edges(of: atom)
            angles.clear()
            for group in 0..<groupCount {
                if !angular.isEmpty { angles.beginGroup() }
                for edge in edges where ofAtoms[Int(list.neighbours[edge])].group == group {
                    let distance = list.distances[edge]
                    guard distance < cutoff else { continue }
                    let weight = 0.5 * (1 + cos(.pi * distance / cutoff)) * ofAtoms[Int(list.neighbours[edge])].weight
                    add(distance, weight, to: &sums, at: start + group * pairCount)
                    if !angular.isEmpty { angles.append(list.vectors[edge], distance: distance, weight: weight) }
                }
            }
            guard !angular.isEmpty else { continue }
            for place in pairSums.indices { pairSums[place] = 0 }
            angles.add(to: &pairSums)
            for place in pairSums.indices { sums[start + groupCount * pairCount + place] += pairSums[place] }
        }
        var atoms = [Double](repeating: 0, count: groupCount)
        for centre in ofAtoms { atoms[centre.group] += 1 }
        for place in sums.indices { sums[place] /= max(atoms[place / count], 1) }
        return sums
    }

    private func add(_ distance: Double, _ weight: Double, to sums: inout [Double], at start: Int) {
        sums[start] += weight
        var place = start + 1
        for (eta, shift) in radial {
            sums[place] += exp(-eta * (distance - shift) * (distance - shift)) * weight
            place += 1
        }
        for wave in waves {
            sums[place] += cos(wave * distance) * weight
            place += 1
        }
    }
}
