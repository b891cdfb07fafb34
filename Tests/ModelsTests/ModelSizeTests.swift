import Kernels
import Materials
import Models
import Testing

/// Sizes that no model has, from a file or a command line: refused before memory is taken for them.
@Suite struct ModelSizeTests {
    @Test(arguments: [-1, 0, 1, 1_000_000_000_000]) func classes(count: Int) {
        #expect { try SmallBatch.model(.wren, tasks: [.classification(classes: count)]) } throws: { "\($0)".hasPrefix("classes is \(count); ") }
    }

    @Test func lists() {
        let tables = EmbeddingTables(.builtIn, kind: .roost)
        for (change, name) in [
            ({ $0.trunk = [Int](repeating: 1, count: 65) }, "layers of model.trunk is 65"), ({ $0.output = [] }, "layers of model.output is 0"),
            ({ $0.trunk = [65536, 65536] }, "the number of parameters is "),
        ] as [((inout SetSettings) -> Void, String)] {
            var configuration = SetSettings(kind: .roost)
            change(&configuration)
            #expect { try SetModel(configuration, tasks: [.regression(.l1)], tables: tables) } throws: { "\($0)".hasPrefix(name) }
        }
    }
}
