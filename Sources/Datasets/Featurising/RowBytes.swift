import Materials

/// Rows as bytes, so that ranks can send them to each other. Little-endian; texts and lists with their length before them.
public enum RowBytes {
    public static func encode(_ rows: [FeaturisedRow]) -> [UInt8] {
        var bytes = Writer()
        bytes.integer(rows.count)
        for row in rows {
            bytes.integer(row.place)
            bytes.text(row.path)
            bytes.integer(row.number)
            bytes.text(row.id)
            // No name is empty.
            bytes.text(row.material ?? "")
            bytes.text(row.structure)
            switch row.outcome {
            case .rejected(let step, let reason):
                bytes.integer(Int(step.rawValue) + 1)
                bytes.text(reason)
            case .material(let material):
                bytes.integer(0)
                bytes.material(material)
            }
        }
        return bytes.bytes
    }

    /// - Throws: `FeaturisingError.damagedRows` for anything but what `encode` makes
    public static func decode(_ bytes: [UInt8]) throws(FeaturisingError) -> [FeaturisedRow] {
        var reader = Reader(bytes: bytes)
        let rows = try reader.list { (reader) throws(FeaturisingError) in
            let place = try reader.integer()
            let path = try reader.text()
            let number = try reader.integer()
            let id = try reader.text()
            let material = try reader.text()
            let structure = try reader.text()
            let outcome: FeaturisedRow.Outcome
            switch try reader.integer() {
            case 0:
                outcome = .material(try reader.material())
            case let code:
                guard let step = UInt8(exactly: code &- 1).flatMap(CleaningStep.init(rawValue:)) else { throw reader.failure }
                outcome = .rejected(step, reason: try reader.text())
            }
            return FeaturisedRow(
                place: place, path: path, number: number, id: id, material: material.isEmpty ? nil : material, structure: structure, outcome: outcome)
        }
        guard reader.isAtEnd else { throw reader.failure }
        return rows
    }

    public static func encode(materials: [DescribedMaterial]) -> [UInt8] {
        var bytes = Writer()
        bytes.integer(materials.count)
        for material in materials {
            bytes.composition(material.composition)
            bytes.structure(material.structure)
        }
        return bytes.bytes
    }

    /// - Throws: `FeaturisingError.damagedRows` for anything but what `encode` makes
    public static func materials(of bytes: [UInt8]) throws(FeaturisingError) -> [DescribedMaterial] {
        var reader = Reader(bytes: bytes)
        let materials = try reader.list { (reader) throws(FeaturisingError) in
            DescribedMaterial(composition: try reader.composition(), structure: try reader.structure())
        }
        guard reader.isAtEnd else { throw reader.failure }
        return materials
    }

    private struct Writer {
        var bytes: [UInt8] = []

        mutating func integer(_ value: Int) {
            withUnsafeBytes(of: Int64(value).littleEndian) { bytes.append(contentsOf: $0) }
        }

        mutating func text(_ value: String) {
            integer(value.utf8.count)
            bytes.append(contentsOf: value.utf8)
        }

        mutating func material(_ material: FeaturisedRow.Material) {
            text(material.formula)
            composition(material.composition)
            text(material.label)
            integer(material.nodes.count)
            for node in material.nodes {
                integer(Int(node.element) | Int(node.count) << 8 | Int(node.wyckoff) << 16 | Int(node.weight.bitPattern) << 32)
            }
            integer(material.siteCount)
            integer(Int(bitPattern: UInt(material.volumePerSite.bitPattern)))
            integer(material.targets.count)
            for target in material.targets { integer(Int(bitPattern: UInt(target.bitPattern))) }
            integer(material.words.count)
            for (place, word) in material.words.sorted(by: { $0.key < $1.key }) {
                integer(place)
                text(word)
            }
            text(material.uncompared)
            integer(Int(bitPattern: UInt(material.energy.bitPattern)))
            integer(material.columns.count)
            for column in material.columns { text(column) }
            structure(material.structure)
        }

        mutating func composition(_ composition: Composition) {
            integer(composition.components.count)
            for component in composition.components {
                integer(Int(component.element.atomicNumber))
                integer(Int(bitPattern: UInt(component.amount.bitPattern)))
            }
        }

