import Foundation
import Materials
import TestSupport

/// A random crystal of a random setting of a space group, and the many ways in which a CIF may say it.
struct RandomCIF {
    /// All atoms of the cell, and the text that is to read back as them.
    let structure: Structure
    let text: String

    /// nil where the atoms drawn are too near to each other or too many.
    init?(_ generator: inout SeededGenerator) {
        let setting = generator.chance(10) ? SpaceGroupSetting.all[0] : SpaceGroupSetting.all.randomElement(using: &generator)
        guard let setting, let group = setting.group else { return nil }
        let operations = group.operations
        let angles = SIMD3<Double>.random(in: 75...105, using: &generator)
        guard let start = Lattice(lengths: .random(in: 4...9, using: &generator), angles: angles), let shape = group.cell(near: start) else {
            return nil
        }

        // Positions that are few enough, the general one only where its images are.
        var rows: [Site] = []
        var images: [Site] = []
        let elements = ["Na", "Fe", "O", "H", "Cs", "Co", "C", "Cl", "Os", "I"].compactMap { Element(symbol: $0) }
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            guard let element = elements.randomElement(using: &generator) else { return nil }
            let isGeneral = operations.count <= 16 && generator.chance(60)
            let position = isGeneral ? SIMD3(generator.decimal(), generator.decimal(), generator.decimal()) : generator.specialPosition()
            var orbit: [SIMD3<Double>] = []
            for operation in operations {
                let image = operation.image(of: position)
                if !orbit.contains(where: { Self.isSame($0, image) }) { orbit.append(image) }
            }
            guard images.count + orbit.count <= 96 else { continue }
            rows.append(Site(element: element, position: position))
            images += orbit.map { Site(element: element, position: $0) }
        }
        guard !rows.isEmpty else { return nil }
        // 120 Å³ for each atom keep most of them apart.
        let scale = max(1, cbrt(120 * Double(images.count) / shape.volume))
        guard let cell = CellNumbers(shape, scale: scale, &generator), Self.areApart(images, cell.lattice) else { return nil }
        structure = Structure(lattice: cell.lattice, sites: images)
        var writer = RandomCIFText(generator)
        text = writer.text(setting, operations.map(\.description), cell, rows, Composition(of: structure))
        generator = writer.generator
    }

    private static func isSame(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Bool {
        var step = one - other
        step -= step.rounded(.toNearestOrEven)
        return (step * step).sum() < 1e-12
    }

    /// No pair so near that a reader may doubt it.
    private static func areApart(_ sites: [Site], _ lattice: Lattice) -> Bool {
        for (index, site) in sites.enumerated() {
            for other in sites[..<index] {
                for x in -1...1 { for y in -1...1 { for z in -1...1 {
                    var step = site.position - other.position
                    step -= step.rounded(.toNearestOrEven)
                    let path = lattice.cartesian(step + SIMD3(Double(x), Double(y), Double(z)))
                    if (path * path).sum() < 2.5 * 2.5 { return false }
                }}}
            }
        }
        return true
    }
}

private func decimals(_ value: Double, _ count: Int) -> String { String(format: "%.\(count)f", value) }

/// Edges and angles as they are written.
struct CellNumbers {
    let texts: [String]
    let lattice: Lattice

