extension Structure {
    /// The crystal in a CIF text. Of several blocks the one with atoms counts; two such blocks are an error.
    ///
    /// What the text says twice must agree: the group's name, number and operations, the operations and the cell, the atoms and
    /// `_chemical_formula_sum`.
    public init(cif text: String) throws(StructureTextError) {
        try self.init(cif: Array(text.utf8))
    }

    init(cif bytes: [UInt8]) throws(StructureTextError) {
        var reading = CIFReading(bytes.span)
        try reading.readBlocks()
        self = try reading.structure()
    }
}

extension CIFReading {
    /// The crystal that the values make.
    func structure() throws(StructureTextError) -> Structure {
        let lattice = try lattice()
        let rows = try sites()
        // Images of positions within a cell without room for them would be taken for one atom.
        try lattice.refuseLittleRoom(for: rows.count)
        let symmetry = try symmetry(lattice)
        let formula = statedFormula
        var found: [Structure] = []
        var fault: StructureTextError?
        for group in symmetry.groups {
            do throws(StructureTextError) {
                found.append(try crystal(rows, under: group.operations, in: lattice, stated: formula))
            } catch {
                fault = fault ?? error
            }
        }
        // A list of operations that others contradict often makes another composition as well, which tells people more.
        if let contradiction = symmetry.fault {
            guard case .otherFormula = fault else { throw contradiction }
            throw .contradiction([fault, contradiction].compactMap { $0?.description }.joined(separator: "; "))
        }
        if found.count > 1, let formula, let count = siteCount(formula) {
            let fitting = found.filter { $0.sites.count == count }
            if fitting.count == 1 { found = fitting }
        }
        if let fault, found.isEmpty { throw fault }
        guard let structure = found.first, found.count == 1 else {
            throw .openSetting(group: symmetry.name, choices: symmetry.choices)
        }
        return structure
    }

    private func lattice() throws(StructureTextError) -> Lattice {
        func one(_ tag: CIFTag) throws(StructureTextError) -> Double {
            guard let token = given(tag).first else { throw .missing(tag.name) }
            return try number(token, of: tag)
        }
        let lengths = SIMD3(try one(.lengthA), try one(.lengthB), try one(.lengthC))
        let angles = SIMD3(try one(.angleAlpha), try one(.angleBeta), try one(.angleGamma))
        return try Lattice(checkedLengths: lengths, angles: angles)
    }

    /// All images of the listed atoms.
    private func crystal(
        _ rows: [Site], under operations: [CoordinateTriplet], in lattice: Lattice, stated formula: CIFFormula?
    ) throws(StructureTextError) -> Structure {
        var sites: [Site] = []
        sites.reserveCapacity(rows.count * operations.count)
        var labels: [Int] = []
        var neighbours = PeriodicBins(lattice, reach: Structure.sameAtom, count: rows.count * operations.count)
        for (index, row) in rows.enumerated() {
            let images = operations.count == 1 ? [row.position] : orbit(of: row.position, under: operations, in: lattice)
            for position in images {
                if let other = neighbours.nearest(to: position, within: Structure.sameAtom) {
                    // Files that list every atom and the operations as well say each atom many times.
                    if operations.count > 1, sites[other.index].element == row.element, labels[other.index] != index { continue }
                    throw .samePlace(name(ofSite: labels[other.index]), name(ofSite: index), distance: other.distance)
                }
                neighbours.append(position)
                sites.append(Site(element: row.element, position: position))
                labels.append(index)
            }
        }
        let structure = Structure(lattice: lattice, sites: sites)
        try formula?.refuseOther(structure)
        try structure.refuseImpossible { self.name(ofSite: labels[$0]) }
        return structure
    }

    /// The distinct images of a position, each in [0, 1). Images within the tolerance are one atom at their mean, so that an atom on a
    /// special position that the file rounds comes back to it.
    private func orbit(of position: SIMD3<Double>, under operations: [CoordinateTriplet], in lattice: Lattice) -> [SIMD3<Double>] {
        var images: [(first: SIMD3<Double>, sum: SIMD3<Double>, count: Double)] = []
        for operation in operations {
            let image = operation.image(of: position).wrapped
            if let index = images.firstIndex(where: { lattice.nearness($0.first, image) < Structure.sameAtom }) {
                var step = image - images[index].first
                step -= step.rounded(.toNearestOrEven)
                images[index].sum += images[index].first + step
                images[index].count += 1
            } else {
                images.append((image, image, 1))
            }
        }
        return images.map { ($0.sum / $0.count).wrapped }
    }
}
