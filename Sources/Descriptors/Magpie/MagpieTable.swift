import Materials

/// The properties of which Magpie's features are made, by the names of its tables, in matminer's order.
enum MagpieProperty: String, CaseIterable {
    case number = "Number"
    case mendeleevNumber = "MendeleevNumber"
    case atomicWeight = "AtomicWeight"
    case meltingPoint = "MeltingT"
    case column = "Column"
    case row = "Row"
    case covalentRadius = "CovalentRadius"
    case electronegativity = "Electronegativity"
    case sValence = "NsValence"
    case pValence = "NpValence"
    case dValence = "NdValence"
    case fValence = "NfValence"
    case valence = "NValence"
    case sUnfilled = "NsUnfilled"
    case pUnfilled = "NpUnfilled"
    case dUnfilled = "NdUnfilled"
    case fUnfilled = "NfUnfilled"
    case unfilled = "NUnfilled"
    case groundStateVolume = "GSvolume_pa"
    case groundStateBandGap = "GSbandgap"
    case groundStateMoment = "GSmagmom"
    case spaceGroup = "SpaceGroupNumber"

    static let count = allCases.count
    /// s, p, d, f
    static let shells: [MagpieProperty] = [.sValence, .pValence, .dValence, .fValence]

    /// Place among the properties of an element.
    var place: Int { Self.places[self] ?? 0 }

    private static let places = Dictionary(uniqueKeysWithValues: zip(allCases, allCases.indices))
}

/// Magpie's properties of the elements, gaps filled as `Imputation.meanOverElements` says.
struct MagpieTable: Sendable {
    static let standard = MagpieTable(numbers)

    /// [119 × 22], row = atomic number; NaN for elements that the table does not have.
    private let values: [Double]

    /// - Parameter numbers: a line for each element, its symbol and its properties, `-` for those not known
    init(_ numbers: String) {
        let count = MagpieProperty.count
        var values = [Double](repeating: .nan, count: (Element.count + 1) * count)
        var rows: [Int] = []
        for line in numbers.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count == count + 1, let element = Element(symbol: fields[0]) else {
                preconditionFailure("a line of Magpie's table: \(line)")
            }
            let row = Int(element.atomicNumber)
            rows.append(row)
            for (place, field) in fields.dropFirst().enumerated() { values[row * count + place] = Double(field) ?? .nan }
        }
        for place in 0..<count {
            let mean = meanOfKnown(rows.map { values[$0 * count + place] })
            for row in rows where values[row * count + place].isNaN { values[row * count + place] = mean }
        }
        self.values = values
    }


    func value(_ place: Int, of element: Element) -> Double { values[Int(element.atomicNumber) * MagpieProperty.count + place] }

    /// Whether the table says anything of an element.
    func contains(_ element: Element) -> Bool { !value(0, of: element).isNaN }
}

/// The mean of the numbers that are known, not NaN.
func meanOfKnown(_ values: [Double]) -> Double {
    let known = values.filter { !$0.isNaN }
    return known.reduce(0, +) / Double(known.count)
}
