extension Lattice {
    var isRightHanded: Bool {
        let normal = SIMD3(b.y * c.z - b.z * c.y, b.z * c.x - b.x * c.z, b.x * c.y - b.y * c.x)
        return (a * normal).sum() > 0
    }

    /// Columns: in terms of the basis, another basis of the same lattice with no sum of basis vectors shorter than they are (Minkowski), to
    /// a part in ten thousand. nil for cells so flat that this takes many steps.
    var reduction: IntegerMatrix? {
        var columns = IntegerMatrix.identity.columns
        var vectors = [a, b, c]
        for _ in 0..<100 {
            var isReduced = true
            for axis in 0..<3 {
                let (one, other) = ((axis + 1) % 3, (axis + 2) % 3)
                let square = (vectors[axis] * vectors[axis]).sum()
                var best = (square: square * 0.9998, one: 0, other: 0)
                for i in -1...1 {
                    for j in -1...1 {
                        let sum = vectors[axis] + Double(i) * vectors[one] + Double(j) * vectors[other]
                        let candidate = (sum * sum).sum()
                        if candidate < best.square { best = (candidate, i, j) }
                    }
                }
                guard best.one != 0 || best.other != 0 else { continue }
                isReduced = false
                columns[axis] = columns[axis] &+ columns[one] &* best.one &+ columns[other] &* best.other
                vectors[axis] += Double(best.one) * vectors[one] + Double(best.other) * vectors[other]
            }
            if isReduced { return IntegerMatrix(x: columns[0], y: columns[1], z: columns[2]) }
        }
        return nil
    }
}

extension Lattice {
    /// A reduced basis of the same lattice; nil where the cell is too flat.
    package var reducedBasis: Lattice? { reduction.map { changed(to: $0) } }
}

extension Structure {
    /// The same crystal on a reduced basis of its lattice; nil where the cell is too flat.
    var reduced: Structure? {
        guard let basis = lattice.reduction else { return nil }
        guard basis != .identity else { return self }
        let inverse = basis.adjugate * basis.determinant
        return Structure(
            lattice: lattice.changed(to: basis), sites: sites.map { Site(element: $0.element, position: inverse * $0.position) })
    }

    /// The same crystal in a primitive cell, where some of its operations are translations by parts of a lattice vector; nil where they
    /// make no lattice.
    func primitive(_ cell: CellOperations) -> Structure? {
        let translations = cell.operations.indices.filter { cell.operations[$0].rotation == .identity }
        return primitive(under: translations.map { cell.operations[$0].translation }, images: translations.map { cell.images[$0] })
    }

    /// - Parameters:
    ///   - translations: all by which the crystal is moved onto itself, zero among them
    ///   - images: of each the atom that it brings each atom to
    private func primitive(under translations: [SIMD3<Double>], images: [[Int]]) -> Structure? {
        // Every translation is a lattice vector when taken this often.
        let order = translations.count
        var lattice = Congruences(tolerance: 0)
        for vector in IntegerMatrix.identity.columns { _ = lattice.add(vector &* order, 0) }
        for translation in translations {
            let parts = translation * Double(order)
            _ = lattice.add(SIMD3<Int>(parts.rounded(.toNearestOrEven)), 0)
        }
        // In parts of the given basis vectors.
        guard let basis = lattice.basis, basis.determinant.magnitude == order * order else { return nil }
        let inverse = basis.adjugate
        let scale = Double(order) / Double(basis.determinant)
        let firsts = sites.indices.filter { atom in images.allSatisfy { $0[atom] >= atom } }
        guard firsts.count * order == sites.count else { return nil }
        let large = self.lattice.changed(to: basis)
        return Structure(
            lattice: Lattice(a: large.a / Double(order), b: large.b / Double(order), c: large.c / Double(order)),
            sites: firsts.map { Site(element: sites[$0].element, position: inverse * sites[$0].position * scale) })
    }

    /// The same crystal in a primitive cell: the smallest whose translations bring every atom within a distance of one of its kind. Itself
    /// where it has no such translations, or where they make no lattice.
    ///
    /// - Parameter distance: Å
    package func primitive(within distance: Double) -> Structure {
        let kinds = Dictionary(grouping: sites.indices) { sites[$0].element }.values.sorted { ($0.count, $0[0]) < ($1.count, $1[0]) }
        guard let rarest = kinds.first, rarest.count > 1, let distances = ShortestDistances(lattice) else { return self }
        let places = sites.map { distances.place($0.position) }
        var translations: [SIMD3<Double>] = []
        var images: [[Int]] = []
        for target in rarest {
            let translation = sites[target].position - sites[rarest[0]].position
            let step = distances.place(translation)
            var image = [Int](repeating: 0, count: sites.count)
            let fits = kinds.allSatisfy { kind in
                kind.allSatisfy { atom in
                    let match = kind.first { distances.square(places[atom] + step, places[$0]) < distance * distance }
                    image[atom] = match ?? 0
                    return match != nil
                }
            }
            guard fits else { continue }
            translations.append(translation)
            images.append(image)
        }
        return translations.count > 1 ? primitive(under: translations, images: images) ?? self : self
    }
}
