import Foundation

/// What became of one candidate, as ranks tell each other.
struct RealiseOutcome: Codable {
    /// Of the candidate, from 0.
    let number: Int
    /// Of the index, before those of the candidates' table; empty where it failed.
    var fields: [String] = []
    var way = ""
    var ratio = 0.0
    /// Å³ per atom.
    var volume = 0.0
    /// Of the known material of the same id.
    var ownVolume: Double?
    /// The kind of reason; nil where there is a structure.
    var failure: String?
    var detail = ""

    static func bytes(of outcomes: [RealiseOutcome]) throws -> [UInt8] { Array(try JSONEncoder().encode(outcomes)) }

    static func outcomes(in bytes: [UInt8]) throws -> [RealiseOutcome] { try JSONDecoder().decode([RealiseOutcome].self, from: Data(bytes)) }
}
