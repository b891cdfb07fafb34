/// The operations that a Hall symbol stands for, "-F 4 2 3" or "P 31 2c (0 0 1)": a lattice and generators (Hall 1981, Acta Cryst. A37, 517;
/// International Tables B, appendix 1.4.2).
///
///     symbol    = ["-"] lattice { generator } [ "(" x y z ")" ]      the shift of the origin in twelfths
///     generator = ["-"] order { axis | screw | translation }
package struct HallSymbol {
    /// Each once, the identity first.
    package let operations: [CoordinateTriplet]

    /// Translations in twenty-fourths of the cell's edges.
    private struct Operation: Hashable {
        var rotation: IntegerMatrix
        var translation: SIMD3<Int>

        init(_ rotation: IntegerMatrix, _ translation: SIMD3<Int>) {
            self.rotation = rotation
            self.translation = translation &- translation / 24 &* 24
            for axis in 0..<3 where self.translation[axis] < 0 { self.translation[axis] += 24 }
        }

        static func * (one: Self, other: Self) -> Self {
            Operation(one.rotation * other.rotation, one.rotation * other.translation &+ one.translation)
        }
    }

    /// nil for what is no Hall symbol, and for generators that make no space group.
    package init?(_ text: String) {
        var words = text.replacing("_", with: " ").lowercased().split { $0.isWhitespace }[...]
        guard var lattice = words.popFirst() else { return nil }
        var generators: [Operation] = []
        if lattice.first == "-" {
            lattice.removeFirst()
            generators.append(Operation(.identity * -1, .zero))
        }
        guard lattice.count == 1, let letter = lattice.first, let centring = Self.centrings[letter] else { return nil }
        generators += centring.map { Operation(.identity, $0) }
        var last: (order: Int, axis: Character)?
        var shift = SIMD3<Int>.zero
        while let word = words.first {
            if word.first == "(" {
                guard let twelfths = Self.shift(words) else { return nil }
                shift = twelfths &* 2
                break
            }
            words.removeFirst()
            guard let generator = Self.generator(word, place: generators.count(where: { $0.rotation.trace.magnitude < 3 }), after: &last) else {
                return nil
            }
            generators.append(generator)
        }
        guard let group = Self.closed(generators) else { return nil }
        operations = group.map { operation in
            let translation = operation.translation &+ shift &- operation.rotation * shift
            let moved = Operation(operation.rotation, translation)
            return CoordinateTriplet(rotation: moved.rotation, shift: SIMD3<Double>(moved.translation) / 24)
        }
    }

    // MARK: Parts

    private static let centrings: [Character: [SIMD3<Int>]] = [
        "p": [], "a": [SIMD3(0, 12, 12)], "b": [SIMD3(12, 0, 12)], "c": [SIMD3(12, 12, 0)], "i": [SIMD3(12, 12, 12)],
        "r": [SIMD3(16, 8, 8)], "s": [SIMD3(8, 8, 16)], "t": [SIMD3(8, 16, 8)], "h": [SIMD3(16, 8, 0)],
        "f": [SIMD3(0, 12, 12), SIMD3(12, 0, 12)],
    ]

    private static let translations: [Character: SIMD3<Int>] = [
        "a": SIMD3(12, 0, 0), "b": SIMD3(0, 12, 0), "c": SIMD3(0, 0, 12), "n": SIMD3(12, 12, 12),
        "u": SIMD3(6, 0, 0), "v": SIMD3(0, 6, 0), "w": SIMD3(0, 0, 6), "d": SIMD3(6, 6, 6),
    ]

    /// - Parameters:
    ///   - place: how many generators with an axis stand before this one
    ///   - last: order and axis of the one before, which tell the axis where none is written
    private static func generator(
        _ word: Substring, place: Int, after last: inout (order: Int, axis: Character)?
    ) -> Operation? {
        var word = word
        let isImproper = word.first == "-"
        if isImproper { word.removeFirst() }
        guard let order = word.popFirst()?.wholeNumberValue, [1, 2, 3, 4, 6].contains(order) else { return nil }
        var axis: Character?
        var screw = 0
        var translation = SIMD3<Int>.zero
        for character in word {
            if let digit = character.wholeNumberValue {
                guard (1..<order).contains(digit), screw == 0 else { return nil }
                screw = digit
            } else if let vector = translations[character] {
                translation &+= vector
            } else if axis == nil, "xyz'\"*".contains(character) {
                axis = character
            } else {
                return nil
            }
        }
        let usual: Character =
            switch (place, order, last?.order) {
            case (0, _, _): "z"
            case (1, 2, 2), (1, 2, 4): "x"
            case (1, 2, 3), (1, 2, 6): "'"
            case (2, 3, _): "*"
            default: "z"
            }
        let direction = axis ?? usual
        guard let matrix = rotation(order, direction, along: last?.axis ?? "z") else { return nil }
        if screw > 0 {
            guard let place = Array("xyz").firstIndex(of: direction) else { return nil }
            translation[place] += 24 * screw / order
        }
        if order > 1 { last = (order, direction) }
        return Operation(isImproper ? matrix * -1 : matrix, translation)
    }

    /// - Parameter axis: of the generator before, which ' and " are perpendicular to
    private static func rotation(_ order: Int, _ direction: Character, along axis: Character) -> IntegerMatrix? {
        let aboutZ: IntegerMatrix
        switch (order, direction) {
        case (1, _): return .identity
        case (2, "'"): aboutZ = IntegerMatrix(rows: SIMD3(0, -1, 0), SIMD3(-1, 0, 0), SIMD3(0, 0, -1))
        case (2, "\""): aboutZ = IntegerMatrix(rows: SIMD3(0, 1, 0), SIMD3(1, 0, 0), SIMD3(0, 0, -1))
        case (3, "*"): return cycle
        case (2, "x"), (2, "y"), (2, "z"): aboutZ = IntegerMatrix(rows: SIMD3(-1, 0, 0), SIMD3(0, -1, 0), SIMD3(0, 0, 1))
        case (3, "x"), (3, "y"), (3, "z"): aboutZ = IntegerMatrix(rows: SIMD3(0, -1, 0), SIMD3(1, -1, 0), SIMD3(0, 0, 1))
        case (4, "x"), (4, "y"), (4, "z"): aboutZ = IntegerMatrix(rows: SIMD3(0, -1, 0), SIMD3(1, 0, 0), SIMD3(0, 0, 1))
        case (6, "x"), (6, "y"), (6, "z"): aboutZ = IntegerMatrix(rows: SIMD3(1, -1, 0), SIMD3(1, 0, 0), SIMD3(0, 0, 1))
        default: return nil
        }
        // x, y, z → y, z, x turns what is about z into the same about x.
        switch "'\"".contains(direction) ? axis : direction {
        case "x": return cycle * aboutZ * cycle.adjugate
        case "y": return cycle.adjugate * aboutZ * cycle
        default: return aboutZ
        }
    }

    /// z, x, y
    private static let cycle = IntegerMatrix(rows: SIMD3(0, 0, 1), SIMD3(1, 0, 0), SIMD3(0, 1, 0))

    private static func shift(_ words: ArraySlice<Substring>) -> SIMD3<Int>? {
        let text = words.joined(separator: " ")
        guard text.hasPrefix("("), text.hasSuffix(")") else { return nil }
        let numbers = text.dropFirst().dropLast().split { $0 == " " || $0 == "," }.map { Int($0) }
        guard numbers.count == 3, let x = numbers[0], let y = numbers[1], let z = numbers[2] else { return nil }
        return SIMD3(x, y, z)
    }

    /// All products of the generators; nil where there are more than any space group has.
    private static func closed(_ generators: [Operation]) -> [Operation]? {
        var group = [Operation(.identity, .zero)]
        var known = Set(group)
        var next = 0
        while next < group.count {
            for generator in generators {
                let product = group[next] * generator
                guard known.insert(product).inserted else { continue }
                group.append(product)
                guard group.count <= 192 else { return nil }
            }
            next += 1
        }
        return group
    }
}
