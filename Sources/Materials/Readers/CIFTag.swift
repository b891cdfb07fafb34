/// The data names of the core dictionary that a crystal is made of. A dot counts as an underscore, as in its newer spelling.
enum CIFTag: Int, CaseIterable {
    case lengthA, lengthB, lengthC
    case angleAlpha, angleBeta, angleGamma
    case operation, oldOperation, magneticOperation
    case spaceGroupNumber, oldSpaceGroupNumber
    case spaceGroupName, oldSpaceGroupName
    case siteSymbol, siteLabel
    case fractionalX, fractionalY, fractionalZ
    case occupancy
    case attachedHydrogens

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
        case .spaceGroupNumber: "_space_group_IT_number"
        case .oldSpaceGroupNumber: "_symmetry_Int_Tables_number"
        case .spaceGroupName: "_space_group_name_H-M_alt"
        case .oldSpaceGroupName: "_symmetry_space_group_name_H-M"
        case .siteSymbol: "_atom_site_type_symbol"
        case .siteLabel: "_atom_site_label"
        case .fractionalX: "_atom_site_fract_x"
        case .fractionalY: "_atom_site_fract_y"
        case .fractionalZ: "_atom_site_fract_z"
        case .occupancy: "_atom_site_occupancy"
        case .attachedHydrogens: "_atom_site_attached_hydrogens"
        }
    }

    /// The tag with this spelling in whatever case; nil for every other.
    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard range.count < Self.byLength.count else { return nil }
        for candidate in Self.byLength[range.count] where Self.agrees(candidate.name, bytes, range.lowerBound) {
            self = candidate.tag
            return
        }
        return nil
    }

    private static func agrees(_ name: [UInt8], _ bytes: Span<UInt8>, _ start: Int) -> Bool {
        for index in name.indices {
            let byte = bytes[start + index].lowercased
            guard byte == name[index] || (byte == UInt8(ascii: ".") && name[index] == UInt8(ascii: "_")) else { return false }
        }
        return true
    }

    private static let byLength: [[(name: [UInt8], tag: CIFTag)]] = {
        let names = allCases.map { (name: Array($0.name.lowercased().utf8), tag: $0) }
        let longest = names.map(\.name.count).max() ?? 0
        return (0...longest).map { length in names.filter { $0.name.count == length } }
    }()
}
