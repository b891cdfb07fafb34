import Materials

/// What ionic features know of an element: its electronegativity, gaps filled as `Imputation.meanOverElements` says, and its common charges.
struct IonicTable: Sendable {
    static let standard = IonicTable(numbers)

    /// [119], by atomic number.
    private let electronegativities: [Double]
    /// [119], ascending; empty where none is common.
    private let charges: [[Double]]

    /// - Parameter numbers: a line for each element, its symbol, electronegativity (`-`: not known) and charges
    init(_ numbers: String) {
        var electronegativities = [Double](repeating: .nan, count: Element.count + 1)
        var charges = [[Double]](repeating: [], count: Element.count + 1)
        for line in numbers.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count >= 2, let element = Element(symbol: fields[0]) else {
                preconditionFailure("a line of the table of ions: \(line)")
            }
            electronegativities[Int(element.atomicNumber)] = Double(fields[1]) ?? .nan
            charges[Int(element.atomicNumber)] = fields.dropFirst(2).compactMap { Double($0) }
        }
        let mean = meanOfKnown(electronegativities)
        self.electronegativities = electronegativities.map { $0.isNaN ? mean : $0 }
        self.charges = charges
    }

    func electronegativity(of element: Element) -> Double { electronegativities[Int(element.atomicNumber)] }
    func charges(of element: Element) -> [Double] { charges[Int(element.atomicNumber)] }
}
