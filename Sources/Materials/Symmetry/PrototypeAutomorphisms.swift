extension AnonymousPrototype {
    /// Permutations of the classes that relabellings make possible, as generators of the group of all of them: class i takes the place of class
    /// `permutation[i]`. Rock salt has one, which exchanges its two classes.
    ///
    /// Classes with the same letters may be exchanged without any relabelling. Of n of them there are n! permutations, so that generators are
    /// listed and no group.
    public var automorphismGenerators: [[Int]] {
        let classes = classes.map(Array.init)
        let first = WyckoffTable.standard.firstRow(spaceGroup)
        let places = letters.map { $0 == Self.separator ? nil : WyckoffLetter.place(of: $0) }
        var generators: [[Int]] = []
        for place in classes.indices.dropFirst() where classes[place] == classes[place - 1] {
            var exchanged = Array(classes.indices)
            exchanged.swapAt(place - 1, place)
            generators.append(exchanged)
        }
        for relabelling in WyckoffTable.standard.relabellings(spaceGroup) {
            let images = places.map { place in
                place.map { WyckoffLetter.at(Int(relabelling[$0]) - first) } ?? Self.separator
            }.split(separator: Self.separator, omittingEmptySubsequences: false).map { $0.sorted() }
            guard let permutation = Self.permutation(of: images, among: classes), permutation != Array(classes.indices),
                !generators.contains(permutation)
            else { continue }
            generators.append(permutation)
        }
        return generators
    }

    /// Which classes take each other's places: classes of one orbit have the same number, the orbit's first class. A structure does not say which
    /// of them an element is on: whoever compares two structures has to take every possibility for as good.
    public var orbits: [Int] {
        var orbits = Array(0..<classCount)
        for generator in automorphismGenerators {
            for (one, other) in generator.enumerated() {
                let (from, to) = (max(orbits[one], orbits[other]), min(orbits[one], orbits[other]))
                for place in orbits.indices where orbits[place] == from { orbits[place] = to }
            }
        }
        return orbits
    }

    /// Where each image is found among the classes, each of which is taken once; nil where one is not there.
    private static func permutation(of images: [[UInt8]], among classes: [[UInt8]]) -> [Int]? {
        var isTaken = [Bool](repeating: false, count: classes.count)
        var permutation: [Int] = []
        for image in images {
            guard let place = classes.indices.first(where: { !isTaken[$0] && classes[$0] == image }) else { return nil }
            isTaken[place] = true
            permutation.append(place)
        }
        return permutation
    }
}
