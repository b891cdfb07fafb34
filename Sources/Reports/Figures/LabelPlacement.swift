import Foundation

/// Places for the names of points, so that no name covers another name or a named point, and few of the others.
package struct LabelPlacement {
    /// In SVG units.
    package struct Place: Equatable {
        package let x: Double
        package let y: Double

        package init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// A name that has found room.
    package struct Label: Equatable {
        package let name: String
        package let point: Place
        /// Of the text.
        package let centre: Place
        /// Where a line from the point meets the text; nil for a name beside its point.
        package let leaderEnd: Place?
    }

    package private(set) var labels: [Label] = []
    /// Names that found no room.
    package private(set) var leftOut: [String] = []

    /// - Parameters:
    ///   - named: points with their names, in the order in which they choose
    ///   - others: points that a name had better not cover
    ///   - width: of the region that names must lie in, which begins at 0
    package init(named: [(name: String, point: Place)], others: [Place], width: Double, height: Double, fontSize: Double = 11) {
        let region = Box(left: 0, right: width, bottom: 0, top: height)
        let dots = named.map { Box(around: $0.point, width: 9, height: 9) }
        var taken: [Box] = []
        for (name, point) in named {
            let size = (width: 0.6 * fontSize * Double(name.count) + 2, height: fontSize + 2)
            var best: (cost: Int, box: Box, isFar: Bool)?
            for (cost, distance, angle) in Self.directions {
                let centre = Place(
                    x: point.x + cos(angle) * (distance + size.width / 2), y: point.y + sin(angle) * (distance + size.height / 2))
                let box = Box(around: centre, width: size.width, height: size.height)
                guard region.holds(box), !taken.contains(where: box.overlaps), !dots.contains(where: box.overlaps) else { continue }
                let covered = others.count { box.overlaps(Box(around: $0, width: 4, height: 4)) }
                if cost + covered < best?.cost ?? .max { best = (cost + covered, box, distance > Self.near) }
            }
            guard let best else {
                leftOut.append(name)
                continue
            }
            taken.append(best.box)
            let end = best.isFar ? best.box.nearest(to: point) : nil
            labels.append(Label(name: name, point: point, centre: best.box.centre, leaderEnd: end))
        }
    }

    private static let near = 6.0

    /// What a place costs, how far from the point, and where: below, above, at the sides, between; then farther away, at the end of a line.
    private static let directions: [(cost: Int, distance: Double, angle: Double)] = {
        var directions: [(cost: Int, distance: Double, angle: Double)] = []
        let quarters: [Double] = [3, 1, 0, 2, 3.5, 2.5, 0.5, 1.5]
        for (place, quarter) in quarters.enumerated() { directions.append((place / 4, near, quarter * Double.pi / 2)) }
        let rings: [Double] = [16, 28, 42, 58]
        for (ring, distance) in rings.enumerated() {
            for step in 0..<16 { directions.append((4 + 3 * ring, distance, (Double(step) + 0.5) * Double.pi / 8)) }
        }
        return directions
    }()

    private struct Box {
        let left, right, bottom, top: Double

        init(left: Double, right: Double, bottom: Double, top: Double) {
            (self.left, self.right, self.bottom, self.top) = (left, right, bottom, top)
        }

        init(around centre: Place, width: Double, height: Double) {
            self.init(
                left: centre.x - width / 2, right: centre.x + width / 2, bottom: centre.y - height / 2, top: centre.y + height / 2)
        }

        var centre: Place { Place(x: (left + right) / 2, y: (bottom + top) / 2) }

        func overlaps(_ other: Box) -> Bool { left < other.right && other.left < right && bottom < other.top && other.bottom < top }

        func holds(_ other: Box) -> Bool { left <= other.left && other.right <= right && bottom <= other.bottom && other.top <= top }

        func nearest(to point: Place) -> Place { Place(x: min(max(point.x, left), right), y: min(max(point.y, bottom), top)) }
    }
}
