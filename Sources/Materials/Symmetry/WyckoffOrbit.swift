/// The sites of a Wyckoff position in the primitive cell, as functions of the position's free coordinates.
package struct WyckoffOrbit: Sendable {
    /// In coordinates of the conventional cell; the printed site first. Each is a function of the free coordinates alone.
    package let sites: [AffineMap]
    package let freeCount: Int

    /// - Parameter row: of the table
    package init?(row: Int, table: WyckoffTable = .standard) {
        let position = table.position(row)
        guard let first = AffineMap(position.representative) else { return nil }
        let basis = table.centring(position.spaceGroup).primitiveVectors
        // A generic point tells apart the sites that the operations make of the first one.
        let generic = SIMD3(0.1234567, 0.2718281, 0.3141592)
        var distinct: [AffineMap] = []
        var images: [SIMD3<Double>] = []
        for text in table.operations(position.spaceGroup) {
            guard let operation = AffineMap(text) else { return nil }
            let site = operation.after(first)
            let image = site.applied(to: generic)
            guard !images.contains(where: { Self.isLatticeVector($0 - image, basis) }) else { continue }
            distinct.append(site)
            images.append(image)
        }
        let axes = first.freeAxes
        sites = distinct.map { $0.keeping(axes) }
        freeCount = axes.count
    }

    /// Where a site is, in fractions of the conventional cell's edges.
    package static func position(of site: AffineMap, free: [Double]) -> SIMD3<Double> {
        var position = site.shift
        for (column, value) in zip(site.columns, free) { position += column * value }
        return position
    }

    private static func isLatticeVector(_ vector: SIMD3<Double>, _ basis: [SIMD3<Double>]) -> Bool {
        let inBasis = vector.coordinates(in: basis)
        let rest = inBasis - inBasis.rounded(.toNearestOrEven)
        return (rest * rest).sum() < 1e-10
    }
}
