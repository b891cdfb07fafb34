import Commands
import Datasets
import Foundation
import Materials
import Prospecting
import Reports

/// `covey evaluate`: what samples of generators are worth beside materials that none of them has seen.
enum Evaluate: Command {
    static let name = "evaluate"
    static let abstract = "scores of generated materials beside held-out ones, and what a perfect sampler would get"
    static let usage = "SAMPLES… DATA.h5 --out DIR [options]"
    static let options: [Option] = [
        .text("out", "DIR", "where to write index.html, scores.json and scores.csv"),
        .text("split", "SPLIT", "which materials are training, validation and held out (test), as of train: stored name, random:0.8,0.1,0.1 …"),
        .text("number", "N,…", "how many samples and held-out materials are compared (as many as all have)"),
        .text("seed", "N", "of random splits, as of train, and of what is drawn (1)"),
        .text("charge-neutral", "SET", "oxidation states by which materials are charge-neutral: common, or a file of lines such as Fe 2 3 (common)"),
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count >= 2, let data = arguments.positional.last else {
            throw CommandError.usage("expected files of samples and then a data set; usage: covey evaluate \(usage)")
        }
        let paths = Array(arguments.positional.dropLast())
        let directory = try arguments.required("out")
        let numbers = try numbers(arguments)
        let seed = UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1)
        let asked = try arguments.text("split").map(SplitSpecification.init)
        let states = try ChargeScreenArguments.states(arguments) ?? .common
        for path in arguments.positional + arguments.all("config") { _ = try arguments.existing(path) }
        try arguments.checkOutput(directory: directory)
        let start = Date()
        let dataset = try Dataset(path: data)
        let specification = asked ?? .standard(for: dataset)
        let split = try specification.resolve(dataset, seed: seed, needing: [.training, .test])
        let materials = try SampleMaterials(dataset, split, states: states)
        let names = names(of: paths)
        var subjects: [SampleSubject] = []
        for (path, name) in zip(paths, names) {
            let file = try SampleFile(path: path)
            let progress = Progress("reading \(name)")
            var subject = try SampleSubject(file, name: name, states: states) { if $0 % 50_000 == 0 { progress.show("\($0) samples") } }
            try subject.findExamples(in: file, known: materials.known)
            progress.end()
            subjects.append(subject)
        }
        let evaluation = try SampleEvaluation(subjects, materials, numbers: numbers, seed: seed)
        let outcome = try SampleReport(
            evaluation, title: "Samples: \(names.joined(separator: ", "))", data: data, split: specification.description,
            provenance: facts(evaluation, dataset, specification, states)
        ).write(to: directory)
        for skipped in outcome.skippedFigures { say("figure \(skipped.name) is missing: \(skipped.reason)") }
        for subject in subjects {
            if let loss = subject.loss { say("\(subject.path): \(loss.lost) of \(counted(loss.rows, "row")) can be no material: \(loss.text)") }
        }
        print(EvaluationSummary.text(evaluation))
        print("wrote \(directory): index.html, scores.json, scores.csv; \(Progress.duration(Date().timeIntervalSince(start)))")
    }

    private static func numbers(_ arguments: Arguments) throws(CommandError) -> [Int]? {
        guard let text = arguments.text("number") else { return nil }
        var numbers: [Int] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let number = Int(word), number > 0, !numbers.contains(number) else {
                throw .usage("--number is \(text); it must be different whole numbers from 1, with commas between")
            }
            numbers.append(number)
        }
        return numbers
    }

    /// What the files are called without folders and suffixes, where these differ; else their paths.
    private static func names(of paths: [String]) -> [String] {
        let names = paths.map { path in
            let file = path.split(separator: "/").last ?? ""
            return String(file.prefix { $0 != "." })
        }
        return Set(names).count == names.count && !names.contains("") ? names : paths
    }

    private static func facts(
        _ evaluation: SampleEvaluation, _ dataset: Dataset, _ split: SplitSpecification, _ states: OxidationStateSet
    ) -> [ReportSubject.Fact] {
        let materials = evaluation.materials
        let parts = "\(materials.training.count) training, \(materials.validation.count) validation, \(materials.heldOut.count) held out"
        return evaluation.subjects.map { ReportSubject.Fact(name: "Samples", value: "\($0.path), \($0.read) rows") } + [
            ReportSubject.Fact(name: "Known materials", value: "\(dataset.path), \(dataset.count) (content hash \(dataset.contentHash))"),
            ReportSubject.Fact(name: "Split", value: "\(split): \(parts)"), ReportSubject.Fact(name: "Seed", value: "\(evaluation.seed)"),
            ReportSubject.Fact(name: "Oxidation states", value: states.name),
            ReportSubject.Fact(name: "Program", value: Covey.program.nameAndVersion),
        ]
    }
}
