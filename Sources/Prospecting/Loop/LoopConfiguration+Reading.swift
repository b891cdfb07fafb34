import Foundation
import Materials

extension LoopConfiguration {
    /// Every key that a loop knows.
    public static let keys = [
        "known", "pool", "target", "oracle", "strategy", "training", "seeds", "kappa", "epsilon", "budget", "rounds", "perComposition",
        "perSystem",
        "perPrototype", "batches", "stopAbove", "structures", "train",
    ]

    /// Reads LOOP.json5; nothing is looked at beside it.
    ///
    /// - Throws: `LoopError.configuration` with the key, what was found and what would be right
    public init(readingFrom path: String) throws(LoopError) {
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = true
        let values: [String: LoopValue]
        do {
            values = try decoder.decode([String: LoopValue].self, from: try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch DecodingError.dataCorrupted(let context) {
            let reason = (context.underlyingError as? CocoaError)?.userInfo[NSDebugDescriptionErrorKey].map { "\($0)" }
            throw .configuration(path: path, key: "", problem: "expected one JSON5 object: \(reason ?? context.debugDescription)")
        } catch {
            throw .configuration(path: path, key: "", problem: "expected one JSON5 object of keys and values")
        }
        let known = Self.keys
        if let unknown = values.keys.sorted().first(where: { !known.contains($0) }) {
            throw .configuration(path: path, key: unknown, problem: "there is no such key; the keys are \(known.joined(separator: ", "))")
        }
        try self.init(LoopKeys(path: path, values: values))
    }

    private init(_ keys: LoopKeys) throws(LoopError) {
        path = keys.path
        known = try keys.required("known")
        pool = try keys.required("pool")
        target = try keys.text("target") ?? "formation_energy_per_atom"
        oracle = try keys.oracle()
        batches = try keys.text("batches")
        if batches != nil {
            for key in ["strategy", "budget", "rounds", "perComposition", "perSystem", "perPrototype", "stopAbove", "kappa", "epsilon"] {
                guard !keys.has(key) else { throw keys.fault(key, "it does not go with batches, which say what each round computes") }
            }
        }
        strategies = try keys.choices("strategy", AcquisitionStrategy.self) ?? [.pessimist]
        trainings = try keys.choices("training", Training.self) ?? [.fresh]
        seeds = try keys.seeds()
        guard batches == nil || seeds.count == 1 else {
            throw keys.fault("seeds", "batches are replayed with one seed: intervals count materials, each once")
        }
        kappa = try keys.number("kappa", 0...100) ?? 1
        epsilon = try keys.number("epsilon", 0...1) ?? 0.1
        budget = try keys.integer("budget", 1...10_000_000) ?? 50
        rounds = try keys.integer("rounds", 1...1000) ?? (batches == nil ? 10 : 1000)
        limits = BatchLimits(
            perComposition: try keys.integer("perComposition", 1...Int.max), perSystem: try keys.integer("perSystem", 1...Int.max),
            perPrototype: try keys.integer("perPrototype", 1...Int.max))
        stopAbove = try keys.number("stopAbove", -100...100)
        structures = try keys.choices("structures", StructureFormat.self)?.first
        guard structures == nil || (oracle != .sandbox && !oracle.isReplay) else {
            let name = oracle == .sandbox ? "sandbox" : "replay"
            throw keys.fault("structures", "the oracle \(name) looks at none; they are for a command, or for people")
        }
        training = try keys.words("train")
    }
}

/// The values of LOOP.json5 while they are taken apart.
private struct LoopKeys {
    let path: String
    let values: [String: LoopValue]

    func has(_ key: String) -> Bool { values[key] != nil }

    func fault(_ key: String, _ problem: String) -> LoopError { .configuration(path: path, key: key, problem: problem) }

    func text(_ key: String) throws(LoopError) -> String? {
        guard let value = values[key] else { return nil }
        guard case .text(let text) = value, !text.isEmpty else { throw fault(key, "it must be one value") }
        return text
    }

    func required(_ key: String) throws(LoopError) -> String {
        guard let text = try text(key) else { throw fault(key, "it is missing; it must be the path of a data set") }
        return text
    }

    func integer(_ key: String, _ range: ClosedRange<Int>) throws(LoopError) -> Int? {
        guard let text = try text(key) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            let upper = range.upperBound == Int.max ? "" : " to \(range.upperBound)"
            throw fault(key, "it is \(text); it must be a whole number from \(range.lowerBound)\(upper)")
        }
        return value
    }

    func number(_ key: String, _ range: ClosedRange<Double>) throws(LoopError) -> Double? {
        guard let text = try text(key) else { return nil }
        guard let value = Double(text), range.contains(value) else {
            throw fault(key, "it is \(text); it must be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func choices<Choice: RawRepresentable & CaseIterable & Hashable>(_ key: String, _ type: Choice.Type) throws(LoopError) -> [Choice]?
    where Choice.RawValue == String {
        guard let value = values[key] else { return nil }
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        guard let texts = value.texts, !texts.isEmpty else { throw fault(key, "it must be one or a list of \(known)") }
        var choices: [Choice] = []
        for text in texts {
            guard let choice = Choice(rawValue: text) else { throw fault(key, "it is \(text); it must be one or a list of \(known)") }
            guard !choices.contains(choice) else { throw fault(key, "it has \(text) twice") }
            choices.append(choice)
        }
        return choices
    }

    /// A number stands for as many seeds, from 1.
    func seeds() throws(LoopError) -> [Int] {
        guard let value = values["seeds"] else { return [1] }
        if case .text = value { return Array(1...(try integer("seeds", 1...1000) ?? 1)) }
        let seeds = value.texts?.compactMap { Int($0) } ?? []
        guard !seeds.isEmpty, seeds.count == value.texts?.count, seeds.allSatisfy({ $0 >= 0 }), Set(seeds).count == seeds.count else {
            throw fault("seeds", "it must be how many there are, or a list of different whole numbers")
        }
        return seeds
    }

    func oracle() throws(LoopError) -> LoopConfiguration.Oracle {
        let right = "it must be \"manual\", \"sandbox\", \"replay\", {replay: \"TRUTH.h5\"} or {command: \"COMMAND\"}"
        switch values["oracle"] {
        case .text("manual"): return .manual
        case .text("sandbox"): return .sandbox
        case .text("replay"): return .replay(nil)
        case .object(let object):
            guard object.count == 1, let (key, value) = object.first, case .text(let text) = value, !text.isEmpty else { break }
            if key == "command" { return .command(text) }
            if key == "replay" { return .replay(text) }
        case nil: throw fault("oracle", "it is missing; \(right)")
        default: break
        }
        throw fault("oracle", right)
    }

    /// Options of another command, as its command line has them.
    func words(_ key: String) throws(LoopError) -> [String] {
        guard let value = values[key] else { return [] }
        guard case .object(let object) = value else { throw fault(key, "it must be an object of options of covey train and their values") }
        var words: [String] = []
        for (name, value) in object.sorted(by: { $0.key < $1.key }) {
            if case .flag(let isSet) = value {
                if isSet { words.append("--\(name)") }
                continue
            }
            guard let texts = value.texts else { throw fault("\(key).\(name)", "it must be a value, a list of values, true or false") }
            words += texts.map { "--\(name)=\($0)" }
        }
        return words
    }
}
