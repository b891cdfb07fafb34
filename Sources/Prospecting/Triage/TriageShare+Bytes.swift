extension TriageShare {
    /// Everything as 64-bit words, to be sent to another rank of the same program.
    public var bytes: [UInt8] {
        let kept = kept.sorted
        var words = [UInt64(chunks.count), UInt64(kept.count)] + chunks.map { UInt64($0) } + funnel.counts.map { UInt64($0) }
        for candidate in kept {
            words += [UInt64(candidate.number), candidate.identity] + candidate.energies.map(\.bitPattern)
        }
        return words.bytes
    }

    /// - Parameter bytes: as ``bytes`` of another rank; nil for others
    public init?(bytes: [UInt8], keeping limit: Int) {
        guard let words = [UInt64](bytes: bytes), words.count >= 2 else { return nil }
        guard words[0] <= words.count, words[1] <= words.count else { return nil }
        let (chunkCount, keptCount) = (Int(words[0]), Int(words[1]))
        let width = 2 + RankedCandidate.energyCount
        let (funnelStart, keptStart) = (2 + chunkCount, 2 + chunkCount + ProspectFunnel.countsCount)
        guard words.count == keptStart + keptCount * width else { return nil }
        self.init(keeping: limit)
        for word in words[2..<funnelStart] { finish(chunk: Int(word)) }
        funnel = ProspectFunnel(counts: words[funnelStart..<keptStart].map { Int64(bitPattern: $0) })
        for start in stride(from: keptStart, to: words.count, by: width) {
            kept.insert(
                RankedCandidate(
                    number: Int(words[start]), identity: words[start + 1],
                    energies: words[(start + 2)..<(start + width)].map { Double(bitPattern: $0) }))
        }
    }
}
