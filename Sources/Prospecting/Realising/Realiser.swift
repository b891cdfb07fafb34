import Datasets
import Glibc
import Materials

/// Turns protostructures into structures: from the parent, else from a known structure of the prototype, else drawn (Mathematics.md, "Realising
/// labels"). What it returns has the label that was asked for, and depends on the request, the known structures and the seed alone.
public struct Realiser {
    public struct Options: Sendable {
        public var ways = Set(Realisation.Way.allCases)
        public var seed: UInt64 = 0
        /// No two atoms are nearer than this share of the sum of their covalent radii.
        public var leastRatio = 0.6
        /// Whether a request may not be made from the known material of its own id: what becomes of known materials is then a test.
        public var leavesOwnOut = false
        /// Å within which atoms count as equivalent.
        public var symprec = 0.1
        /// Moves the atoms of a drawn crystal; nil where it cannot.
        public var relax: (@Sendable (DrawnCrystal) -> DrawnCrystal?)?

        public init() {}
    }

    public let options: Options
    public let volumes: ElementVolumes
    private let known: KnownStructures
    private let index: PrototypeIndex
    private let symmetry: SymmetryFinder
    /// Of a wider tolerance: what it finds to be the same is so beyond doubt.
    private let doubt: SymmetryFinder
    private var orbits: [Int: WyckoffOrbit] = [:]

    /// Known structures that are tried before a crystal is drawn.
    private static let sources = 5
    /// Crystals that are drawn, with falling demands.
    private static let draws = 24
    /// How often a drawn crystal's label is looked at.
    private static let looks = 12
    /// Atoms of a primitive cell that is drawn; the time grows with their square.
    private static let largestCell = 500

    public init(known: KnownStructures, volumes: ElementVolumes, options: Options = Options()) {
        self.known = known
        self.volumes = volumes
        self.options = options
        index = PrototypeIndex(known.materials, volumes)
        symmetry = SymmetryFinder(symprec: options.symprec)
        doubt = SymmetryFinder(symprec: 1.4 * options.symprec)
    }

    /// - Throws: `RealisationFailure` of the last way that was tried; `DatasetError` where a known structure cannot be read
    public mutating func realisation(of request: RealisationRequest) throws -> Realisation {
        var failure = RealisationFailure(reason: .prototype, description: "no way of realising is allowed")
        for way in Realisation.Way.allCases where options.ways.contains(way) {
            do {
                switch way {
                case .parent where request.parent.isEmpty: continue
                case .parent: return try fromParent(of: request)
                case .prototype: return try fromPrototype(of: request)
                case .drawn: return try drawn(request.protostructure)
                }
            } catch let error as RealisationFailure {
                failure = error
            }
        }
        throw failure
    }

    // MARK: From known structures

    private func fromParent(of request: RealisationRequest) throws -> Realisation {
        guard let number = known.number(of: request.parent), mayUse(number, for: request) else {
            throw RealisationFailure(reason: .parent, description: "the parent \(request.parent) is not among the known structures")
        }
        let maps = index.maps(from: number, onto: request.protostructure)
        let matches = maps.prefix(Self.sources).map { PrototypeIndex.Match(number: number, map: $0) }
        let failure = RealisationFailure(
            reason: .parent, description: "no replacement of elements turns \(known.materials[number].protostructure.label) into the label")
        return try first(of: Array(matches), for: request, .parent, else: failure)
    }

    private func fromPrototype(of request: RealisationRequest) throws -> Realisation {
        let matches = index.matches(of: request.protostructure, most: Self.sources) { mayUse($0, for: request) }
        let failure = RealisationFailure(
            reason: .prototype, description: "no known structure has the prototype \(request.protostructure.prototype)")
        return try first(of: matches, for: request, .prototype, else: failure)
    }

    private func mayUse(_ number: Int, for request: RealisationRequest) -> Bool {
        !options.leavesOwnOut || known.materials[number].id != request.id
    }

    private func first(
        of matches: [PrototypeIndex.Match], for request: RealisationRequest, _ way: Realisation.Way, else failure: RealisationFailure
    ) throws -> Realisation {
        var failure = failure
        for match in matches {
            guard let structure = try known.structure(match.number) else { continue }
            do throws(RealisationFailure) {
                let (replaced, contact) = try checked(self.replaced(structure, by: match.map), for: request.protostructure)
                return Realisation(
                    way: way, source: known.materials[match.number].id, replaced: Self.text(of: match.map), structure: replaced, contact: contact)
            } catch {
                failure = error
            }
        }
        throw failure
    }

    /// A structure with other elements, its volume scaled as the elements' volumes say.
    private func replaced(_ structure: Structure, by map: [Element: Element]) -> Structure {
        let sites = structure.sites.map { Site(element: map[$0.element] ?? $0.element, position: $0.position) }
        let replaced = Structure(lattice: structure.lattice, sites: sites)
        let ratio = volumes.volume(of: Composition(of: replaced)) / volumes.volume(of: Composition(of: structure))
        return replaced.scaled(by: cbrt(ratio))
    }

