import Datasets
import Reports
import Testing

/// Names of points in a figure of 400 by 300.
@Suite struct LabelPlacementTests {
    private func place(_ x: Double, _ y: Double) -> LabelPlacement.Place { LabelPlacement.Place(x: x, y: y) }

    @Test func aPointWithRoomHasItsNameBelow() {
        let placement = LabelPlacement(named: [("NaCl", place(200, 150))], others: [], width: 400, height: 300)
        #expect(placement.leftOut.isEmpty && placement.labels.count == 1)
        #expect(placement.labels.allSatisfy { $0.leaderEnd == nil && abs($0.centre.x - 200) < 1e-9 && $0.centre.y < 150 })
        // At the lower edge there is room above alone, and above is where nothing else lies.
        let edge = LabelPlacement(named: [("NaCl", place(200, 2))], others: [], width: 400, height: 300)
        #expect(edge.labels.count == 1 && edge.labels.allSatisfy { abs($0.centre.x - 200) < 1e-9 && abs($0.centre.y - 14.5) < 1e-9 })
        let beside = LabelPlacement(named: [("NaCl", place(200, 150))], others: [place(200, 138)], width: 400, height: 300)
        #expect(beside.labels.allSatisfy { abs($0.centre.x - 200) < 1e-9 && abs($0.centre.y - 162.5) < 1e-9 })
    }

    @Test func crowdedNamesCoverNothing() throws {
        let random = CounterRandom(seed: 4, member: 0, purpose: .test)
        let named = (0..<40).map { number in
            (name: "Li\(number)O\(number)", point: place(150 + 100 * Double(random.uniform(at: 2 * number)), 100 + 100 * Double(random.uniform(at: 2 * number + 1))))
        }
        let placement = LabelPlacement(named: named, others: [], width: 400, height: 300)
        #expect(placement.labels.count + placement.leftOut.count == 40)
        #expect(placement.labels.contains { $0.leaderEnd != nil } && placement.labels.contains { $0.leaderEnd == nil })
        func half(_ label: LabelPlacement.Label) -> Double { (6.6 * Double(label.name.count) + 2) / 2 }
        for (number, one) in placement.labels.enumerated() {
            #expect(one.centre.x - half(one) >= -1e-9 && one.centre.x + half(one) <= 400 + 1e-9 && (6.5 - 1e-9...293.5 + 1e-9).contains(one.centre.y))
            for other in placement.labels[(number + 1)...] {
                #expect(abs(one.centre.x - other.centre.x) >= half(one) + half(other) - 1e-9 || abs(one.centre.y - other.centre.y) >= 13 - 1e-9)
            }
            for (_, point) in named {
                #expect(abs(one.centre.x - point.x) >= half(one) - 1e-9 || abs(one.centre.y - point.y) >= 6.5 - 1e-9)
            }
        }
    }

    @Test func aNameThatIsWiderThanTheFigureIsLeftOut() {
        let placement = LabelPlacement(named: [("Li2Fe3P2O8", place(20, 20))], others: [], width: 40, height: 40)
        #expect(placement.labels.isEmpty && placement.leftOut == ["Li2Fe3P2O8"])
    }
}
