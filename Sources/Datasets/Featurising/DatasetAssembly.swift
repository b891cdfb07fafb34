extension DatasetContent {
    /// The materials that cleaning has left, in the order of the input.
    ///
    /// - Parameter splits: tables whose parts are stored under their names
    public init(
        _ funnel: CleaningFunnel, _ options: FeaturiserOptions, splits tables: [SplitTable]
    ) throws(SplitError) {
        self.init(representation: options.representation, elementVectors: options.elementVectors)
        for (id, material) in funnel.kept {
            append(
                id: id, formula: material.formula, label: material.label,
                nodes: material.nodes.map { ($0.element, $0.wyckoff, $0.count, $0.weight) })
        }
        targets = options.targets.enumerated().map { place, target in
            Target(
                name: target.name, unit: target.unit, values: funnel.kept.map { $0.material.targets[place] }, classes: target.classes,
                precision: target.precision)
        }
        columns = options.columns.enumerated().map { place, name in
            (name, Self.column(funnel.kept.map { $0.material.columns[place] }))
        }
        haveVariants = options.haveVariants
        // Names of materials are texts, also where all of them are numbers.
        if haveVariants { columns.append((MaterialRows.column, .texts(funnel.variants.map(\.material)))) }
        if !options.structures.isEmpty { columns.append((MaterialRows.structureColumn, .texts(funnel.variants.map(\.structure)))) }
        if options.keepsStructures { structures = StoredStructures(funnel.kept.map(\.material.structure)) }
        for table in tables {
            let parts = try table.parts(of: ids, materials: haveVariants ? funnel.variants.map(\.material) : nil, known: funnel.knownIDs)
            splits.append((table.name, parts.map(\.rawValue)))
        }
        if options.representation == .wyckoff {
            tolerances = [("symprec", options.symprec), ("angle_tolerance", options.angleTolerance)]
        }
    }

    /// Numbers where they tell the materials apart as the texts do, else the texts.
    private static func column(_ texts: [String]) -> Column {
        guard let numbers = ColumnText.numbers(texts) else { return .texts(texts) }
        return .numbers(numbers)
    }
}
