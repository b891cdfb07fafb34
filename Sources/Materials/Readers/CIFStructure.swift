extension Structure {
    /// The crystal in a CIF text. Of several blocks the one with atoms counts; two such blocks are an error.
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
        let operations = try operations()
        let rows = try sites()
        var sites: [Site] = []
        sites.reserveCapacity(rows.count * operations.count)
        var labels: [Int] = []
        for (index, row) in rows.enumerated() {
            let images = operations.count == 1 ? [row.position] : orbit(of: row.position, under: operations, in: lattice)
            for position in images {
                let site = Site(element: row.element, position: position)
                if let other = sites.firstIndex(where: { lattice.nearness($0.position, position) < Structure.sameAtom }) {
                    // Files that list every atom and the operations as well say each atom many times.
                    if operations.count > 1, sites[other].element == row.element, labels[other] != index { continue }
                    throw .samePlace(
                        name(ofSite: labels[other]), name(ofSite: index), distance: lattice.nearness(sites[other].position, position))
                }
                sites.append(site)
                labels.append(index)
            }
        }
        return Structure(lattice: lattice, sites: sites)
    }

    private func lattice() throws(StructureTextError) -> Lattice {
        func one(_ tag: CIFTag) throws(StructureTextError) -> Double {
            guard let token = values[tag.rawValue].first else { throw .missing(tag.name) }
            return try number(token, of: tag)
        }
        let lengths = SIMD3(try one(.lengthA), try one(.lengthB), try one(.lengthC))
        let angles = SIMD3(try one(.angleAlpha), try one(.angleBeta), try one(.angleGamma))
        return try Lattice(checkedLengths: lengths, angles: angles)
    }

    private func operations() throws(StructureTextError) -> [CoordinateTriplet] {
        var listed = values[CIFTag.operation.rawValue]
        if listed.isEmpty { listed = values[CIFTag.oldOperation.rawValue] }
        guard !listed.isEmpty else {
            try refuseUnlistedSymmetry()
            return [.identity]
        }
        var operations: [CoordinateTriplet] = []
        operations.reserveCapacity(listed.count)
        for token in listed {
            guard let operation = CoordinateTriplet(bytes, token.range) else {
                throw .syntax(
                    place: "symmetry operation \(operations.count + 1)",
                    reason: "'\(text(token))' is not a triplet like -x+1/2, y, z")
            }
            operations.append(operation)
        }
        guard operations.contains(.identity) else { throw .missing("x, y, z among the symmetry operations") }
        return operations
    }

    /// Without operations only P 1 can be read: the atoms of any other group would be too few.
    private func refuseUnlistedSymmetry() throws(StructureTextError) {
        if !values[CIFTag.magneticOperation.rawValue].isEmpty {
            throw .unsupported("magnetic symmetry operations are not read")
        }
        for tag in [CIFTag.spaceGroupNumber, .oldSpaceGroupNumber, .spaceGroupName, .oldSpaceGroupName] {
            guard let token = values[tag.rawValue].first, !isAbsent(token) else { continue }
            let name = text(token)
            guard name == "1" || name.filter({ $0 != " " }).uppercased() == "P1" else {
                throw .missing("the list of symmetry operations (\(CIFTag.operation.name)) of space group '\(name)'")
            }
        }
    }

    private func sites() throws(StructureTextError) -> [Site] {
        let x = values[CIFTag.fractionalX.rawValue]
        let y = values[CIFTag.fractionalY.rawValue]
        let z = values[CIFTag.fractionalZ.rawValue]
        for (tag, found) in [(CIFTag.fractionalX, x), (.fractionalY, y), (.fractionalZ, z)] where found.isEmpty { throw .missing(tag.name) }
        let usesLabels = values[CIFTag.siteSymbol.rawValue].isEmpty
        let symbols = values[(usesLabels ? CIFTag.siteLabel : .siteSymbol).rawValue]
        guard !symbols.isEmpty else { throw .missing(CIFTag.siteSymbol.name) }
        guard y.count == x.count, z.count == x.count, symbols.count == x.count else {
            throw .unsupported("the symbols and coordinates of the atoms are not in one loop")
        }
        var sites: [Site] = []
        sites.reserveCapacity(x.count)
        for index in x.indices {
            try refusePartialSite(index)
            let position = SIMD3(
                try number(x[index], of: .fractionalX), try number(y[index], of: .fractionalY), try number(z[index], of: .fractionalZ))
            guard position.isReasonable else { throw .badNumber(place: "site \(name(ofSite: index))", found: "\(position)") }
            sites.append(Site(element: try element(symbols[index], site: index), position: position))
        }
        return sites
    }

    private func refusePartialSite(_ index: Int) throws(StructureTextError) {
        let occupancies = values[CIFTag.occupancy.rawValue]
        if index < occupancies.count, !isAbsent(occupancies[index]) {
            guard abs(try number(occupancies[index], of: .occupancy) - 1) < 1e-3 else {
                throw .partialOccupancy(site: name(ofSite: index), occupancy: text(occupancies[index]))
            }
        }
        let hydrogens = values[CIFTag.attachedHydrogens.rawValue]
        if index < hydrogens.count, !isAbsent(hydrogens[index]), try number(hydrogens[index], of: .attachedHydrogens) != 0 {
            throw .unsupported("site \(name(ofSite: index)) has attached hydrogens without places of their own")
        }
    }

    /// The element of Fe, Fe3+, Fe1 or Fe1A: the letters before the first other character, capitals as in the periodic table.
    private func element(_ token: Token, site: Int) throws(StructureTextError) -> Element {
        let range = token.range
        var end = range.lowerBound
        while end < range.upperBound, bytes[end].isLetter { end += 1 }
        if (1...2).contains(end - range.lowerBound),
            let element = Element(symbol: bytes[range.lowerBound], end - range.lowerBound == 2 ? bytes[range.lowerBound + 1] : 0)
        {
            return element
        }
        throw .unknownElement(place: "site \(name(ofSite: site))", found: text(token))
    }

    /// The label of an atom, or its number.
    private func name(ofSite index: Int) -> String {
        let labels = values[CIFTag.siteLabel.rawValue]
        return index < labels.count ? text(labels[index]) : "\(index + 1)"
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
