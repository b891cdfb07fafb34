import Foundation
import Materials
import TestSupport
import Testing

@Suite struct ElementOrderTests {
    @Test func theScaleHasEveryElementUpToLawrenciumOnce() {
        let order = Element.modifiedPettiforOrder
        #expect(order.count == 103 && Set(order) == Set((1...103).compactMap { Element(atomicNumber: $0) }))
        #expect(order.enumerated().allSatisfy { $1.modifiedPettiforNumber == $0 + 1 })
        #expect(order.first?.symbol == "He" && order.last?.symbol == "H")
        #expect(Element(symbol: "Og")?.modifiedPettiforNumber == nil)
        let sorted = Element.sortedByModifiedPettifor(["Og", "F", "Na", "Rf", "K"].compactMap { Element(symbol: $0) })
        #expect(sorted.map(\.symbol) == ["K", "Na", "F", "Rf", "Og"])
    }

    /// The same numbers as other programs have.
    @Test(.enabled(if: SharedData.path("data/elements/pettifor_scales.csv") != nil))
    func theScaleIsThePublishedOne() throws {
        let path = try #require(SharedData.path("data/elements/pettifor_scales.csv"))
        var table = try TableReader(path: path)
        let (symbol, number) = (try table.column("symbol"), try table.column("gridrdf_mod_pettifor"))
        var fields = TableRow()
        var compared = 0
        while try table.next(into: &fields) {
            guard let element = Element(symbol: fields.text(symbol) ?? ""), let place = element.modifiedPettiforNumber else { continue }
            #expect(fields.text(number) == "\(place)", "\(element)")
            compared += 1
        }
        #expect(compared == 103)
    }

    @Test func groups() {
        #expect(ElementGroup.lanthanides.elements.map(\.symbol).first == "La" && ElementGroup.lanthanides.elements.count == 15)
        #expect(ElementGroup.actinides.elements.map(\.symbol).last == "Lr" && ElementGroup.actinides.elements.count == 15)
        #expect(ElementGroup.nobleGases.elements.allSatisfy { ElementProperties.of($0).group == 18 })
        let metals = ["Na", "Al", "Ge", "Sb", "Pb", "U", "Po"], others = ["H", "B", "Si", "As", "Te", "At", "Xe", "Og"]
        #expect(metals.allSatisfy { Element(symbol: $0)?.isMetal == true } && others.allSatisfy { Element(symbol: $0)?.isMetal == false })
    }
}
