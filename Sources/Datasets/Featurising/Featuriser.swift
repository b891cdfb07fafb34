import Foundation
import Materials

/// Turns records into rows. Each row depends on its record alone, so that any rank can make it.
public struct Featuriser: Sendable {
    private let options: FeaturiserOptions
    private let finder: SymmetryFinder

    public init(_ options: FeaturiserOptions) {
        self.options = options
        finder = SymmetryFinder(symprec: options.symprec, angleTolerance: options.angleTolerance)
    }

    /// - Parameter place: of the record in the whole input, from 0
    public func row(of record: InputRecord, place: Int) -> FeaturisedRow {
        let outcome: FeaturisedRow.Outcome
        do throws(Refusal) { outcome = .material(try material(record)) } catch { outcome = .rejected(error.step, reason: error.reason) }
        return FeaturisedRow(
            place: place, path: record.path, number: record.number, id: record.id, material: name(ofMaterialOf: record),
            structure: record.variant?.structure ?? "", outcome: outcome)
    }

    /// nil of a row that is a material by itself.
    private func name(ofMaterialOf record: InputRecord) -> String? {
        if let column = options.materialColumn { return record.columns[column].flatMap { $0.trimmed.isEmpty ? nil : $0.trimmed } }
        return record.variant?.material
    }

    /// Why a record gives no row.
    private struct Refusal: Error {
        let step: CleaningStep
        let reason: String
    }

    private func material(_ record: InputRecord) throws(Refusal) -> FeaturisedRow.Material {
        try checkTexts(of: record)
        var material =
            switch options.representation {
            case .composition: try composition(record)
            case .wyckoff: try wyckoffSet(record)
            }
        for (place, target) in options.targets.enumerated() {
            let text = record.columns[target.name] ?? ""
            if case .notANumber = TableNumber(text), ClassNames.isName(text) {
                material.targets.append(.nan)
                material.words[place] = text.trimmed
            } else {
                material.targets.append(try number(record, target.name))
            }
        }
        // A target whose words may be classes is no energy.
        let isWord = options.targets.indices.contains { options.targets[$0].name == options.energyColumn && material.words[$0] != nil }
        if let energy = options.energyColumn, !isWord { material.energy = try number(record, energy) }
        material.columns = options.columns.map { record.columns[$0] ?? "" }
        return material
    }

    // MARK: Compositions

    private func composition(_ record: InputRecord) throws(Refusal) -> FeaturisedRow.Material {
        let composition: Composition
        if record.kind == .protostructure {
            composition = try protostructure(record).composition
        } else {
            do { composition = try record.composition() } catch { throw Refusal(step: .parsing, reason: "\(error.reason)") }
        }
        let uncompared = try checkStatement(of: record, against: composition)
        try checkVectors(composition)
        let kept = (options.keepsStructures || options.readsStructures || options.graphs != nil) && record.kind == .structure ? try structure(record) : nil
        try checkGraph(of: kept)
        let nodes = Self.nodes(of: composition)
        guard nodes.allSatisfy({ $0.weight >= Float.leastNormalMagnitude }) else {
            throw Refusal(step: .validRepresentation, reason: "an element has no share that a number can hold")
        }
        var material = FeaturisedRow.Material(
            formula: composition.reducedFormula, composition: composition, label: "", nodes: nodes, siteCount: 0, volumePerSite: 0, targets: [],
            energy: .nan, columns: [])
        material.uncompared = uncompared ?? ""
        material.structure = kept
        return material
    }

    // MARK: Wyckoff positions

    private func wyckoffSet(_ record: InputRecord) throws(Refusal) -> FeaturisedRow.Material {
        switch record.kind {
        case .structure:
            let structure = try structure(record)
            let uncompared = try checkStatement(of: record, against: Composition(of: structure))
            // What will not be kept needs no symmetry: of thousands of atoms that takes far longer than all the rest.
            if let reason = CleaningFunnel.excess(structure.sites.count, over: options.largestSiteCount, "sites") {
                throw Refusal(step: .siteLimit, reason: reason)
            }
            var material = try wyckoffSet(structure)
            try checkGraph(of: structure)
            if options.keepsStructures || options.readsStructures || options.graphs != nil { material.structure = structure }
            material.uncompared = uncompared ?? ""
            return material
        case .protostructure:
            let protostructure = try protostructure(record)
            try checkGraph(of: nil)
            let uncompared = try checkStatement(of: record, against: protostructure.composition)
            var material = try material(protostructure, siteCount: protostructure.siteCount, volumePerSite: 0)
            material.uncompared = uncompared ?? ""
            return material
        case .formula:
            throw Refusal(step: .validRepresentation, reason: "a formula has no Wyckoff positions; use --representation composition")
        }
    }

    private func structure(_ record: InputRecord) throws(Refusal) -> Structure {
        do { return try record.structure() } catch { throw Refusal(step: .parsing, reason: "\(error.reason)") }
    }

    private func protostructure(_ record: InputRecord) throws(Refusal) -> Protostructure {
        let label: String
        do { label = try record.label() } catch { throw Refusal(step: .parsing, reason: "\(error.reason)") }
        do { return try Protostructure(label: label) } catch { throw Refusal(step: .parsing, reason: "\(error)") }
    }