    init?(_ shape: Lattice, scale: Double, _ generator: inout SeededGenerator) {
        func dot(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> Double { (u * v).sum() }
        func angle(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> Double { acos(dot(u, v) / (dot(u, u) * dot(v, v)).squareRoot()) * 180 / .pi }
        let lengths = [shape.a, shape.b, shape.c].map { decimals(dot($0, $0).squareRoot() * scale, 4) }
        let angles = [angle(shape.b, shape.c), angle(shape.c, shape.a), angle(shape.a, shape.b)].map { decimals($0, 3) }
        let numbers = (lengths + angles).compactMap { Double($0) }
        guard numbers.count == 6, numbers[0...2].min() ?? 0 > 2.5,
            let lattice = Lattice(lengths: SIMD3(numbers[0], numbers[1], numbers[2]), angles: SIMD3(numbers[3], numbers[4], numbers[5]))
        else { return nil }
        self.lattice = lattice
        texts = (lengths + angles).map { text in
            if text.hasSuffix(".000"), generator.chance(50) { return String(text.dropLast(4)) }
            return text + (generator.chance(30) ? "(\(Int.random(in: 1...20, using: &generator)))" : "")
        }
    }
}

/// Writes a crystal in one of the legal ways.
struct RandomCIFText {
    var generator: SeededGenerator

    init(_ generator: SeededGenerator) {
        self.generator = generator
    }

    mutating func text(
        _ setting: SpaceGroupSetting, _ operations: [String], _ cell: CellNumbers, _ rows: [Site], _ composition: Composition
    ) -> String {
        var parts = [cellTags(cell), symmetry(setting, operations), atoms(rows)]
        if generator.chance(50) { parts.append(formula(composition)) }
        for _ in 0..<Int.random(in: 0...3, using: &generator) { parts.append(other()) }
        parts.shuffle(using: &generator)
        var text = "\(cased("data_"))x\(Int.random(in: 0...9, using: &generator))\n" + parts.joined(separator: gap())
        if generator.chance(20) { text = "data_global\n_journal_year 1999\n" + text }
        if generator.chance(30) { text = "#\\#CIF_1.1\n# 'a comment\n" + text }
        if generator.chance(20) { text += "#END" }
        return generator.chance(25) ? text.replacing("\n", with: "\r\n") : text
    }

    // MARK: Parts

    private mutating func cellTags(_ cell: CellNumbers) -> String {
        let names = ["length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"]
        var lines: [String] = []
        for (name, number) in zip(names, cell.texts) { lines.append("\(tag("_cell", name))\(space())\(quoted(number, 10))") }
        lines.shuffle(using: &generator)
        return lines.joined(separator: "\n") + "\n"
    }

    /// The group by its operations, or by a name that leaves nothing open.
    private mutating func symmetry(_ setting: SpaceGroupSetting, _ operations: [String]) -> String {
        let isTold = setting.choice.isEmpty || setting.choice.first?.isNumber != true
        let suffix = isTold && setting.choice != "H" && setting.choice != "R" ? "" : ":\(setting.choice.prefix(1))"
        let full = setting.fullName.replacing("_", with: generator.chance(70) ? "" : "_") + suffix
        let named = [
            "\(tag("_space_group", "name_H-M_full")) '\(full)'", "\(tag("_space_group", "name_H-M_alt")) '\(cased(full))'",
            "_symmetry_space_group_name_H-M \"\(full)\"", "_symmetry_space_group_name_H_M '\(full)'",
        ].randomElement(using: &generator) ?? ""
        let numbered = "\(generator.chance(50) ? tag("_space_group", "IT_number") : "_symmetry_Int_Tables_number") \(setting.number)\n"
        let hall = "\(generator.chance(50) ? tag("_space_group", "name_Hall") : "_symmetry_space_group_name_Hall") \(quotedHall(setting.hallSymbol))\n"
        // Two settings of these groups have one name.
        let isNamed = setting.number != 67 && setting.number != 68
        let isStandard = SpaceGroupSetting.standard(setting.number) == [setting]
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: return hall + (generator.chance(50) ? numbered : "")
        case 1 where isNamed: return named + "\n"
        case 2 where isNamed: return named + "\n" + numbered + hall
        case 3 where isStandard: return numbered + "_space_group_name_H-M_alt ?\n"
        case 4 where setting.number == 1: return generator.chance(50) ? "" : "_space_group_symop_operation_xyz ?\n_space_group_IT_number .\n"
        default: break
        }
        var text = list(operations)
        if generator.chance(50) { text = numbered + text }
        if generator.chance(30) { text += hall }
        if generator.chance(30), isNamed { text += named + "\n" }
        return text
    }

    private mutating func list(_ operations: [String]) -> String {
        let isOld = generator.chance(50)
        let name = isOld ? tag("_symmetry_equiv", "pos_as_xyz") : tag("_space_group_symop", "operation_xyz")
        let id = generator.chance(40) ? (isOld ? "_symmetry_equiv_pos_site_id" : "_space_group_symop_id") : nil
        let isIDFirst = generator.chance(50)
        var lines = [cased("loop_")] + (id.map { isIDFirst ? [$0, name] : [name, $0] } ?? [name])
        var shuffled = operations
        if generator.chance(30) { shuffled.shuffle(using: &generator) }
        for (number, operation) in shuffled.enumerated() {
            let written = self.operation(operation)
            let value = written.contains(" ") || generator.chance(50) ? "'\(written)'" : written
            if id == nil {
                lines.append(generator.chance(5) ? ";\(written)\n;" : value)
            } else {
                lines.append(isIDFirst ? "\(number + 1)\(space())\(value)" : "\(value)\(space())\(number + 1)")
            }
        }
        let other = isOld ? "_space_group_symop_operation_xyz ?\n" : "_symmetry_equiv_pos_as_xyz .\n"
        return lines.joined(separator: "\n") + "\n" + (generator.chance(15) ? other : "")
    }

    /// "-y+1/2,x" as " 1/2-Y, +x" and so on.
    private mutating func operation(_ triplet: String) -> String {
        let blank = generator.chance(40) ? " " : ""
        let isUpper = generator.chance(20)
        let coordinates = triplet.split(separator: ",").map { coordinate -> String in
            var terms: [String] = []
            for character in coordinate {
                if character == "+" || character == "-" {
                    terms.append(String(character))
                } else if terms.isEmpty {
                    terms.append("+" + String(character))
                } else {
                    terms[terms.count - 1].append(character)
                }
            }
            terms = terms.map { term in
                guard term.contains(where: \.isNumber) else { return term }
                return number(term)
            }
            if generator.chance(40) { terms.shuffle(using: &generator) }
            var text = terms.joined(separator: generator.chance(20) ? blank : "")
            if text.first == "+", generator.chance(80) { text.removeFirst() }
            return text
        }
        let text = coordinates.joined(separator: "," + blank)
        return isUpper ? text.uppercased() : text
    }

    /// A shift as a fraction or a decimal, perhaps by a lattice vector less.
    private mutating func number(_ term: String) -> String {
        let parts = term.dropFirst().split(separator: "/").compactMap { Int($0) }
        guard parts.count == 2 else { return term }
        let denominator = parts[1]
        var numerator = parts[0] * (term.first == "-" ? -1 : 1)
        if generator.chance(15) { numerator -= denominator }
        let sign = numerator < 0 ? "-" : "+"
        let size = abs(numerator)
        if generator.chance(25) {
            let decimal = decimals(Double(size) / Double(denominator), 4)
            return sign + (generator.chance(50) && decimal.hasPrefix("0.") ? String(decimal.dropFirst()) : decimal)
        }
        return "\(sign)\(size)/\(denominator)"
    }

    private mutating func atoms(_ rows: [Site]) -> String {
        let charges = ["", "3+", "2-", "0+"]
        var columns: [(tag: String, values: [String])] = []
        let hasSymbols = generator.chance(70)
        let labels = rows.enumerated().map { "\($1.element)\($0 + 1)\(generator.chance(10) ? "'" : "")" }
        if !hasSymbols || generator.chance(80) { columns.append(("label", labels)) }
        if hasSymbols { columns.append(("type_symbol", rows.map { $0.element.symbol + (charges.randomElement(using: &generator) ?? "") })) }
        if !hasSymbols, generator.chance(20) { columns.append(("type_symbol", rows.map { _ in "?" })) }
        for (axis, name) in ["fract_x", "fract_y", "fract_z"].enumerated() {
            columns.append((name, rows.map { coordinate($0.position[axis]) }))
        }
        if generator.chance(40) { columns.append(("occupancy", rows.map { _ in ["1", "1.0", ".", "?", "1.00(1)"].randomElement(using: &generator) ?? "1" })) }
        if generator.chance(20) { columns.append(("disorder_group", rows.map { _ in "." })) }
        if generator.chance(20) { columns.append(("thermal_displace_type", rows.map { _ in "Uiso" })) }
        if generator.chance(60) { columns.shuffle(using: &generator) }
        if rows.count == 1, generator.chance(30) {
            return columns.map { "\(tag("_atom_site", $0.tag)) \($0.values[0])" }.joined(separator: "\n") + "\n"
        }
        var lines = [cased("loop_")] + columns.map { tag("_atom_site", $0.tag) }
        for row in rows.indices {
            lines.append(columns.map { quoted($0.values[row], 5) }.joined(separator: generator.chance(10) ? "\n" : space()))
            if generator.chance(5) { lines.append("# between atoms") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Five decimals, which a special position's reader has to see through; sometimes a cell away.
    private mutating func coordinate(_ value: Double) -> String {
        let text = decimals(value + (generator.chance(5) ? 1 : 0), 5)
        if text.hasSuffix(".00000"), generator.chance(50) { return String(text.dropLast(generator.chance(50) ? 6 : 5)) }
        return text + (generator.chance(20) ? "(\(Int.random(in: 1...9, using: &generator)))" : "")
    }

    private mutating func formula(_ composition: Composition) -> String {
        var parts = composition.components.map { "\($0.element)\($0.amount == 1 && generator.chance(50) ? "" : "\(Int($0.amount))")" }
        parts.shuffle(using: &generator)
        let text = parts.joined(separator: " ")
        let name = tag("_chemical", "formula_sum")
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return "\(name)\n;\(text)\n;\n"
        case 1: return "\(name)\n;\\\n\(parts.joined(separator: " \\\n"))\n;\n"
        case 2: return "\(name) ?\n"
        default: return "\(name) '\(text)'\n"
        }
    }

    private mutating func other() -> String {
        [
            "_publ_section_title\n;\nloop_ data_no\n _cell_length_a 7\n;\n", "_cell_volume 123.4(5)\n", "loop_\n_publ_author_name\n'O'Neil, J.'\n\"B \"\n",
            "loop_\n_atom_type_symbol\n_atom_type_oxidation_number\nNa 1\nO -2\n", "_exptl_crystal_colour 'data_ loop_'\n", "\n\n# nothing\n",
            "loop_\n_atom_site_aniso_label\n_atom_site_aniso_U_11\nX1 0.01\n", "_cell_measurement_temperature ?\n", "_symmetry_cell_setting .\n",
        ].randomElement(using: &generator) ?? ""
    }

    // MARK: Spelling

    /// A tag in the old or the new dictionary's spelling, in any case.
    private mutating func tag(_ category: String, _ name: String) -> String {
        cased(category + (generator.chance(20) ? "." : "_") + name)
    }

    private mutating func cased(_ text: String) -> String {
        generator.chance(10) ? text.uppercased() : generator.chance(10) ? text.lowercased() : text
    }

    private mutating func quoted(_ text: String, _ percent: Int) -> String {
        guard generator.chance(percent), text != ".", text != "?" else { return text }
        return generator.chance(50) && !text.contains("'") ? "'\(text)'" : "\"\(text)\""
    }

    private func quotedHall(_ symbol: String) -> String { symbol.contains("\"") ? "'\(symbol)'" : "\"\(symbol)\"" }

    private mutating func space() -> String { ["  ", " ", "\t"].randomElement(using: &generator) ?? " " }

    private mutating func gap() -> String { generator.chance(30) ? "\n# \(Int.random(in: 0...9, using: &generator))\n\n" : "" }
}

extension SeededGenerator {
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    /// A coordinate of five decimals that is near no special one.
    mutating func decimal() -> Double { Double(Int.random(in: 0..<100_000, using: &self)) / 100_000 }

    /// Coordinates that symmetry fixes, in one of the ways that it does.
    mutating func specialPosition() -> SIMD3<Double> {
        let fixed = [0, 0.5, 0.25, 0.75, 1.0 / 3, 2.0 / 3, 0.125, 0.375, 0.625, 0.875, 1.0 / 6, 5.0 / 6]
        func one() -> Double { fixed.randomElement(using: &self) ?? 0 }
        switch Int.random(in: 0..<4, using: &self) {
        case 0: return SIMD3(repeating: one())
        case 1:
            let x = decimal()
            return SIMD3(x, x, chance(50) ? x : one())
        case 2: return SIMD3(one(), one(), decimal())
        default: return SIMD3(one(), one(), one())
        }
    }
}
