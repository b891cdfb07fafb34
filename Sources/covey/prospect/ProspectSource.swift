import Commands
import Datasets
import Discovery
import HDF5
import Materials
import Prospecting

/// `--source`: which of the sources there are, each with its options.
struct ProspectSource {
    let source: any CandidateSource
    /// Reasons for which the source itself may drop a proposal.
    let reasons: Set<DropReason>
    /// Elements that no candidate is to hold.
    let excluded: Set<Element>

    /// A source that has a name of its own.
    private enum Name: String, CaseIterable {
        case substitution, enumeration, generator

        /// Those that mean something to it alone.
        var options: [Option] {
            switch self {
            case .substitution: SubstitutionArguments.options
            case .enumeration: EnumerationArguments.options
            case .generator: GeneratorSource.options
            }
        }

        /// With a colon behind it and the run that writes candidates.
        static let generatorPrefix = "\(generator.rawValue):"

        init?(source text: String) {
            if text.hasPrefix(Self.generatorPrefix) { self = .generator } else { self.init(rawValue: text) }
        }
    }

    static let names = "substitution, enumeration, generator:RUN"
    static let options: [Option] =
        [
            ElementChoice.option,
            .text("id", "COLUMN", "of a file: names of the candidates (candidate_id, material_id or id, else numbers)"),
            .text("structure", "COLUMN", "of a file: structures, CIF text or pymatgen's JSON (cif or structure)"),
        ] + ownOptions

    /// Each once: of what several sources have, the first says what it is, and the others what it is to them where that differs.
    private static var ownOptions: [Option] {
        var options: [Option] = []
        for name in Name.allCases {
            for option in name.options {
                guard let place = options.firstIndex(where: { $0.name == option.name }) else {
                    options.append(option)
                    continue
                }
                if options[place].help != option.help { options[place] = options[place].explained("\(name.rawValue): \(option.help)") }
            }
        }
        return options
    }

    /// - Parameter entries: the known materials with their formation energies
    /// - Throws: `CommandError` for options of another source, and what making the source throws
    init(_ arguments: Arguments, known: Dataset, entries: EntryTable) throws {
        let text = try arguments.required("source")
        let name = Name(source: text)
        let own = Set(name?.options.map(\.name) ?? [])
        for other in Name.allCases where other != name {
            if let option = other.options.first(where: { arguments.has($0.name) && !own.contains($0.name) }) {
                throw CommandError.usage("--\(option.name) belongs to --source \(other.rawValue)")
            }
        }
        // What somebody has listed or asked for by name is not to be dropped for its elements, unless they say so.
        excluded = try ElementChoice.excluded(arguments, usually: name == .substitution ? ElementChoice.usualExclusions : "none")
        switch name {
        case .substitution:
            source = try SubstitutionArguments.source(arguments, known: known, entries: entries, excluded: excluded)
            reasons = [.merged, .unchanged, .exhausted]
        case .enumeration:
            source = try EnumerationArguments.source(arguments)
            reasons = []
        case .generator:
            guard text.hasPrefix(Name.generatorPrefix), text != Name.generatorPrefix else {
                throw CommandError.usage("--source \(text): which one? --source \(Name.generatorPrefix)RUN names a run or its bundle")
            }
            let run = String(text.dropFirst(Name.generatorPrefix.count))
            source = try GeneratorSource.source(arguments, run: run, excluded: excluded)
            reasons = []
        case nil:
            let path = try arguments.existing(text)
            let (id, structure) = (arguments.text("id"), arguments.text("structure"))
            source = HDF5File.isOne(path) ? DatasetSource(try Dataset(path: path)) : try FileSource(path: path, id: id, structure: structure)
            reasons = [.unreadable]
        }
        guard name == nil || (!arguments.has("id") && !arguments.has("structure")) else {
            throw CommandError.usage("--id and --structure name columns of a file; --source is \(text)")
        }
        guard source.count > 0 else { throw CommandError.badData("--source \(text): there is nothing to predict") }
    }
}
