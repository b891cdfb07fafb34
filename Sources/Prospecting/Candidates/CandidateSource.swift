import Datasets

/// Where candidates come from: a numbered list that is never written down as a whole.
///
/// A number gives the same proposal on every rank and after every restart, so that ranges of numbers are what ranks share out.
public protocol CandidateSource {
    /// What the column `source` says: "substitution", "enumeration".
    var name: String { get }

    /// A text that differs wherever a number may mean another proposal: of all settings, and of digests of what was read.
    var fingerprint: String { get }

    /// What is known of all its candidates: arrangements on Wyckoff positions, or compositions alone.
    var representation: Representation { get }

    /// Numbers: of proposals, with those that are dropped at once.
    var count: Int { get }

    /// Whether two numbers may propose the same material. Where they cannot, nobody has to remember what was there.
    var mayRepeat: Bool { get }

    /// Calls `body` with the proposal of each number of a range, in order.
    func propose(_ range: Range<Int>, _ body: (_ number: Int, _ proposal: Proposal) throws -> Void) throws

    /// The same of some numbers, ascending.
    func propose(numbers: [Int], _ body: (_ number: Int, _ proposal: Proposal) throws -> Void) throws
}

extension CandidateSource {
    public func propose(numbers: [Int], _ body: (_ number: Int, _ proposal: Proposal) throws -> Void) throws {
        for number in numbers { try propose(number..<number + 1, body) }
    }
}

/// What a source has under one number.
public enum Proposal: Hashable, Sendable {
    case candidate(Candidate)
    case dropped(DropReason)
}

/// Why a proposal is not predicted, in the order in which it is asked; each is counted in the funnel. The text says what the others pass.
public enum DropReason: String, Hashable, Sendable, CaseIterable {
    /// A row of a file that is no candidate.
    case unreadable = "readable"
    /// Whatever may replace an element of the parent had taken the place of another already.
    case merged = "no two elements are one"
    /// Every element was replaced by itself.
    case unchanged = "an element was replaced"
    /// A parent has fewer successors than were asked for.
    case exhausted = "a further substitution"
    /// An element that the user wants none of.
    case excludedElement = "no excluded element"
    /// No choice of oxidation states makes it neutral.
    case charged = "charge-neutral"
    /// The same composition or arrangement is among the known materials.
    case known = "not known yet"
    /// An earlier candidate is the same.
    case repeated = "not proposed before"
    /// The ensemble has no vector for one of its elements, or cannot hold so many positions.
    case outsideModel = "the ensemble can read it"
}
