import CSpglib

/// One of the 530 settings of the space groups that tables list: axes, origin and cell of each group's operations (as spglib has them).
package struct SpaceGroupSetting: Hashable, Sendable {
    /// 1 … 230.
    package let number: Int
    /// What tells it from the group's other settings: "b1" and "-b2" are axis and cell of monoclinic ones, "cab" the axes of orthorhombic ones,
    /// "1" and "2" origins, "H" and "R" axes of rhombohedral ones. Empty where nothing needs telling.
    package let choice: String
    package let hallSymbol: String
    /// The full Hermann–Mauguin symbol, "P 1 2_1/c 1".
    package let fullName: String
    /// Hermann–Mauguin symbols as `SpaceGroupName` compares them.
    fileprivate let names: [String]

    package static let all: [SpaceGroupSetting] = (1...530).map { SpaceGroupSetting(spg_get_spacegroup_type(CInt($0))) }

    private init(_ type: SpglibSpacegroupType) {
        let (short, full) = (Self.text(type.international_short), Self.text(type.international_full))
        number = Int(type.number)
        choice = Self.text(type.choice)
        hallSymbol = Self.text(type.hall_symbol)
        fullName = full
        var names = [SpaceGroupName.plain(full)]
        switch CrystalFamily(spaceGroup: number) {
        case .monoclinic:
            // The short symbol of the table is that of the group. That of a setting is the full one without axes along which nothing is.
            names.append(SpaceGroupName.plain(full.split(separator: " ").filter { $0 != "1" }.joined()))
        case .cubic:
            // Before 1935 a threefold axis with a centre was written without its bar: Fm3m.
            names += [SpaceGroupName.plain(short), SpaceGroupName.plain(short.replacing("-3", with: "3"))]
        default:
            names.append(SpaceGroupName.plain(short))
        }
        if let old = Self.namesBefore1992[number]?[choice.filter { !$0.isNumber }] { names.append(SpaceGroupName.plain(old)) }
        self.names = names
    }

    /// The settings that have a name; a plain one, as `SpaceGroupName.plain` makes it.
    fileprivate static func named(_ name: String) -> [SpaceGroupSetting] { byName[name] ?? [] }

    private static let byName: [String: [SpaceGroupSetting]] = all.reduce(into: [:]) { places, setting in
        for name in Set(setting.names) { places[name, default: []].append(setting) }
    }

    /// The operations.
    package var group: OperationGroup? { HallSymbol(hallSymbol).map { OperationGroup($0) } }

    /// Whether the axes are those that tables print first: b for monoclinic groups, a, b, c in this order for orthorhombic ones.
    package var hasUsualAxes: Bool {
        switch CrystalFamily(spaceGroup: number) {
        case .monoclinic: choice.contains("b")
        case .orthorhombic: choice.allSatisfy(\.isNumber)
        default: true
        }
    }

    /// The standard setting of a group, in its two origins or on its two kinds of axes where the tables have both.
    package static func standard(_ number: Int) -> [SpaceGroupSetting] {
        all.filter { $0.number == number && ["", "b", "b1", "1", "2", "H", "R"].contains($0.choice) }
    }

    /// Symbols of groups whose glide planes are two at once, which since 1992 have the letter e; by axes.
    private static let namesBefore1992: [Int: [String: String]] = [
        39: ["": "Abm2", "ba-c": "Bma2", "cab": "B2cm", "-cba": "C2mb", "bca": "Cm2a", "a-cb": "Ac2m"],
        41: ["": "Aba2", "ba-c": "Bba2", "cab": "B2cb", "-cba": "C2cb", "bca": "Cc2a", "a-cb": "Ac2a"],
        64: ["": "Cmca", "ba-c": "Ccmb", "cab": "Abma", "-cba": "Acam", "bca": "Bbcm", "a-cb": "Bmab"],
        67: ["": "Cmma", "ba-c": "Cmmb", "cab": "Abmm", "-cba": "Acmm", "bca": "Bmcm", "a-cb": "Bmam"],
        68: ["": "Ccca", "ba-c": "Cccb", "cab": "Abaa", "-cba": "Acaa", "bca": "Bbcb", "a-cb": "Bbab"],
    ]

    /// The text in an array of C characters, up to its zero.
    private static func text<Characters>(_ characters: Characters) -> String {
        withUnsafeBytes(of: characters) { bytes in String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }
            .trimmingSpaces
    }
}

/// A Hermann–Mauguin symbol as people write it: "F d -3 m :2", "P2(1)/c", "P 1 2_1/c 1", "R -3 m H".
package struct SpaceGroupName {
    /// The settings that have this name; several where it leaves origin, axes or cell open.
    package let settings: [SpaceGroupSetting]

    package init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        var name = Self.plain(parts.first ?? "")
        var suffix = parts.count > 1 ? parts[1].trimmingSpaces.lowercased() : ""
        var found = SpaceGroupSetting.named(name)
        // Some put H and R, or S and Z for the first and the second origin, behind the symbol without a colon. No symbol ends so.
        if found.isEmpty, parts.count == 1, let last = name.last, let choice = ["h": "h", "r": "r", "s": "1", "z": "2"][last] {
            name.removeLast()
            suffix = choice
            found = SpaceGroupSetting.named(name)
        }
        guard !suffix.isEmpty else {
            settings = found
            return
        }
        settings = found.filter { setting in
            let choice = setting.choice.lowercased()
            return choice == suffix || (choice.first?.isNumber == true && String(choice.prefix(1)) == suffix)
        }
    }

    /// A symbol in small letters without what people leave out or write in several ways.
    static func plain(_ name: some StringProtocol) -> String {
        name.lowercased().filter { !$0.isWhitespace && !"_()".contains($0) }
    }
}

extension StringProtocol {
    fileprivate var trimmingSpaces: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
