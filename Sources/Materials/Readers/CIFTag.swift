/// The data names that a crystal is made of, or compared with.
///
/// Names of the core dictionary and of the macromolecular one, which writes a dot for an underscore; a hyphen counts as an underscore too,
/// and underscores at the end do not count, because programs write `_symmetry_space_group_name_H_M` and `_symmetry_equiv_pos_as_xyz_`.
enum CIFTag: Int, CaseIterable {
    case lengthA, lengthB, lengthC
    case angleAlpha, angleBeta, angleGamma
    case operation, oldOperation
    case magneticOperation, superspaceOperation, superspaceName, modulationDimension
    case number, oldNumber
    case name, oldName, fullName, plainName, referenceName
    case hallName, oldHallName
    case coordinateCode
    case formulaSum, formulaUnits
    case siteSymbol, siteLabel
    case fractionalX, fractionalY, fractionalZ
    case occupancy
    case attachedHydrogens
    case disorderAssembly, disorderGroup

    var name: String {
        switch self {
        case .lengthA: "_cell_length_a"
        case .lengthB: "_cell_length_b"
        case .lengthC: "_cell_length_c"
        case .angleAlpha: "_cell_angle_alpha"
        case .angleBeta: "_cell_angle_beta"
        case .angleGamma: "_cell_angle_gamma"
        case .operation: "_space_group_symop_operation_xyz"
        case .oldOperation: "_symmetry_equiv_pos_as_xyz"
        case .magneticOperation: "_space_group_symop_magn_operation_xyz"
        case .superspaceOperation: "_space_group_symop_ssg_operation_algebraic"
        case .superspaceName: "_space_group_ssg_name"
        case .modulationDimension: "_cell_modulation_dimension"
        case .number: "_space_group_IT_number"
        case .oldNumber: "_symmetry_Int_Tables_number"
        case .name: "_space_group_name_H-M_alt"
        case .oldName: "_symmetry_space_group_name_H-M"
        case .fullName: "_space_group_name_H-M_full"
        case .plainName: "_space_group_name_H-M"
        case .referenceName: "_space_group_name_H-M_ref"
        case .hallName: "_space_group_name_Hall"
        case .oldHallName: "_symmetry_space_group_name_Hall"
        case .coordinateCode: "_space_group_IT_coordinate_system_code"
        case .formulaSum: "_chemical_formula_sum"
        case .formulaUnits: "_cell_formula_units_Z"
        case .siteSymbol: "_atom_site_type_symbol"
        case .siteLabel: "_atom_site_label"
        case .fractionalX: "_atom_site_fract_x"
        case .fractionalY: "_atom_site_fract_y"
        case .fractionalZ: "_atom_site_fract_z"
        case .occupancy: "_atom_site_occupancy"
        case .attachedHydrogens: "_atom_site_attached_hydrogens"
        case .disorderAssembly: "_atom_site_disorder_assembly"
        case .disorderGroup: "_atom_site_disorder_group"
        }
    }

    /// Whether a block that has this is a crystal, or was meant to be one.
    var isOfCrystal: Bool {
        switch self {
        case .lengthA, .lengthB, .lengthC, .angleAlpha, .angleBeta, .angleGamma: true
        case .siteSymbol, .siteLabel, .fractionalX, .fractionalY, .fractionalZ, .occupancy, .attachedHydrogens: true
        case .disorderAssembly, .disorderGroup: true
        default: false
        }
    }

    /// The tag with this spelling in whatever case; nil for every other.
    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var end = range.upperBound
        while end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "_") { end -= 1 }
        let length = end - range.lowerBound
        guard length < Self.byLength.count else { return nil }
        for candidate in Self.byLength[length] where Self.agrees(candidate.name, bytes, range.lowerBound) {
            self = candidate.tag
            return
        }
        return nil
    }

    private static func agrees(_ name: [UInt8], _ bytes: Span<UInt8>, _ start: Int) -> Bool {
        for index in name.indices where plain(bytes[start + index]) != name[index] { return false }
        return true
    }

    /// A letter in its small form, an underscore for what stands for one.
    private static func plain(_ byte: UInt8) -> UInt8 {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") ? UInt8(ascii: "_") : byte.lowercased
    }

    private static let byLength: [[(name: [UInt8], tag: CIFTag)]] = {
        var names = allCases.map { (name: $0.name.utf8.map(plain), tag: $0) }
        names += ["_it", "_wjj"].map { (CIFTag.superspaceName.name.utf8.map(plain) + Array($0.utf8), .superspaceName) }
        let longest = names.map(\.name.count).max() ?? 0
        return (0...longest).map { length in names.filter { $0.name.count == length } }
    }()
}
