import Descriptors
import Foundation
import Materials
import TestSupport
import Testing

private let dscribesValues = "reference/peers/dscribe.json.gz"

/// Matrices and spectra of 54 structures as dscribe 2.1.2 computes them.
@Suite(.enabled(if: SharedData.path(dscribesValues) != nil, "needs ../shared/reference/peers"))
struct MatrixReferenceTests {
    private struct Values: Decodable {
        let n: Int
        let sine_matrix: [Double]?
        let sine_eigenspectrum: [Double]
        let ewald_eigenspectrum: [Double]
        let coulomb_eigenspectrum_not_periodic: [Double]
    }

    private func reference() throws -> [(name: String, structure: Structure, values: Values)] {
        var stream = try ByteStream(path: try #require(SharedData.path(dscribesValues)))
        let tree = try #require(try JSONSerialization.jsonObject(with: Data(try stream.rest())) as? [String: Any])
        let structures = try PeerStructures.all()
        return try tree.filter { !$0.key.hasPrefix("_") }.sorted { $0.key < $1.key }.map { name, value in
            let values = try JSONDecoder().decode(Values.self, from: JSONSerialization.data(withJSONObject: value))
            return (name, try #require(structures[name]), values)
        }
    }

    private func values(_ name: String, _ structure: Structure) throws -> [Double] {
        try Descriptor.named(name).values(of: Composition(of: structure), structure)
    }

    /// Eight digits are written down.
    private func agree(_ values: [Double], _ expected: [Double], within part: Double) -> Bool {
        let largest = expected.map(\.magnitude).max() ?? 0
        return values.count >= expected.count && zip(values, expected).allSatisfy { abs($0 - $1) <= part * largest }
            && values.dropFirst(expected.count).allSatisfy { $0 == 0 }
    }

    @Test func spectraAreDscribes() throws {
        let reference = try reference()
        #expect(reference.count == 54)
        for (name, structure, expected) in reference {
            #expect(structure.sites.count == expected.n)
            #expect(agree(try values("sine-spectrum", structure), expected.sine_eigenspectrum, within: 1e-7), "\(name)")
            #expect(agree(try values("coulomb-spectrum", structure), expected.coulomb_eigenspectrum_not_periodic, within: 1e-7), "\(name)")
            // With dscribe's own accuracy its digits; its sums leave out up to 1e-5 of what they should come to.
            #expect(agree(try values("ewald-spectrum:accuracy=1e-5", structure), expected.ewald_eigenspectrum, within: 1e-7), "\(name)")
            #expect(agree(try values("ewald-spectrum", structure), expected.ewald_eigenspectrum, within: 1e-5), "\(name)")
        }
    }

    /// dscribe's matrices stand in the order of the file.
    @Test func sineMatricesAreDscribes() throws {
        for (name, structure, expected) in try reference() {
            guard let matrix = expected.sine_matrix else { continue }
            let order = expected.n
            let given = try values("sine-matrix:atoms=\(order):order=given", structure)
            #expect(agree(given, matrix, within: 1e-7), "\(name)")
            // Sorted, its rows descend, and its elements are those.
            let sorted = try values("sine-matrix:atoms=\(order)", structure)
            #expect(agree(sorted.sorted(), matrix.sorted(), within: 1e-7), "\(name)")
            let norms = (0..<order).map { row in sorted[row * order..<(row + 1) * order].reduce(0) { $0 + $1 * $1 }.squareRoot() }
            #expect(zip(norms, norms.dropFirst()).allSatisfy { $0 >= $1 - 1e-8 * norms[0] }, "\(name)")
        }
    }
}
