/// What is known of an element; nil where nothing is published.
public struct ElementProperties: Sendable, Hashable {
    public enum Block: String, CaseIterable, Sendable { case s, p, d, f }

    public let element: Element
    /// 1 … 18; the f block counts as group 3.
    public let group: Int
    public let period: Int
    public let block: Block
    /// u
    public let mass: Double
    /// Pauling's scale.
    public let electronegativity: Double?
    /// pm
    public let covalentRadius: Double?
    /// s, p, d and f electrons outside the noble-gas core.
    public let valenceElectrons: SIMD4<Int>
    /// eV
    public let ionisationEnergy: Double?
    /// eV
    public let electronAffinity: Double?
    /// K
    public let meltingPoint: Double?
    /// g/cm³
    public let density: Double?

    /// Hydrogen to oganesson.
    public static let all: [ElementProperties] = table.split(separator: "\n").compactMap { ElementProperties(line: $0) }

    public static func of(_ element: Element) -> ElementProperties { all[Int(element.atomicNumber) - 1] }

    private init?(line: Substring) {
        let fields = line.split(separator: " ")
        guard fields.count == 16, let element = Element(symbol: fields[1]), let group = Int(fields[2]), let period = Int(fields[3]),
            let block = Block(rawValue: String(fields[4])), let mass = Double(fields[5])
        else { return nil }
        let electrons = fields[8..<12].compactMap { Int($0) }
        guard electrons.count == 4 else { return nil }
        self.element = element
        self.group = group
        self.period = period
        self.block = block
        self.mass = mass
        electronegativity = Double(fields[6])
        covalentRadius = Double(fields[7])
        valenceElectrons = SIMD4(electrons[0], electrons[1], electrons[2], electrons[3])
        ionisationEnergy = Double(fields[12])
        electronAffinity = Double(fields[13])
        meltingPoint = Double(fields[14])
        density = Double(fields[15])
    }
}
