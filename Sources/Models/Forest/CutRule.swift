/// Where a tree's nodes are cut along the features that they try.
public enum CutRule: String, Sendable, CaseIterable {
    /// Where the rows part best, as in a random forest.
    case best
    /// At a drawn place, of which the best feature's is taken: extremely randomised trees (Geurts, Ernst and Wehenkel, Mach. Learn. 63, 3 (2006)).
    case drawn
}