    private static func text(of map: [Element: Element]) -> String {
        map.filter { $0 != $1 }.sorted { $0.key.symbol < $1.key.symbol }.map { "\($0.key)→\($0.value)" }.joined(separator: " ")
    }

    // MARK: Drawn

    private mutating func drawn(_ protostructure: Protostructure) throws(RealisationFailure) -> Realisation {
        guard protostructure.siteCount <= Self.largestCell else {
            throw RealisationFailure(
                reason: .size, description: "\(protostructure.siteCount) atoms in the primitive cell; cells of \(Self.largestCell) at most are drawn")
        }
        for position in protostructure.positions where orbits[Int(position.row)] == nil {
            orbits[Int(position.row)] = WyckoffOrbit(row: Int(position.row))
        }
        let centring = WyckoffTable.standard.centring(protostructure.spaceGroup).translations.count
        let volume = volumes.volume(of: protostructure.composition) / Double(centring)
        guard let draw = CrystalDraw(protostructure, volume: volume, orbit: { orbits[$0] }) else {
            throw RealisationFailure(reason: .impossible, description: "the table has no coordinates for its positions")
        }
        var draws = Draws(seed: options.seed, label: protostructure.label)
        var best: (crystal: DrawnCrystal, ratio: Double)?
        var looks = 0
        var failure = RealisationFailure(reason: .distances, description: "no cell was drawn in which its atoms have room")
        for number in 0..<Self.draws where looks < Self.looks {
            let share = Double(number) / Double(Self.draws - 1)
            let demand = Self.firstDemand + (options.leastRatio - Self.firstDemand) * share
            guard let found = draw.crystal(spread: 0.35 + 0.9 * share, demand: demand, &draws) else { continue }
            if found.ratio > best?.ratio ?? -1 { best = found }
            guard found.ratio >= demand else { continue }
            looks += 1
            do throws(RealisationFailure) {
                // Other programs, with tolerances a little different, should find the same; but not at any price.
                return try realisation(found.crystal, of: protostructure, beyondDoubt: looks <= Self.looks / 2)
            } catch { failure = error }
        }
        // The best of those that were all too narrow, in a larger cell.
        guard looks < Self.looks, let best else { throw failure }
        return try realisation(best.crystal, of: protostructure, beyondDoubt: false)
    }

    private static let firstDemand = 0.95

    private func realisation(
        _ crystal: DrawnCrystal, of target: Protostructure, beyondDoubt: Bool
    ) throws(RealisationFailure) -> Realisation {
        if let moved = options.relax?(crystal), let (structure, contact) = try? checked(moved.structure, for: target) {
            var relaxed = Realisation(way: .drawn, source: "", replaced: "", structure: structure, contact: contact)
            relaxed.isRelaxed = true
            return relaxed
        }
        let (structure, contact) = try checked(crystal.structure, for: target)
        if beyondDoubt, let other = try? doubt.protostructure(of: structure), other != target {
            throw RealisationFailure(reason: .symmetry, description: "within \(1.4 * options.symprec) Å it has the label \(other.label)")
        }
        return Realisation(way: .drawn, source: "", replaced: "", structure: structure, contact: contact)
    }

    // MARK: Checks

    /// How far a cell is stretched to keep atoms apart, in volume.
    private static let mostGrowth = 2.5

    /// The structure, in a larger cell where its atoms are too near, once it is known to have its label.
    private func checked(
        _ structure: Structure, for target: Protostructure
    ) throws(RealisationFailure) -> (structure: Structure, contact: ClosestContact) {
        guard let found = structure.closestContact else {
            throw RealisationFailure(reason: .impossible, description: "its cell is too flat")
        }
        let stretch = max(1, options.leastRatio / found.ratio)
        guard stretch * stretch * stretch <= Self.mostGrowth else {
            throw RealisationFailure(
                reason: .distances,
                description: "two atoms are \(found.distance.fixed(2)) Å apart, \(found.ratio.fixed(2)) of the sum of their radii")
        }
        let roomy = stretch > 1 ? structure.scaled(by: stretch * (1 + 1e-9)) : structure
        if let reason = roomy.impossibility { throw RealisationFailure(reason: .impossible, description: reason) }
        let label: Protostructure
        do { label = try symmetry.protostructure(of: roomy) } catch {
            throw RealisationFailure(reason: .symmetry, description: "\(error)")
        }
        guard label == target else { throw RealisationFailure(reason: .symmetry, description: "it has the label \(label.label)") }
        return (roomy, ClosestContact(distance: found.distance * stretch, ratio: found.ratio * stretch))
    }
}

extension Structure {
    /// The same fractional coordinates in a cell whose edges are so many times as long.
    func scaled(by factor: Double) -> Structure {
        Structure(lattice: Lattice(a: lattice.a * factor, b: lattice.b * factor, c: lattice.c * factor), sites: sites)
    }
}
