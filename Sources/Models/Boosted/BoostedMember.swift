import Kernels

/// What a member has boosted, target by target.
struct BoostedMember: MemberWeights {
    var parts: [BoostedPart]

    var arrays: [NamedArray] { [NamedArray](byTarget: parts.map(\.arrays)) }
}

/// The trees of one target: those of a round one after the other, a tree for each class or one alone. A leaf's mean is what it adds, its weight
/// the sum of the second derivatives of its rows.
struct BoostedPart {
    static let arrayNames = Forest.arrayNames + [deviationName]
    /// [rounds] σ after each round, in standardised units; of classes 1.
    private static let deviationName = "deviation"

    var forest: Forest
    let groups: Int
    var deviations: [Double] = []

    /// - Parameter featureCount: with their mirror images
    init(featureCount: Int, groups: Int) {
        forest = Forest(featureCount: featureCount)
        self.groups = groups
    }

    var rounds: Int { forest.treeCount / groups }

    var deviation: Double { deviations.last ?? 1 }

    func prefix(rounds: Int) -> BoostedPart {
        var part = self
        part.forest = forest.prefix(trees: rounds * groups)
        part.deviations = Array(deviations.prefix(rounds))
        return part
    }

    var arrays: [NamedArray] {
        forest.arrays + [NamedArray(name: Self.deviationName, shape: [deviations.count], elements: .doubles(deviations))]
    }

    /// As a file has it, believed only as far as it can be predicted with.
    init(_ arrays: [NamedArray], featureCount: Int, groups: Int) throws(ModelError) {
        do { forest = try Forest(arrays: arrays) } catch { throw .array(name: "boosted trees", problem: "\(error)") }
        self.groups = groups
        guard forest.featureCount == featureCount, forest.classCount == 0, forest.treeCount > 0, forest.treeCount % groups == 0 else {
            throw .array(
                name: "boosted trees", problem: "\(forest.treeCount) trees for \(groups) sums, \(forest.featureCount) features and \(forest.classCount) classes")
        }
        deviations = try arrays.doubles(Self.deviationName, shape: [rounds])
        guard deviations.allSatisfy({ $0 > 0 }) else { throw .array(name: Self.deviationName, problem: "is not above zero") }
    }
}
