import HDF5
import Materials

/// What scores ask of materials, some fifty bytes for each: a million of them fit.
public struct SampleTraits: Sendable {
    public private(set) var spaceGroups: [UInt8] = []
    /// Occupied positions, each orbit counted.
    public private(set) var siteCounts: [UInt16] = []
    /// Free coordinates of all sites together.
    public private(set) var freedoms: [UInt16] = []
    /// Digests of the arrangement: equal exactly where the labels are.
    public private(set) var identities: [UInt64] = []
    /// Digests of the arrangement without its elements.
    public private(set) var prototypes: [UInt64] = []
    /// Whether oxidation states can make it neutral, cations being less electronegative than anions; alloys and elements pass.
    public private(set) var areNeutral: [Bool] = []
    /// −ln of the probability that its source gave it; NaN where that is not known.
    public private(set) var nats: [Float] = []
    private var elementEnds: [UInt32] = []
    private var elements: [UInt8] = []
    private var fractions: [Float] = []

    private let screen: ChargeScreen

    /// - Parameter states: oxidation states by which materials count as neutral
    public init(states: OxidationStateSet = .common) {
        screen = ChargeScreen(states: states, asksForOrder: true, passesAlloys: true)
    }

    public var count: Int { spaceGroups.count }

    public mutating func append(_ material: Protostructure, nats: Double? = nil) {
        let table = WyckoffTable.standard
        let composition = material.composition
        spaceGroups.append(UInt8(material.spaceGroup))
        siteCounts.append(UInt16(clamping: material.positions.count))
        freedoms.append(UInt16(clamping: material.positions.reduce(0) { $0 + table.position(Int($1.row)).degreesOfFreedom }))
        identities.append(CandidateIdentity.label.digest(of: Candidate(id: "", subject: .arrangement(material))))
        prototypes.append(Self.digest(of: material.anonymousPrototype))
        areNeutral.append(screen.passes(composition))
        self.nats.append(nats.map { Float($0) } ?? .nan)
        for (component, fraction) in zip(composition.components, composition.fractions) {
            elements.append(component.element.atomicNumber)
            fractions.append(Float(fraction))
        }
        elementEnds.append(UInt32(elements.count))
    }

    /// Atomic numbers, ascending, with the shares of the atoms.
    public func elements(of place: Int) -> some Collection<(element: UInt8, fraction: Float)> {
        let range = Int(place == 0 ? 0 : elementEnds[place - 1])..<Int(elementEnds[place])
        return range.lazy.map { (elements[$0], fractions[$0]) }
    }

    private static func digest(of prototype: AnonymousPrototype) -> UInt64 {
        var words = [UInt16(prototype.spaceGroup)]
        for rows in prototype.rows {
            words.append(UInt16.max)
            words += rows
        }
        return HDF5.shortDigest(of: words.span.bytes)
    }
}

/// Materials that a generator may have learnt from: a sample among them is not new.
public struct KnownSamples: Sendable {
    let identities: Set<UInt64>
    let prototypes: Set<UInt64>

    public init(_ materials: SampleTraits...) {
        identities = Set(materials.flatMap(\.identities))
        prototypes = Set(materials.flatMap(\.prototypes))
    }
}
