import Materials

/// Coulomb, sine and Ewald matrices of structures, as elements and as spectra.
enum MatrixDescriptors {
    static let families = [coulombMatrix, coulombSpectrum, sineMatrix, sineSpectrum, ewaldMatrix, ewaldSpectrum]

    private static let coulombMatrix = matrix("coulomb", "Coulomb matrix of the cell's atoms as a molecule", [], [images], rupp, coulomb)
    private static let coulombSpectrum = spectrum("coulomb", "Coulomb matrix of the cell's atoms as a molecule", [], [images], rupp, coulomb)
    private static let sineMatrix = matrix("sine", "sine matrix", [], [], faber) { structure, _ in AtomMatrix(sine: structure) }
    private static let sineSpectrum = spectrum("sine", "sine matrix", [], [], faber) { structure, _ in AtomMatrix(sine: structure) }
    private static let ewaldMatrix = matrix("ewald", "Ewald sum matrix", [accuracy], [], faber, ewald)
    private static let ewaldSpectrum = spectrum("ewald", "Ewald sum matrix", [accuracy], [], faber, ewald)

    private static let rupp = "Rupp et al., Phys. Rev. Lett. 108, 058301 (2012)"
    private static let faber = "Faber et al., Int. J. Quantum Chem. 115, 1094 (2015)"

    /// 64 is what `--max-sites` lets through.
    private static let most = DescriptorFamily.Parameter(
        name: "atoms", standard: 64, range: 1...256, isWhole: true, meaning: "for which there is room; a structure with more has no numbers")
    private static let accuracy = DescriptorFamily.Parameter(
        name: "accuracy", standard: 1e-12, range: 1e-15...1e-2, meaning: "of the sums, relative to their first terms")
    private static let order = DescriptorFamily.Word(
        name: "order", standard: "norm", choices: ["norm", "given"], meaning: "of the rows: the largest norm first, or that of the file")
    private static let images = DescriptorFamily.Word(
        name: "images", standard: "given", choices: ["given", "joined"], meaning: "atoms where the file has them, or joined to a molecule across faces")

    private typealias Rule = @Sendable (_ structure: Structure, _ choices: Choices) -> AtomMatrix?

    private struct Choices: Sendable {
        var values: [String: Double] = [:]
        var words: [String: String] = [:]

        var atoms: Int { Int(values[most.name] ?? most.standard) }
        var isSorted: Bool { words[order.name] != "given" }
    }

    private static let coulomb: Rule = { structure, choices in
        let isJoined = choices.words[images.name] == "joined"
        return AtomMatrix(
            coulomb: structure.sites.map(\.element), at: isJoined ? structure.joinedPositions : structure.givenPositions)
    }

    private static let ewald: Rule = { structure, choices in
        AtomMatrix(ewald: structure, accuracy: choices.values[accuracy.name] ?? accuracy.standard)
    }

    private static func matrix(
        _ kind: String, _ title: String, _ parameters: [DescriptorFamily.Parameter], _ words: [DescriptorFamily.Word], _ source: String,
        _ rule: @escaping Rule
    ) -> DescriptorFamily {
        family("\(kind)-matrix", [most] + parameters, [order] + words) { name, choices in
            let (atoms, isSorted) = (choices.atoms, choices.isSorted)
            return Descriptor(
                name: name, summary: "\(title), padded with zeros to \(atoms) × \(atoms)", version: 1,
                columns: (1...atoms).flatMap { row in (1...atoms).map { "\(row) \($0)" } }, imputation: .none, source: source,
                rule: .structure { structure in
                    guard structure.sites.count <= atoms else { return nil }
                    return rule(structure, choices)?.elements(paddedTo: atoms, sorted: isSorted)
                })
        }
    }

    private static func spectrum(
        _ kind: String, _ title: String, _ parameters: [DescriptorFamily.Parameter], _ words: [DescriptorFamily.Word], _ source: String,
        _ rule: @escaping Rule
    ) -> DescriptorFamily {
        family("\(kind)-spectrum", [most] + parameters, words) { name, choices in
            let atoms = choices.atoms
            return Descriptor(
                name: name, summary: "eigenvalues of the \(title), the largest magnitude first, padded with zeros to \(atoms)", version: 1,
                columns: (1...atoms).map { "eigenvalue \($0)" }, imputation: .none, source: source,
                rule: .structure { structure in
                    guard structure.sites.count <= atoms else { return nil }
                    return rule(structure, choices)?.spectrum(paddedTo: atoms)
                })
        }
    }

    private static func family(
        _ name: String, _ parameters: [DescriptorFamily.Parameter], _ words: [DescriptorFamily.Word],
        make: @escaping @Sendable (String, Choices) -> Descriptor
    ) -> DescriptorFamily {
        DescriptorFamily(name: name, parameters: parameters, words: words, standard: make(name, Choices())) { name, values, words in
            make(name, Choices(values: values, words: words))
        }
    }
}
