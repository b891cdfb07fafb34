extension CIFReading {
    /// The atoms that are listed, before any operation.
    func sites() throws(StructureTextError) -> [Site] {
        let x = values[CIFTag.fractionalX.rawValue]
        let y = values[CIFTag.fractionalY.rawValue]
        let z = values[CIFTag.fractionalZ.rawValue]
        for (tag, found) in [(CIFTag.fractionalX, x), (.fractionalY, y), (.fractionalZ, z)] where found.isEmpty { throw .missing(tag.name) }
        let symbols = values[CIFTag.siteSymbol.rawValue]
        let labels = values[CIFTag.siteLabel.rawValue]
        guard !symbols.isEmpty || !labels.isEmpty else { throw .missing(CIFTag.siteSymbol.name) }
        guard y.count == x.count, z.count == x.count, [symbols, labels].allSatisfy({ $0.isEmpty || $0.count == x.count }) else {
            throw .unsupported("the symbols and coordinates of the atoms are not in one loop")
        }
        var sites: [Site] = []
        sites.reserveCapacity(x.count)
        for index in x.indices {
            try refusePartialSite(index)
            let position = SIMD3(
                try number(x[index], of: .fractionalX), try number(y[index], of: .fractionalY), try number(z[index], of: .fractionalZ))
            guard position.isReasonable else { throw .badNumber(place: "site \(name(ofSite: index))", found: "\(position)") }
            sites.append(Site(element: try element(site: index), position: position))
        }
        try refuseDisorder()
        try refuseWaterWithoutHydrogen(sites)
        return sites
    }

    /// The label of an atom, or its number.
    func name(ofSite index: Int) -> String {
        guard let label = value(.siteLabel, site: index) else { return "\(index + 1)" }
        return text(label)
    }

    private func refusePartialSite(_ index: Int) throws(StructureTextError) {
        if let occupancy = value(.occupancy, site: index) {
            guard abs(try number(occupancy, of: .occupancy) - 1) < 1e-3 else {
                throw .partialOccupancy(site: name(ofSite: index), occupancy: text(occupancy))
            }
        }
        if let hydrogens = value(.attachedHydrogens, site: index), try number(hydrogens, of: .attachedHydrogens) != 0 {
            throw .unsupported("site \(name(ofSite: index)) has attached hydrogens without places of their own")
        }
    }

    /// Atoms that are there in turn: groups of one assembly exclude each other, and a negative group excludes its own images.
    private func refuseDisorder() throws(StructureTextError) {
        var groups: [String: (group: String, site: Int)] = [:]
        for site in values[CIFTag.disorderGroup.rawValue].indices {
            guard let token = value(.disorderGroup, site: site) else { continue }
            let group = text(token)
            guard group != "0" else { continue }
            let assembly = value(.disorderAssembly, site: site).map { text($0) } ?? ""
            if group.hasPrefix("-") {
                throw .disordered(site: name(ofSite: site), reason: "group \(group) shares its place with its own images")
            }
            if let first = groups[assembly], first.group != group {
                let other = "group \(first.group) of site \(name(ofSite: first.site))"
                throw .disordered(site: name(ofSite: site), reason: "its group \(group) and \(other) exclude each other")
            }
            groups[assembly] = groups[assembly] ?? (group, site)
        }
    }

    /// The element of Fe, Fe3+, Fe1 or Fe1A: the letters before the first other character, capitals as in the periodic table.
    private func element(site: Int) throws(StructureTextError) -> Element {
        guard let token = value(.siteSymbol, site: site) ?? value(.siteLabel, site: site) else {
            throw .missing("\(CIFTag.siteSymbol.name) of site \(site + 1)")
        }
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

    /// An oxygen labelled as water (O_w, Ow1, O1W, Wat1) in a crystal without hydrogen lacks it; a formula sum tells in the same way, and better.
    private func refuseWaterWithoutHydrogen(_ sites: [Site]) throws(StructureTextError) {
        let symbols = Set(sites.map(\.element.symbol))
        guard text(of: .formulaSum) == nil, !symbols.contains("H"), !symbols.contains("W") else { return }
        for (index, site) in sites.enumerated() where site.element.symbol == "O" {
            let label = name(ofSite: index)
            guard ["w", "wat"].contains(label.lowercased().drop { $0 == "o" }.filter(\.isLetter)) else { continue }
            throw .unsupported("site \(label) is the oxygen of water by its label, but no hydrogen is listed")
        }
    }
}
