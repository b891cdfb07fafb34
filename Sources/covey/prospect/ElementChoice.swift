import Commands
import Materials

/// Elements that an option names: symbols and groups, with commas between.
enum ElementChoice {
    static let usualExclusions = "lanthanides,actinides,noble-gases"
    static let option = option(usually: "of substitution \(usualExclusions)")

    /// - Parameter usual: what holds where nothing is said
    static func option(usually usual: String) -> Option {
        .text("exclude-elements", "LIST", "symbols and \(groups), with commas, or none (\(usual))")
    }

    /// Elements that no candidate is to hold.
    ///
    /// - Parameter usual: where nothing is said
    static func excluded(_ arguments: Arguments, usually usual: String) throws(CommandError) -> Set<Element> {
        try elements(arguments.text(option.name) ?? usual, of: option.name)
    }

    static let groups = ElementGroup.allCases.map(\.rawValue).joined(separator: ", ")

    /// "lanthanides,noble-gases,Tc"; "none" for no element.
    ///
    /// - Throws: `CommandError` naming the first word that is neither
    static func elements(_ text: String, of option: String) throws(CommandError) -> Set<Element> {
        guard text != "none" else { return [] }
        var elements: Set<Element> = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false).map({ $0.filter { !$0.isWhitespace } }) {
            if let group = ElementGroup(rawValue: word) {
                elements.formUnion(group.elements)
            } else if let element = Element(symbol: word) {
                elements.insert(element)
            } else {
                throw .usage("--\(option) has '\(word)', which is no element's symbol; it may be symbols and \(groups), with commas between, or none")
            }
        }
        return elements
    }
}