    private func wyckoffSet(_ structure: Structure) throws(Refusal) -> FeaturisedRow.Material {
        let protostructure: Protostructure
        do {
            protostructure = try finder.protostructure(of: structure)
        } catch {
            throw Refusal(step: .validRepresentation, reason: "\(error)")
        }
        let given = Composition(of: structure).reducedFormula
        let found = protostructure.composition.reducedFormula
        guard given == found else {
            throw Refusal(step: .validRepresentation, reason: "the Wyckoff positions make \(found), but the structure is \(given)")
        }
        return try material(protostructure, siteCount: structure.sites.count, volumePerSite: structure.volumePerSite)
    }

    private func material(
        _ protostructure: Protostructure, siteCount: Int, volumePerSite: Double
    ) throws(Refusal) -> FeaturisedRow.Material {
        let composition = protostructure.composition
        try checkVectors(composition)
        return FeaturisedRow.Material(
            formula: composition.reducedFormula, composition: composition, label: protostructure.label, nodes: Self.nodes(of: protostructure),
            siteCount: siteCount, volumePerSite: volumePerSite, targets: [], energy: .nan, columns: [])
    }

    /// One node for each element.
    package static func nodes(of composition: Composition) -> [FeaturisedRow.Node] {
        zip(composition.components, composition.fractions).map { component, fraction in
            FeaturisedRow.Node(element: component.element.atomicNumber, wyckoff: 0, count: 1, weight: Float(fraction))
        }
    }

    /// One node for each element on a Wyckoff position, counted; in the canonical order of the protostructure.
    package static func nodes(of protostructure: Protostructure) -> [FeaturisedRow.Node] {
        let total = Float(protostructure.conventionalSiteCount)
        var nodes: [FeaturisedRow.Node] = []
        for position in protostructure.positions {
            let element = position.element.atomicNumber
            // Equal occupations stand side by side; a count has eight bits, and what exceeds it is a node of its own.
            if let last = nodes.last, last.element == element, last.wyckoff == position.row, last.count < .max {
                nodes[nodes.count - 1] = FeaturisedRow.Node(
                    element: element, wyckoff: last.wyckoff, count: last.count + 1, weight: last.weight)
            } else {
                let sites = WyckoffTable.standard.position(Int(position.row)).multiplicity
                nodes.append(FeaturisedRow.Node(element: element, wyckoff: position.row, count: 1, weight: Float(sites) / total))
            }
        }
        return nodes
    }

    // MARK: Checks

    /// The formula beside a structure or a label must be that of the material: one of the two is another's.
    ///
    /// - Returns: why they could not be compared; nil where they were, and where nothing is stated
    private func checkStatement(of record: InputRecord, against composition: Composition) throws(Refusal) -> String? {
        guard let stated = record.statedFormula else { return nil }
        let said: Composition
        do { said = try Composition(formulaOrAmounts: stated.text) } catch {
            // A column that nobody has named may hold something else than formulae.
            guard stated.isAsked else { return "column '\(stated.column)': \(error)" }
            throw Refusal(step: .parsing, reason: "column '\(stated.column)': \(error)")
        }
        guard said.agrees(with: composition) else {
            let (what, text) = (record.kind == .protostructure ? "label" : "structure", TableText.shortened(stated.text))
            throw Refusal(
                step: .parsing, reason: "the \(what) is \(composition.reducedFormula), but column '\(stated.column)' says \(text)")
        }
        return nil
    }

    /// Where graphs are made, a material needs one. It is made again when all rows are known: to carry it here would take more memory than time.
    private func checkGraph(of structure: Structure?) throws(Refusal) {
        guard let rule = options.graphs else { return }
        guard let structure else { throw Refusal(step: .neighbourGraph, reason: "there is no structure to make a graph of neighbours of") }
        do { _ = try CrystalGraph(structure, rule: rule) } catch { throw Refusal(step: .neighbourGraph, reason: "\(error)") }
    }

    private func checkVectors(_ composition: Composition) throws(Refusal) {
        guard !options.allowsMissingElements else { return }
        let missing = composition.components.map(\.element).filter { !options.elementVectors.contains($0) }
        guard missing.isEmpty else {
            throw Refusal(
                step: .elementVectors,
                reason: "the element vectors '\(options.elementVectors.name)' have no \(missing.map(\.symbol).joined(separator: ", "))")
        }
    }

    /// Texts of one width hold all ids and kept columns: one long text would make every row as long.
    private static let longestText = 1024

    private func checkTexts(of record: InputRecord) throws(Refusal) {
        var texts = [("id", record.id)]
        if let column = options.materialColumn { texts.append(("column '\(column)'", record.columns[column] ?? "")) }
        for name in options.columns { texts.append(("column '\(name)'", record.columns[name] ?? "")) }
        for (name, text) in texts {
            guard text.utf8.count <= Self.longestText else {
                throw Refusal(step: .parsing, reason: "\(name): a text of \(text.utf8.count) bytes; \(Self.longestText) can be kept")
            }
            guard !text.utf8.contains(0) else { throw Refusal(step: .parsing, reason: "\(name): a zero byte in the text") }
        }
    }

    /// The number in a column; NaN where it is not known.
    private func number(_ record: InputRecord, _ column: String) throws(Refusal) -> Double {
        switch TableNumber(record.columns[column] ?? "") {
        case .known(let value): return value
        case .unknown: return .nan
        case .notANumber(let reason), .notAValue(let reason): throw Refusal(step: .parsing, reason: "column '\(column)': \(reason)")
        }
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
