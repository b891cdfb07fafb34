import Materials

/// What the hull of known phases says of many phases, one chemical system after the other; ranks may share the systems.
public struct HullSurvey: Sendable {
    public typealias Outcome = Result<Stability, HullError>

    /// One outcome a phase; nil for those whose system another rank has.
    public private(set) var outcomes: [Outcome?]
    /// How many chemical systems the phases are of.
    public let systems: Int

    /// Goes through the chemical systems whose place leaves `share` when divided by `shares`.
    public init(of phases: [PhaseDiagram.Entry], known: KnownPhases, share: Int = 0, of shares: Int = 1) {
        let all = ChemicalSystem.all(of: phases.map(\.composition))
        systems = all.count
        outcomes = Array(repeating: nil, count: phases.count)
        for place in stride(from: share, to: all.count, by: shares) {
            do throws(HullError) {
                let stabilities = try known.stabilities(of: phases, in: all[place])
                for (number, stability) in zip(all[place].members, stabilities) { outcomes[number] = .success(stability) }
            } catch {
                for number in all[place].members { outcomes[number] = .failure(error) }
            }
        }
    }

    /// The numbers that other ranks need of this share.
    public var message: [Double] {
        var message: [Double] = []
        for (number, outcome) in outcomes.enumerated() {
            switch outcome {
            case nil: break
            case .success(let stability):
                message += [Double(number), stability.energyAboveHull, stability.phaseSeparationEnergy, Double(stability.products.count)]
                for share in stability.products { message += [Self.code(share.phase), share.amount] }
            // The rank that gathers finds the reason again by itself.
            case .failure: message += [Double(number), .nan]
            }
        }
        return message
    }

    /// Takes in what another rank found; its failures are looked at again, so that they come with their reason.
    public mutating func merge(_ message: [Double], phases: [PhaseDiagram.Entry], known: KnownPhases) {
        var rest = message[...]
        while let number = rest.popFirst().map({ Int($0) }), let above = rest.popFirst() {
            guard !above.isNaN else {
                outcomes[number] = HullSurvey(of: [phases[number]], known: known).outcomes[0]
                continue
            }
            let separation = rest.popFirst() ?? above
            let shares = (0..<Int(rest.popFirst() ?? 0)).compactMap { _ -> Stability.Share? in
                guard let code = rest.popFirst(), let phase = Self.phase(code), let amount = rest.popFirst() else { return nil }
                return Stability.Share(phase: phase, amount: amount)
            }
            outcomes[number] = .success(Stability(energyAboveHull: above, phaseSeparationEnergy: separation, products: shares))
        }
    }

    /// Entries are their number, elements the negative of theirs.
    private static func code(_ phase: Stability.Phase) -> Double {
        switch phase {
        case .entry(let number): Double(number)
        case .element(let element): -Double(element.atomicNumber)
        }
    }

    private static func phase(_ code: Double) -> Stability.Phase? {
        code >= 0 ? .entry(Int(code)) : Element(atomicNumber: Int(-code)).map { .element($0) }
    }
}
