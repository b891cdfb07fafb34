import Foundation
import Materials
import Predictions
import Prospecting

/// The content of `scores.json`: every score, for programs. A score that has no meaning is missing.
struct SampleScoresFile: Encodable {
    struct Subject: Encodable {
        let name: String
        let path: String
        let rows: Int
        /// Rows that no material can be.
        let invalid: Int
        /// Materials that came several times, and prototypes that neither training nor validation has, of all of them.
        let repeated: Int
        let newPrototypes: Int
    }

    struct Scores: Encodable {
        struct Named: Encodable {
            let name: String
            let scores: [String: Double]
        }

        struct OverDraws: Encodable {
            let mean: Double
            let deviation: Double?
        }

        let number: Int
        let samples: [Named]
        let perfectSampler: [String: OverDraws]
        let heldOut: [String: Double]
    }

    let format = "covey-sample-scores"
    let version = 1
    let data: String
    let split: String
    let seed: UInt64
    let draws = SampleEvaluation.draws
    let training: Int
    let validation: Int
    let heldOut: Int
    let subjects: [Subject]
    let scores: [Scores]

    init(_ report: SampleReport) {
        let (evaluation, materials) = (report.evaluation, report.evaluation.materials)
        data = report.data
        split = report.split
        seed = evaluation.seed
        (training, validation, heldOut) = (materials.training.count, materials.validation.count, materials.heldOut.count)
        subjects = evaluation.subjects.map { subject in
            Subject(
                name: subject.name, path: subject.path, rows: subject.read, invalid: subject.loss?.lost ?? 0,
                repeated: subject.examples.repeatedCount, newPrototypes: subject.examples.newPrototypeCount)
        }
        scores = evaluation.scores.map { scores in
            Scores(
                number: scores.number,
                samples: zip(evaluation.subjects, scores.ofSubjects).map { Scores.Named(name: $0.name, scores: $1) },
                perfectSampler: scores.perfect.mapValues { Scores.OverDraws(mean: $0.mean, deviation: $0.deviation) }, heldOut: scores.heldOut)
        }
    }

    /// Pretty JSON with sorted keys in snake case: the same scores give the same bytes.
    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
