import Materials
import Models

extension SampledMaterial {
    /// The arrangement, with the canonical letters.
    public var protostructure: Protostructure { Protostructure(spaceGroup: spaceGroup, occupations: sites) }

    /// Materials one after another, as ranks send them to each other and keep them.
    public static func bytes(of materials: [SampledMaterial]) -> [UInt8] {
        var bytes: [UInt8] = []
        for material in materials {
            bytes.append(UInt8(material.spaceGroup))
            bytes.append(UInt8(material.sites.count))
            bytes.append(UInt8(material.nats.count))
            for site in material.sites {
                bytes.append(site.element.atomicNumber)
                bytes.append(UInt8(truncatingIfNeeded: site.row))
                bytes.append(UInt8(site.row >> 8))
            }
            for nats in material.nats {
                for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: nats.bitPattern >> UInt64(8 * byte))) }
            }
        }
        return bytes
    }

    /// - Parameter bytes: as `bytes(of:)` has them; nil for others
    public static func materials(of bytes: [UInt8]) -> [SampledMaterial]? {
        var materials: [SampledMaterial] = []
        var rest = bytes[...]
        while rest.count >= 3 {
            let spaceGroup = Int(rest.removeFirst())
            let (sites, parts) = (Int(rest.removeFirst()), Int(rest.removeFirst()))
            guard WyckoffTable.spaceGroups.contains(spaceGroup), rest.count >= 3 * sites + 8 * parts else { return nil }
            var occupations: [Protostructure.Occupation] = []
            for _ in 0..<sites {
                guard let element = Element(atomicNumber: Int(rest.removeFirst())) else { return nil }
                let row = UInt16(rest.removeFirst()) | UInt16(rest.removeFirst()) << 8
                guard row < WyckoffTable.rowCount else { return nil }
                occupations.append(Protostructure.Occupation(element: element, row: row))
            }
            let nats = (0..<parts).map { _ in
                Double(bitPattern: (0..<8).reduce(UInt64(0)) { pattern, byte in pattern | UInt64(rest.removeFirst()) << UInt64(8 * byte) })
            }
            materials.append(SampledMaterial(spaceGroup: spaceGroup, sites: occupations, nats: nats))
        }
        return rest.isEmpty ? materials : nil
    }
}
