import Materials

extension Distance {
    /// What a part reads from a table.
    enum TableRequest {
        /// - Parameter name: "atomic", or the path of a table; nil: the modified Pettifor scale
        case scale(_ name: String?, column: String?)
        case costs(path: String, ElementCosts.Meaning, staysInCommon: Bool)
    }

    /// Reads a distance: parts joined by `+`, each `NAME:KEY=VALUE…`; the tables that it names are read with it.
    ///
    /// - Throws: `DistanceError.unknown`, which shows the forms, `.parameter`, `.table`
    public static func named(_ text: String) throws(DistanceError) -> Distance {
        try Distance(text) { (_, request) throws(DistanceError) in
            switch request {
            case .scale(nil, _): .scale(.modifiedPettifor)
            case .scale("atomic", _): .scale(.atomicNumbers)
            case .scale(.some(let path), let column): .scale(try ElementScale(path: path, column: column))
            case .costs(let path, let meaning, let staysInCommon):
                .fractions(try ElementCosts(path: path, meaning, staysInCommon: staysInCommon))
            }
        }
    }

    /// - Parameter table: the encoding of the part of a number that reads a table
    init(
        _ text: String, table: (Int, TableRequest) throws(DistanceError) -> DistancePart.Encoding
    ) throws(DistanceError) {
        var parts: [DistancePart] = []
        for (place, part) in text.split(separator: "+", omittingEmptySubsequences: false).enumerated() {
            parts.append(try DistancePart(part) { (request) throws(DistanceError) in try table(place, request) })
        }
        self.parts = parts
        self.text = parts.map { $0.name + ($0.weight == 1 ? "" : ":weight=\(DescriptorFamily.text(Double($0.weight)))") }.joined(separator: "+")
    }
}

extension DistancePart {
    fileprivate init(
        _ text: Substring, table: (Distance.TableRequest) throws(DistanceError) -> Encoding
    ) throws(DistanceError) {
        var words = text.split(separator: ":", omittingEmptySubsequences: false)[...]
        let head = String(words.popFirst() ?? "")
        var options = PartOptions(head, words)
        let weight = try options.weight()
        switch head {
        case "grid-emd", "rdf-emd":
            let family: DescriptorFamily = head == "grid-emd" ? .grid : .rdf
            let (features, settings) = try options.radial(family)
            let groups = head == "grid-emd" ? settings.groups : 1
            self.init(
                name: head + features.dropFirst(family.name.count), weight: weight,
                encoding: .cumulated(features: features, groups: groups, bins: settings.bins),
                comparison: .manhattan(factor: Float(settings.bin / Double(groups))))
        case "elemd":
            let (scale, column) = (options.take("scale"), options.take("column"))
            try options.finish(knowing: ["scale=atomic", "scale=FILE", "column=NAME", "weight=W"])
            guard column == nil || scale != nil && scale != "atomic" else {
                throw .parameter(part: head, problem: "a column is one of a table: scale=FILE")
            }
            let name = head + (scale.map { ":scale=\($0)" } ?? "") + (column.map { ":column=\($0)" } ?? "")
            self.init(name: name, weight: weight, encoding: try table(.scale(scale, column: column)), comparison: .manhattan(factor: 1))
        case "transport":
            let (similarity, cost, common) = (options.take("similarity"), options.take("cost"), options.take("common"))
            try options.finish(knowing: ["similarity=FILE", "cost=FILE", "common=moves", "common=stays", "weight=W"])
            guard let path = similarity ?? cost, similarity == nil || cost == nil else {
                throw .parameter(
                    part: head, problem: "expected similarity=FILE or cost=FILE, a square table with element symbols above and in the first column")
            }
            guard common == nil || common == "moves" || common == "stays" else {
                throw .parameter(
                    part: head,
                    problem: "common=\(common ?? "") must be moves (the least cost of all) or stays (what both have in common is not moved)")
            }
            let name = head + (similarity != nil ? ":similarity=" : ":cost=") + path + (common == "stays" ? ":common=stays" : "")
            self.init(
                name: name, weight: weight,
                encoding: try table(.costs(path: path, similarity != nil ? .similarity : .cost, staysInCommon: common == "stays")),
                comparison: .transport)
        case "euclidean", "manhattan", "chebyshev", "cosine", "pearson":
            let isRaw = options.flag("raw"), isStandardised = options.flag("standardised")
            let features = try options.features()
            guard !isRaw || !isStandardised else { throw .parameter(part: head, problem: "raw and standardised exclude each other") }
            let hasOneUnit = (try? Descriptor.named(features))?.hasOneUnit ?? false
            let standardisation: Standardisation = isRaw ? .raw : isStandardised ? .standardised : hasOneUnit ? .raw : .standardised
            let choice = (standardisation == .raw) == hasOneUnit ? "" : isRaw ? ":raw" : ":standardised"
            let direction: Direction = head == "cosine" ? .direction : head == "pearson" ? .centredDirection : .everything
            let comparisons: [String: Comparison] = ["euclidean": .euclidean, "manhattan": .manhattan(factor: 1), "chebyshev": .chebyshev]
            self.init(
                name: "\(head):features=\(features)\(choice)", weight: weight, encoding: .features(features, standardisation, direction),
                comparison: comparisons[head] ?? .angle)
        default: throw .unknown(head)
        }
    }
}

/// The words behind the name of a part, taken out one by one.
private struct PartOptions {
    private let part: String
    private var words: [Substring]

    init(_ part: String, _ words: ArraySlice<Substring>) {
        self.part = part
        self.words = Array(words)
    }

    mutating func take(_ key: String) -> String? {
        guard let place = words.firstIndex(where: { $0.hasPrefix(key + "=") }) else { return nil }
        return String(words.remove(at: place).dropFirst(key.count + 1))
    }

    mutating func flag(_ word: Substring) -> Bool {
        guard let place = words.firstIndex(of: word) else { return false }
        words.remove(at: place)
        return true
    }

    mutating func weight() throws(DistanceError) -> Float {
        guard let text = take("weight") else { return 1 }
        guard let weight = Float(text), weight > 0, weight.isFinite else {
            throw .parameter(part: part, problem: "the weight \(text) must be a number above 0")
        }
        return weight
    }

    /// The name of features with the choices of their own that stand behind it.
    mutating func features() throws(DistanceError) -> String {
        guard let place = words.firstIndex(where: { $0.hasPrefix("features=") }), place == 0, words[0].count > "features=".count else {
            throw .parameter(part: part, problem: "expected features=NAME, found \(words.isEmpty ? "nothing" : "'\(words.joined(separator: ":"))'")")
        }
        let name = words.joined(separator: ":").dropFirst("features=".count)
        // Features of the table are called what the table calls them; others are whatever a data set has.
        guard words.count > 1 else { return String(name) }
        do { return try Descriptor.named(String(name)).name } catch .unknown { return String(name) } catch {
            throw .parameter(part: part, problem: "\(error)")
        }
    }

    /// The features of a family with the choices that are left, and what they mean.
    mutating func radial(_ family: DescriptorFamily) throws(DistanceError) -> (features: String, settings: RadialSettings) {
        do { return (try family.descriptor(words).name, RadialSettings(try family.values(words))) } catch {
            throw .parameter(part: part, problem: "\(error)")
        }
    }

    func finish(knowing known: [String]) throws(DistanceError) {
        guard let word = words.first else { return }
        throw .parameter(part: part, problem: "'\(word)' means nothing here; there are \(known.joined(separator: ", "))")
    }
}
