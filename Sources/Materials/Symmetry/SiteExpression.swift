/// A site as a function of the free coordinates, "-x+y+1/4,y,z+3/4", split into its algebraic part and its offset (thesis 6.3).
struct SiteExpression: Hashable, Sendable {
    /// Coefficients of x, y, z in each coordinate.
    var algebraic: [SIMD3<Int>]
    /// In twenty-fourths of the cell's edges, 0 … 23.
    var offset: SIMD3<Int>

    /// Reads the form of International Tables.
    init(_ text: some StringProtocol) {
        algebraic = []
        offset = .zero
        for (axis, coordinate) in text.split(separator: ",").prefix(3).enumerated() {
            var part = SIMD3<Int>.zero
            var sign = 1
            var number: Int?
            var denominator: Int?
            func constant() -> Int { sign * 24 * (number ?? 0) / (denominator ?? 1) }
            for character in coordinate.utf8 {
                switch character {
                case UInt8(ascii: "+"), UInt8(ascii: "-"):
                    offset[axis] += constant()
                    (sign, number, denominator) = (character == UInt8(ascii: "-") ? -1 : 1, nil, nil)
                case UInt8(ascii: "x")...UInt8(ascii: "z"):
                    part[Int(character - UInt8(ascii: "x"))] += sign * (number ?? 1)
                    (sign, number, denominator) = (1, nil, nil)
                case UInt8(ascii: "/"): denominator = 0
                default:
                    let digit = Int(character) - Int(UInt8(ascii: "0"))
                    if let value = denominator { denominator = 10 * value + digit } else { number = 10 * (number ?? 0) + digit }
                }
            }
            offset[axis] += constant()
            algebraic.append(part)
        }
        reduce()
    }

    /// This operation applied to a site.
    func applied(to site: SiteExpression) -> SiteExpression {
        var image = site
        for axis in 0..<3 {
            let row = algebraic[axis]
            image.algebraic[axis] = row.x &* site.algebraic[0] &+ row.y &* site.algebraic[1] &+ row.z &* site.algebraic[2]
            image.offset[axis] = offset[axis] + (row &* site.offset).wrappedSum()
        }
        image.reduce()
        return image
    }

    /// What an operation does to vectors.
    var rotation: IntegerMatrix { IntegerMatrix(rows: algebraic[0], algebraic[1], algebraic[2]) }

    func shifted(by translation: SIMD3<Int>) -> SiteExpression {
        var image = self
        image.offset = offset &+ translation
        image.reduce()
        return image
    }

    private mutating func reduce() {
        for axis in 0..<3 { offset[axis] = ((offset[axis] % 24) + 24) % 24 }
    }
}