        mutating func structure(_ structure: Structure?) {
            integer(structure?.sites.count ?? 0)
            guard let structure else { return }
            for vector in [structure.lattice.a, structure.lattice.b, structure.lattice.c] { self.vector(vector) }
            for site in structure.sites {
                integer(Int(site.element.atomicNumber))
                vector(site.position)
            }
        }

        mutating func vector(_ vector: SIMD3<Double>) {
            for axis in 0..<3 { integer(Int(bitPattern: UInt(vector[axis].bitPattern))) }
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        var place = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { place == bytes.count }
        var failure: FeaturisingError { .damagedRows(place: place) }

        mutating func integer() throws(FeaturisingError) -> Int {
            guard bytes.count - place >= 8 else { throw failure }
            var value: UInt64 = 0
            for byte in 0..<8 { value |= UInt64(bytes[place + byte]) << (8 * UInt64(byte)) }
            place += 8
            return Int(truncatingIfNeeded: value)
        }

        /// Every element takes a byte at least, so that no length can ask for more than is there.
        mutating func length() throws(FeaturisingError) -> Int {
            let length = try integer()
            guard length >= 0, length <= bytes.count - place else { throw failure }
            return length
        }

        mutating func text() throws(FeaturisingError) -> String {
            let length = try length()
            defer { place += length }
            return String(decoding: bytes[place..<place + length], as: UTF8.self)
        }

        mutating func double() throws(FeaturisingError) -> Double {
            Double(bitPattern: UInt64(UInt(bitPattern: try integer())))
        }

        mutating func list<Element>(_ element: (inout Reader) throws(FeaturisingError) -> Element) throws(FeaturisingError) -> [Element] {
            var elements: [Element] = []
            for _ in 0..<(try length()) { elements.append(try element(&self)) }
            return elements
        }

        mutating func composition() throws(FeaturisingError) -> Composition {
            let components = try list { (reader) throws(FeaturisingError) in
                guard let element = Element(atomicNumber: try reader.integer()) else { throw reader.failure }
                return (element, try reader.double())
            }
            return Composition(amounts: Dictionary(components) { first, _ in first })
        }

        mutating func node() throws(FeaturisingError) -> FeaturisedRow.Node {
            let packed = UInt(bitPattern: try integer())
            return FeaturisedRow.Node(
                element: UInt8(truncatingIfNeeded: packed), wyckoff: UInt16(truncatingIfNeeded: packed >> 16),
                count: UInt8(truncatingIfNeeded: packed >> 8), weight: Float(bitPattern: UInt32(truncatingIfNeeded: packed >> 32)))
        }

        private mutating func vector() throws(FeaturisingError) -> SIMD3<Double> { SIMD3(try double(), try double(), try double()) }

        mutating func structure() throws(FeaturisingError) -> Structure? {
            let count = try length()
            guard count > 0 else { return nil }
            let lattice = Lattice(a: try vector(), b: try vector(), c: try vector())
            var sites: [Site] = []
            for _ in 0..<count {
                guard let element = Element(atomicNumber: try integer()) else { throw failure }
                sites.append(Site(element: element, position: try vector()))
            }
            return Structure(lattice: lattice, sites: sites)
        }

        mutating func material() throws(FeaturisingError) -> FeaturisedRow.Material {
            var material = FeaturisedRow.Material(
                formula: try text(), composition: try composition(), label: try text(),
                nodes: try list { (reader) throws(FeaturisingError) in try reader.node() },
                siteCount: try integer(), volumePerSite: try double(),
                targets: try list { (reader) throws(FeaturisingError) in try reader.double() },
                energy: .nan, columns: [])
            let words = try list { (reader) throws(FeaturisingError) in (try reader.integer(), try reader.text()) }
            guard words.allSatisfy({ material.targets.indices.contains($0.0) }) else { throw failure }
            material.words = Dictionary(words) { first, _ in first }
            material.uncompared = try text()
            material.energy = try double()
            material.columns = try list { (reader) throws(FeaturisingError) in try reader.text() }
            material.structure = try structure()
            return material
        }
    }
}
