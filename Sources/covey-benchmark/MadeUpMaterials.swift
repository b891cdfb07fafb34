import Datasets
import Materials

/// As many materials as are asked for, with sets of Wyckoff positions of the usual sizes: no chemistry, but every index as in real data.
struct MadeUpMaterials {
    private let random = CounterRandom(seed: 1, member: 0, purpose: .trial)
    private let table = WyckoffTable.standard

    func content(_ count: Int) -> DatasetContent {
        var content = DatasetContent(representation: .wyckoff, elementVectors: .builtIn)
        let elements = (1...Element.count).filter { content.elementVectors.isPresent[$0] }.map(UInt8.init)
        for material in 0..<count {
            let group = 1 + random.integer(below: WyckoffTable.spaceGroups.count, at: 12 * material)
            let positions = 2 + random.integer(below: 8, at: 12 * material + 1)
            let nodes = (0..<positions).map { node in
                let draw = random.words(at: 12 * material + 2 + node)
                return (element: elements[Int(draw.0) % elements.count], row: table.firstRow(group) + Int(draw.1) % table.letterCount(group))
            }
            let sites = nodes.reduce(0) { $0 + table.position($1.row).multiplicity }
            content.append(
                id: "made-up-\(material)", formula: "A\(material % 1000)B", label: "A\(material % 1000)B_made_up_\(group)",
                nodes: nodes.map { ($0.element, UInt16($0.row), 1, Float(table.position($0.row).multiplicity) / Float(sites)) })
        }
        content.targets = [.init(name: "energy", unit: "eV/atom", values: (0..<count).map { random.normal(at: $0) })]
        content.splits = [("parts", (0..<count).map { UInt8($0 % 3) })]
        return content
    }
}
