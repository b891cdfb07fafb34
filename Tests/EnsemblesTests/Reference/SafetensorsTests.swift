import Ensembles
import Foundation
import Models
import TestSupport
import Testing

@Suite struct SafetensorsTests {
    private func bytes(of file: Safetensors) throws -> Data {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("covey-\(UUID().uuidString).safetensors").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try file.write(to: path)
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }

    private let file = Safetensors(
        tensors: ["a": .init(shape: [2, 3], values: [1, -2, 3, .infinity, 5, 6]), "b": .init(shape: [], values: [7])],
        metadata: ["loss": "0.5"])

    @Test func whatIsWrittenIsRead() throws {
        let back = try Safetensors(data: try bytes(of: file), path: "x")
        #expect(back.tensors == file.tensors)
        #expect(back.metadata == file.metadata)
    }

    @Test func everyTruncationIsRefused() throws {
        let data = try bytes(of: file)
        for length in 0..<data.count { #expect(throws: SafetensorsError.self) { try Safetensors(data: data.prefix(length), path: "x") } }
    }

    @Test func anAbsurdHeaderLengthIsRefused() throws {
        var data = try bytes(of: file)
        for index in 0..<8 { data[index] = 0xFF }
        #expect(throws: SafetensorsError.self) { try Safetensors(data: data, path: "x") }
    }

    @Test(arguments: ["[1,-9223372036854775808]", "[4,0]", "[-4,0]", "[0,8]", "[0,9223372036854775807]", "[0]", "[0.5,4]"])
    func absurdOffsetsAreRefused(offsets: String) {
        let header = Data(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":\#(offsets)}}"#.utf8)
        let length = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) }
        #expect(throws: SafetensorsError.self) { try Safetensors(data: length + header + Data(count: 4), path: "x") }
    }
}
