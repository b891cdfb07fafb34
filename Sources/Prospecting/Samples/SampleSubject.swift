import Materials

/// The samples of one file, as they are scored.
public struct SampleSubject: Sendable {
    public let name: String
    public let path: String
    /// Rows of the file.
    public let read: Int
    /// Those that no material can be; nil where all can.
    public let loss: RowLoss?
    /// Of what is left, in the order of the file.
    public let traits: SampleTraits
    let mayBeInvalid: Bool
    public private(set) var examples = SampleExamples()

    /// - Parameters:
    ///   - states: oxidation states by which materials count as neutral
    ///   - progress: told of the rows that are read
    /// - Throws: what reading throws, `SampleError.none`
    public init(_ file: SampleFile, name: String, states: OxidationStateSet = .common, progress: (Int) -> Void = { _ in }) throws {
        var traits = SampleTraits(states: states)
        var faults: [(id: String, reason: String)] = []
        var read = 0
        try file.forEach { sample in
            read += 1
            switch sample.content {
            case .success(let material): traits.append(material, nats: sample.nats)
            case .failure(let fault): faults.append((sample.id, fault.description))
            }
            progress(read)
        }
        self.name = name
        path = file.path
        self.read = read
        loss = RowLoss(rows: read, faults: faults)
        self.traits = traits
        mayBeInvalid = file.mayBeInvalid
        guard traits.count > 0 else { throw SampleError.none(path: path, loss: loss?.text ?? "") }
    }

    /// The share of the rows that can be a material; nil where nothing else could stand there.
    var validShare: Double? { mayBeInvalid ? Double(traits.count) / Double(read) : nil }

    /// Reads the file once more for the labels of a few.
    public mutating func findExamples(in file: SampleFile, known: KnownSamples) throws {
        examples = try SampleExamples(traits, known: known, file: file)
    }
}
