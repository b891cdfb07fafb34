import Materials
import TestSupport
import Testing

/// Whatever the bytes, a reader gives a crystal or an error; what it gives is sound.
struct DamagedTextTests {
    private static let seeds = [TestTexts.rutile, TestTexts.zincite, TestTexts.saltPoscar, TestTexts.saltFrame, TestTexts.saltJSON]

    /// A text with some bytes changed, left out, doubled or moved.
    private static func damaged(_ text: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = text
        for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(Array("();'\"_#.-e9 \n{}[]".utf8).randomElement(using: &generator) ?? 32, at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &generator)))
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 30)], at: place)
            }
        }
        return bytes
    }

    @Test func damagedTextsAreRefusedOrSound() throws {
        var generator = SeededGenerator(seed: 11)
        var readable = 0
        for round in 0..<4000 {
            let text = String(decoding: Self.damaged(Array(Self.seeds[round % Self.seeds.count].utf8), &generator), as: UTF8.self)
            let readers: [(String) throws -> Structure] = [
                { try Structure(cif: $0) }, { try Structure(poscar: $0) }, { try Structure(extendedXYZ: $0) }, { try Structure(json: $0) },
            ]
            for reader in readers {
                guard let structure = try? reader(text) else { continue }
                readable += 1
                #expect(structure.lattice.volume > 0 && structure.lattice.volume.isFinite)
                #expect(structure.sites.allSatisfy { $0.position.max().isFinite && $0.position.min().isFinite })
                #expect(!structure.sites.isEmpty)
            }
        }
        #expect(readable > 100)
    }

    @Test func damagedFilesEnd() throws {
        let directory = try TemporaryDirectory()
        var generator = SeededGenerator(seed: 12)
        let names = ["a.cif", "POSCAR", "a.xyz", "a.json", "a.csv"]
        let texts = [
            TestTexts.rutile + "\n" + TestTexts.zincite, TestTexts.saltPoscar, TestTexts.saltFrame + TestTexts.saltFrame,
            "[\(TestTexts.saltJSON)]", "id,formula\na,\"NaCl\"\nb,KCl\n",
        ]
        var records = 0
        for round in 0..<600 {
            let path = directory.file(names[round % names.count])
            try write(Self.damaged(Array(texts[round % names.count].utf8), &generator), to: path)
            guard var source = try? RecordSource(paths: [path]) else { continue }
            while let record = try? source.next() {
                records += 1
                _ = try? record.composition()
            }
        }
        #expect(records > 100)
    }

    @Test func randomFormulae() {
        var generator = SeededGenerator(seed: 13)
        let letters = Array("NaClOFeH2305.()[]{}·*+- xD")
        var readable = 0
        for _ in 0..<20_000 {
            let text = String((0..<Int.random(in: 0...12, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? "N" })
            guard let composition = try? Composition(text) else { continue }
            readable += 1
            #expect(!composition.components.isEmpty && composition.components.allSatisfy { $0.amount > 0 && $0.amount.isFinite })
            #expect(!composition.reducedFormula.isEmpty)
        }
        #expect(readable > 100)
    }
}
