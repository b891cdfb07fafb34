import Materials

extension Structure {
    /// Cartesian positions in Å of the atoms as they stand.
    var givenPositions: [SIMD3<Double>] { sites.map { lattice.cartesian($0.position) } }

    /// Cartesian positions in Å of the atoms of a molecule that the faces of its box may have cut: from the first atom on, the atom that is nearest
    /// to one that has its place takes the image that is nearest to that one. No atom of a molecule may be nearer to an image of it than to its
    /// neighbour, which a box with some room around the molecule sees to.
    var joinedPositions: [SIMD3<Double>] {
        let lattice = lattice.reducedBasis ?? lattice
        let given = givenPositions
        guard var last = given.first else { return [] }
        var places = given
        // Of each atom that has no place yet, where it comes to lie beside the nearest that has one.
        var nearest = given.map { _ in (square: Double.infinity, place: SIMD3<Double>.zero) }
        var left = Array(given.indices.dropFirst())
        while !left.isEmpty {
            for atom in left {
                let shift = lattice.shortest(given[atom] - last)
                let square = (shift * shift).sum()
                if square < nearest[atom].square { nearest[atom] = (square, last + shift) }
            }
            guard let choice = left.indices.min(by: { nearest[left[$0]].square < nearest[left[$1]].square }) else { break }
            let atom = left.remove(at: choice)
            places[atom] = nearest[atom].place
            last = places[atom]
        }
        return places
    }
}

extension Lattice {
    /// Rows b_k with a_i · b_k = δ_ik, 1/Å.
    var reciprocal: (a: SIMD3<Double>, b: SIMD3<Double>, c: SIMD3<Double>) {
        func cross(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> SIMD3<Double> {
            SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
        }
        let volume = (a * cross(b, c)).sum()
        return (cross(b, c) / volume, cross(c, a) / volume, cross(a, b) / volume)
    }

    /// The shortest of a vector and its sums with lattice vectors; the basis must be reduced.
    fileprivate func shortest(_ vector: SIMD3<Double>) -> SIMD3<Double> {
        let parts = fractional(vector)
        let centred = cartesian(parts - parts.rounded(.toNearestOrEven))
        var best = centred
        for i in -1...1 {
            for j in -1...1 {
                for k in -1...1 {
                    let image = centred + cartesian(SIMD3(Double(i), Double(j), Double(k)))
                    if (image * image).sum() < (best * best).sum() { best = image }
                }
            }
        }
        return best
    }
}
