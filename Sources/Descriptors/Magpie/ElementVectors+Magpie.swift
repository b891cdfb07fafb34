import Materials

extension ElementVectors {
    /// Magpie's 22 properties of the elements as published, gaps filled by the mean over the elements that have the property.
    public static var magpie: ElementVectors {
        let count = MagpieProperty.count
        var values = [Float](repeating: 0, count: (Element.count + 1) * count)
        var isPresent = [Bool](repeating: false, count: Element.count + 1)
        for number in 1...Element.count {
            guard let element = Element(atomicNumber: number), MagpieTable.standard.contains(element) else { continue }
            isPresent[number] = true
            for property in MagpieProperty.allCases { values[number * count + property.place] = Float(MagpieTable.standard.value(property.place, of: element)) }
        }
        return ElementVectors(name: "magpie", dimension: count, values: values, isPresent: isPresent)
    }
}
