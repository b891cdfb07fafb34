/// The formats in which structures are handed on to other programs.
public enum StructureFormat: String, Sendable, CaseIterable {
    case cif, poscar, extxyz, json

    /// Name of the file of one structure.
    public var fileName: String {
        switch self {
        case .cif: "structure.cif"
        case .poscar: "POSCAR"
        case .extxyz: "structure.xyz"
        case .json: "structure.json"
        }
    }

    /// The text of such a file.
    ///
    /// - Parameter name: of the material, for people; what would end a line or a quoted text in it becomes "_"
    public func text(of structure: Structure, name: String) -> String {
        let name = String(name.map { $0.isNewline || $0.isWhitespace || $0 == "\"" || $0 == "\\" ? "_" : $0 })
        return switch self {
        case .cif: structure.cifText(name: name, program: "covey", digits: 12)
        case .poscar: structure.poscarText(comment: name)
        case .extxyz: structure.extendedXYZText(properties: [("candidate_id", name)])
        case .json: structure.pymatgenText
        }
    }
}
