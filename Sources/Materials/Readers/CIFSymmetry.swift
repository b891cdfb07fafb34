/// The symmetry that a CIF gives its atoms.
struct CIFSymmetry {
    /// One, or several of which the atoms have to tell the right one.
    var groups: [OperationGroup]
    /// What the operations that are listed contradict.
    var fault: StructureTextError?
    /// Of the space group, for messages, with what tells its settings apart.
    var name = ""
    var choices: [String] = []
}

extension CIFReading {
    /// A space group that a tag names.
    private struct Statement {
        let tag: CIFTag
        let text: String
        /// 1 … 230; several for a name that several groups have.
        let numbers: Set<Int>
        /// The settings that an exact name leaves open.
        var settings: [SpaceGroupSetting] = []
    }

    /// The operations that are listed, or those of the group that is named; P 1 where nothing is said.
    ///
    /// - Throws: where two statements contradict each other or are not known, and where a named group does not keep the cell
    func symmetry(_ lattice: Lattice) throws(StructureTextError) -> CIFSymmetry {
        try refuseModulation()
        let (statements, unread) = try statements(lattice)
        if let first = statements.first, let other = statements.dropFirst().first(where: { $0.numbers.isDisjoint(with: first.numbers) }) {
            throw .contradiction("\(Self.words(first)), but \(Self.words(other))")
        }
        if let group = try listedGroup(statements) {
            var symmetry = CIFSymmetry(groups: [group])
            do throws(StructureTextError) {
                for statement in statements where !group.isSpaceGroup(statement.numbers, lattice) {
                    let own = group.spaceGroup(lattice).map { "which make space group \($0) (\(WyckoffTable.standard.symbol($0)))" }
                    try refuseOtherCount(group.operations.count, own ?? "of another group", [statement])
                }
                try refuseOtherCell(group, lattice, of: "the list")
            } catch {
                symmetry.fault = error
            }
            return symmetry
        }
        for tag in [CIFTag.hallName, .oldHallName] {
            guard let symbol = text(of: tag).flatMap(HallSymbol.init) else { continue }
            let group = OperationGroup(symbol)
            try refuseOtherCell(group, lattice, of: "the Hall symbol '\(text(of: tag) ?? "")'")
            return CIFSymmetry(groups: [group])
        }
        if let unread, !statements.contains(where: { !$0.settings.isEmpty || $0.numbers == [1] }) {
            throw .missing("the list of symmetry operations (\(CIFTag.operation.name)) of space group '\(unread)', a name that is not known,")
        }
        return try namedSymmetry(statements, lattice)
    }

    /// Modulated and magnetic structures are no crystals of one unit cell.
    private func refuseModulation() throws(StructureTextError) {
        let dimension = try given(.modulationDimension).first.map { token throws(StructureTextError) in try number(token, of: .modulationDimension) }
        if !given(.superspaceOperation).isEmpty || !given(.superspaceName).isEmpty || (dimension ?? 0) > 0 {
            throw .unsupported("a modulated structure (a superspace group): no unit cell holds it")
        }
        if !given(.magneticOperation).isEmpty, given(.operation).isEmpty, given(.oldOperation).isEmpty {
            throw .unsupported("magnetic symmetry operations are not read")
        }
    }

    // MARK: What is said

    /// What the tags say that can be read, and a name that cannot.
    private func statements(_ lattice: Lattice) throws(StructureTextError) -> (known: [Statement], unread: String?) {
        var statements: [Statement] = []
        var unread: String?
        for tag in [CIFTag.number, .oldNumber] {
            // Some programs write 0 for a group that they do not know.
            guard let text = text(of: tag), text != "0" else { continue }
            guard let number = Int(text), WyckoffTable.spaceGroups.contains(number) else { throw .badNumber(place: tag.name, found: text) }
            statements.append(Statement(tag: tag, text: text, numbers: [number]))
        }
        for tag in [CIFTag.name, .oldName, .fullName, .plainName, .referenceName] {
            guard let text = text(of: tag) else { continue }
            let settings = SpaceGroupName(text).settings
            if settings.isEmpty {
                unread = unread ?? text
            } else {
                // The reference setting is that of the tables, not that of the file.
                let exact = tag == .referenceName ? [] : settings
                statements.append(Statement(tag: tag, text: text, numbers: Set(settings.map(\.number)), settings: exact))
            }
        }
        for tag in [CIFTag.hallName, .oldHallName] {
            guard let text = text(of: tag) else { continue }
            guard let symbol = HallSymbol(text) else { continue }
            let numbers = OperationGroup(symbol).spaceGroups(lattice)
            if !numbers.isEmpty { statements.append(Statement(tag: tag, text: text, numbers: numbers)) }
        }
        return (statements, unread)
    }

