import HDF5

extension TriageShare {
    static let format = "covey-triage-share"
    static let version = 1

    /// Writes the share beside its place and puts it there.
    ///
    /// - Parameter triage: digest of what the triage depends on
    public func write(to path: String, of triage: String) throws {
        let kept = kept.sorted
        // Each array by its name: the compiler (6.3.1) fails over views of what has none.
        let (chunks, counts) = (chunks.map(Int64.init), funnel.counts)
        let (numbers, identities) = (kept.map { Int64($0.number) }, kept.map(\.identity))
        let energies = kept.flatMap(\.energies)
        try HDF5File.write(to: path) { file in
            try file.write(chunks.span, at: "chunks")
            try file.write(counts.span, at: "funnel")
            try file.write(numbers.span, at: "kept/number")
            try file.write(identities.span, at: "kept/identity")
            try file.write(energies.span, shape: [kept.count, RankedCandidate.energyCount], at: "kept/energies")
            try file.setAttribute("format", to: Self.format)
            try file.setAttribute("version", to: Self.version)
            try file.setAttribute("triage", to: triage)
            try file.setAttribute("keep", to: self.kept.limit)
        }
    }

    /// Reads a share again.
    ///
    /// - Parameters:
    ///   - triage: digest of what the triage depends on; that of the file must be the same
    ///   - chunkCount: of the triage
    /// - Throws: `TriageError` for whatever is not as it was written
    public static func read(_ path: String, of triage: String, keeping limit: Int, chunkCount: Int) throws(TriageError) -> TriageShare {
        var share = TriageShare(keeping: limit)
        let columns = RankedCandidate.energyCount
        do {
            let file = try HDF5File.open(path)
            func check(_ name: String, _ expected: String, _ found: String?) throws {
                guard found == expected else {
                    throw TriageError.share(path: path, expected: "\(name) \(expected)", found: found ?? "none")
                }
            }
            try check("the format", format, try file.textAttribute("format"))
            try check("version", "\(version)", try file.integerAttribute("version").map(String.init))
            try check("the triage", triage, try file.textAttribute("triage"))
            try check("keep", "\(limit)", try file.integerAttribute("keep").map(String.init))
            let mapped = try MappedFile(path: path)
            func numbers<Number: ArrayElement>(_ name: String, _ type: Number.Type) throws -> [Number] {
                let layout = try file.layout(of: name)
                try mapped.verify(layout)
                return try mapped.array(layout, of: type).elements
            }
            let chunks = try numbers("chunks", Int64.self)
            guard zip(chunks, chunks.dropFirst()).allSatisfy(<), chunks.allSatisfy({ (0..<Int64(chunkCount)).contains($0) }) else {
                throw TriageError.share(path: path, expected: "numbers of chunks below \(chunkCount), ascending", found: "others")
            }
            for chunk in chunks { share.finish(chunk: Int(chunk)) }
            let counts = try numbers("funnel", Int64.self)
            guard counts.count == ProspectFunnel.countsCount, counts.allSatisfy({ $0 >= 0 }) else {
                throw TriageError.share(path: path, expected: "\(ProspectFunnel.countsCount) counts", found: "\(counts.count), or some below zero")
            }
            share.funnel = ProspectFunnel(counts: counts)
            let (kept, identities) = (try numbers("kept/number", Int64.self), try numbers("kept/identity", UInt64.self))
            let energies = try numbers("kept/energies", Double.self)
            guard kept.count <= limit, identities.count == kept.count, energies.count == kept.count * columns else {
                throw TriageError.share(
                    path: path, expected: "at most \(limit) candidates, \(columns) numbers each", found: "\(kept.count) with \(energies.count)")
            }
            for (place, number) in kept.enumerated() {
                share.kept.insert(
                    RankedCandidate(
                        number: Int(number), identity: identities[place], energies: Array(energies[place * columns..<(place + 1) * columns])))
            }
            return share
        } catch let error as TriageError {
            throw error
        } catch let error as HDF5Error {
            throw .file(error)
        } catch {
            throw .share(path: path, expected: "a share of a triage", found: "\(error)")
        }
    }
}
