/// A set of elements: a bit for each atomic number.
public struct ElementSet: Sendable, Hashable {
    /// Atomic numbers 1 … 63; bit 0 is never set.
    private var low: UInt64 = 0
    /// Atomic numbers 64 … 118, from bit 0.
    private var high: UInt64 = 0

    /// Every element.
    public static let all = ElementSet((1...Element.count).compactMap { Element(atomicNumber: $0) })

    public init() {}

    public init(_ elements: some Sequence<Element>) {
        for element in elements { insert(element.atomicNumber) }
    }

    /// Bits of the atomic numbers 0 … 63 and 64 … 127.
    public var words: (UInt64, UInt64) { (low, high) }

    public var isEmpty: Bool { low | high == 0 }
    public var count: Int { low.nonzeroBitCount + high.nonzeroBitCount }

    /// Whether it has the element of this atomic number.
    public func contains(_ atomicNumber: UInt8) -> Bool {
        let word = atomicNumber < 64 ? low : high
        return word >> UInt64(atomicNumber & 63) & 1 == 1
    }

    /// Adds the element of this atomic number, 1 … 118.
    public mutating func insert(_ atomicNumber: UInt8) {
        let bit = UInt64(1) << UInt64(atomicNumber & 63)
        if atomicNumber < 64 { low |= bit } else { high |= bit }
    }

    public func union(_ other: ElementSet) -> ElementSet { ElementSet(low | other.low, high | other.high) }
    public func intersection(_ other: ElementSet) -> ElementSet { ElementSet(low & other.low, high & other.high) }
    public func subtracting(_ other: ElementSet) -> ElementSet { ElementSet(low & ~other.low, high & ~other.high) }
    public func isSubset(of other: ElementSet) -> Bool { subtracting(other).isEmpty }

    private init(_ low: UInt64, _ high: UInt64) {
        self.low = low
        self.high = high
    }

    /// The elements by atomic number.
    public var elements: [Element] { (1...Element.count).filter { contains(UInt8($0)) }.compactMap { Element(atomicNumber: $0) } }
}
