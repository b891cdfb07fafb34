/// How a random forest is grown. The defaults are those of the thesis for features of compositions (A.1.1).
public struct ForestSettings: Codable, Sendable, Equatable {
    public var trees = 200
    /// Share of the features that are looked at for each cut, drawn anew each time.
    public var featureShare = 0.25
    /// Distinct rows that a leaf has at least.
    public var leastLeafRows = 1
    /// Cuts between the root and a leaf at most; nil for as many as there are.
    public var depthLimit: Int?
    /// Bins of a feature in nodes of many rows; nodes of at most 256 rows see every value.
    public var bins = 256

    public init() {}

    /// Refuses settings that make no sense.
    public func validate() throws(ForestError) {
        func require(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(ForestError) {
            guard range.contains(value) else { throw .setting(name: "model.\(name)", found: value, range: range) }
        }
        try require("trees", trees, 1...40_000)
        guard featureShare > 0 && featureShare <= 1 else { throw .share(name: "model.feature-share", found: featureShare) }
        try require("least-leaf-rows", leastLeafRows, 1...1_000_000)
        if let depthLimit { try require("depth-limit", depthLimit, 1...100_000) }
        try require("bins", bins, 2...256)
    }

    /// Features that are looked at for each cut.
    func tries(of features: Int) -> Int { max(1, min(features, Int(featureShare * Double(features)))) }
}