    private static func words(_ statement: Statement) -> String {
        let numbers = statement.numbers.sorted().map { "\($0)" }.joined(separator: " or ")
        return "\(statement.tag.name) '\(statement.text)' is space group \(numbers)"
    }

    // MARK: Operations that are listed

    private func listedGroup(_ statements: [Statement]) throws(StructureTextError) -> OperationGroup? {
        var group: OperationGroup?
        for tag in [CIFTag.operation, .oldOperation] where !given(tag).isEmpty {
            let list = try operations(tag)
            let listed: OperationGroup
            do { listed = try OperationGroup(list) } catch {
                try refuseOtherCount(list.count, "which are no group", statements)
                throw .contradiction("the symmetry operations are no group: '\(error.one)' after '\(error.other)' is not among them")
            }
            if let group, !group.isSame(as: listed) {
                throw .contradiction("\(CIFTag.operation.name) and \(tag.name) list different operations")
            }
            group = listed
        }
        return group
    }

    private func operations(_ tag: CIFTag) throws(StructureTextError) -> [CoordinateTriplet] {
        var operations: [CoordinateTriplet] = []
        operations.reserveCapacity(values[tag.rawValue].count)
        for token in given(tag) {
            let operation: CoordinateTriplet?
            if token.kind == .folded {
                let unfolded = Array(text(token).utf8)
                operation = CoordinateTriplet(unfolded.span, unfolded.indices)
            } else {
                operation = CoordinateTriplet(bytes, token.range)
            }
            guard let operation else {
                throw .syntax(
                    place: "symmetry operation \(operations.count + 1)",
                    reason: "'\(text(token))' is not a triplet like -x+1/2, y, z")
            }
            operations.append(operation)
        }
        guard operations.contains(.identity) else { throw .missing("x, y, z among the symmetry operations") }
        return operations
    }

    private func refuseOtherCount(_ count: Int, _ what: String, _ statements: [Statement]) throws(StructureTextError) {
        guard let statement = statements.first, let number = statement.numbers.min() else { return }
        let order = SpaceGroupSetting.standard(number).first?.group?.operations.count ?? 0
        throw .contradiction(
            "\(statement.tag.name) '\(statement.text)' is space group \(number) (\(WyckoffTable.standard.symbol(number))), which has \(order) "
                + "operations, but listed are \(count), \(what)")
    }

    private func refuseOtherCell(_ group: OperationGroup, _ lattice: Lattice, of source: String) throws(StructureTextError) {
        for operation in group.operations {
            guard let change = lattice.change(by: operation) else { continue }
            throw .contradiction("symmetry operation '\(operation)' of \(source) does not keep the cell: it \(change)")
        }
    }

    // MARK: Groups that are only named

    private func namedSymmetry(_ statements: [Statement], _ lattice: Lattice) throws(StructureTextError) -> CIFSymmetry {
        guard let first = statements.first,
            let number = first.numbers.first(where: { number in statements.allSatisfy { $0.numbers.contains(number) } })
        else { return CIFSymmetry(groups: [.trivial]) }
        let exact = statements.filter { !$0.settings.isEmpty }
        var settings = exact.first?.settings.filter { $0.number == number } ?? SpaceGroupSetting.standard(number)
        for statement in exact.dropFirst() {
            let both = settings.filter { statement.settings.contains($0) }
            guard !both.isEmpty else {
                let names = [exact[0], statement].map { "\($0.tag.name) '\($0.text)'" }.joined(separator: " and ")
                throw .contradiction("\(names) are different settings of space group \(number)")
            }
            settings = both
        }
        if let code = text(of: .coordinateCode)?.lowercased() {
            let coded = settings.filter { $0.choice.lowercased() == code }
            if !coded.isEmpty { settings = coded }
        }
        let name = exact.first?.text ?? first.text
        var kept: [(setting: SpaceGroupSetting, group: OperationGroup)] = []
        var fault: StructureTextError?
        for setting in settings {
            guard let group = setting.group else { continue }
            do throws(StructureTextError) {
                try refuseOtherCell(group, lattice, of: "space group '\(name)'")
                kept.append((setting, group))
            } catch {
                fault = fault ?? error
            }
        }
        if let fault, kept.isEmpty { throw fault }
        // A short name of several settings is that of the usual axes, where the cell lets it be.
        if kept.contains(where: \.setting.hasUsualAxes) { kept = kept.filter(\.setting.hasUsualAxes) }
        return CIFSymmetry(groups: kept.map(\.group), name: name, choices: kept.map(\.setting.choice))
    }
}
