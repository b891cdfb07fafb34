extension Structure {
    /// The same crystal in a primitive cell: the smallest whose translations bring every atom within a distance of one of its kind, each atom
    /// at the mean of what they make one. Itself where it has no such translations, or where they make no lattice.
    ///
    /// - Parameter distance: Å
    package func primitive(within distance: Double) -> Structure {
        guard let crystal = reduced else { return self }
        let translations = crystal.ownTranslations(within: distance)
        guard translations.count > 1 else { return self }
        // Every translation is a lattice vector when taken this often.
        let order = Double(translations.count)
        let exact = translations.map { (($0.vector * order).rounded(.toNearestOrEven) / order).wrapped }
        var mean = crystal
        for atom in sites.indices {
            var sum = SIMD3<Double>.zero
            for (translation, vector) in zip(translations, exact) {
                let step = crystal.sites[translation.image[atom]].position - vector - crystal.sites[atom].position
                sum += step - step.rounded(.toNearestOrEven)
            }
            mean.sites[atom].position += sum / order
        }
        return mean.primitive(under: exact, images: translations.map(\.image)) ?? self
    }

    private struct Translation {
        /// In parts of the basis vectors.
        var vector: SIMD3<Double>
        /// The atom that it brings each atom to.
        let image: [Int]
    }

    /// Translations by parts of lattice vectors that leave no atom farther from another of its kind, zero among them. On a reduced basis.
    private func ownTranslations(within distance: Double) -> [Translation] {
        let kinds = Dictionary(grouping: sites.indices) { sites[$0].element }.values.sorted { ($0.count, $0[0]) < ($1.count, $1[0]) }
        guard let rarest = kinds.first, rarest.count > 1, let distances = ShortestDistances(lattice) else { return [] }
        let places = sites.map { distances.place($0.position) }
        return rarest.compactMap { target in
            let vector = sites[target].position - sites[rarest[0]].position
            let step = distances.place(vector)
            var image = [Int](repeating: 0, count: sites.count)
            // Pinned to one atom, a translation may miss others by twice what the best one does.
            let fits = kinds.allSatisfy { kind in
                kind.allSatisfy { atom in
                    let match = kind.first { distances.square(places[atom] + step, places[$0]) < 4 * distance * distance }
                    image[atom] = match ?? 0
                    return match != nil
                }
            }
            guard fits else { return nil }
            let misses = sites.indices.map { atom in
                let miss = sites[image[atom]].position - sites[atom].position - vector
                return miss - miss.rounded(.toNearestOrEven)
            }
            let mean = misses.reduce(.zero, +) / Double(misses.count)
            let isNear = misses.allSatisfy { miss in
                let path = lattice.cartesian(miss - mean)
                return (path * path).sum() < distance * distance
            }
            return isNear ? Translation(vector: vector + mean, image: image) : nil
        }
    }
}
