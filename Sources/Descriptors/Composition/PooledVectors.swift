import Datasets
import Foundation
import Materials

/// Vectors of a material's elements made one: x_i are atomic fractions, v_i one number of element i.
enum PooledVectors {
    enum Statistic: String, CaseIterable, Sendable {
        case mean, max, min, sum, range, variance
    }

    private static let builtIn = ElementColumns(.builtIn, columns: ElementVectors.builtInColumns)

    static let family = DescriptorFamily(
        name: "pooled", parameters: [], words: [file, stats, gaps],
        standard: descriptor("pooled", builtIn, Statistic.allCases, fillsGaps: true, isFile: false)
    ) { name, _, words throws(DescriptorError) in
        let statistics = try statistics(words[stats.name] ?? stats.standard)
        let path = words[file.name] ?? ""
        return descriptor(
            name, path.isEmpty ? builtIn : try columns(path), statistics, fillsGaps: words[gaps.name] != "none",
            isFile: !path.isEmpty)
    }

    private static let file = DescriptorFamily.Word(
        name: "file", standard: "", meaning: "of element vectors, JSON or CSV, in the place of the built-in ones"
    ) { path in
        // What stands in a name must be no part of a path, nor end a name.
        let stem = (path.split(separator: "/").last ?? "").prefix { $0 != "." }
        return String(stem.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? $0 : "-" })
    }
    private static let stats = DescriptorFamily.Word(
        name: "stats", standard: Statistic.allCases.map(\.rawValue).joined(separator: "+"), meaning: "which, with + between them"
    ) { text in
        let chosen = text.split(separator: "+")
        return Statistic.allCases.map(\.rawValue).filter { chosen.contains($0[...]) }.joined(separator: "+")
    }
    private static let gaps = DescriptorFamily.Word(
        name: "gaps", standard: "mean", choices: ["mean", "none"], meaning: "of numbers that a table lacks: the mean over its elements, or nothing")

    private static func statistics(_ text: String) throws(DescriptorError) -> [Statistic] {
        let chosen = text.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
        for name in chosen where Statistic(rawValue: name) == nil {
            let all = Statistic.allCases.map(\.rawValue).joined(separator: ", ")
            throw .parameter(family: "pooled", problem: "stats names '\(name)'; there are \(all), with + between them")
        }
        return Statistic.allCases.filter { chosen.contains($0.rawValue) }
    }

    private static func columns(_ path: String) throws(DescriptorError) -> ElementColumns {
        do {
            return try ElementColumns(path: path)
        } catch let error as ReaderError {
            throw .file(error)
        } catch let error as ElementVectorsError {
            throw .vectors(error)
        } catch {
            throw .parameter(family: "pooled", problem: "\(path): \(error)")
        }
    }

    private static func descriptor(
        _ name: String, _ columns: ElementColumns, _ statistics: [Statistic], fillsGaps: Bool, isFile: Bool
    ) -> Descriptor {
        let width = columns.columns.count
        let filled = fillsGaps ? columns.filled : columns.values
        let source = isFile ? "vectors of \(columns.name)" : "vectors \(columns.name)"
        return Descriptor(
            name: name, summary: "\(source) of a material's elements: \(statistics.map(\.rawValue).joined(separator: ", "))", version: 1,
            columns: statistics.flatMap { statistic in columns.columns.map { "\(statistic.rawValue) \($0)" } },
            imputation: fillsGaps ? .meanOverElements : .none, source: source, digest: FeatureSchema.digest(of: columns.values),
            rule: .composition { composition in
                let elements = composition.components.map { Int($0.element.atomicNumber) }
                guard !elements.isEmpty, elements.allSatisfy({ columns.isPresent[$0] }) else {
                    return [Double](repeating: .nan, count: statistics.count * width)
                }
                let (fractions, amounts) = (composition.fractions, composition.reducedAmounts)
                var pooled = [Double](repeating: 0, count: statistics.count * width)
                for column in 0..<width {
                    let vector = elements.map { filled[$0 * width + column] }
                    for (place, statistic) in statistics.enumerated() {
                        pooled[place * width + column] = Self.pool(vector, statistic, fractions, amounts)
                    }
                }
                return pooled
            })
    }

    /// NaN where one of the numbers is.
    private static func pool(_ vector: [Double], _ statistic: Statistic, _ fractions: [Double], _ amounts: [Double]) -> Double {
        func extreme(_ isBetter: (Double, Double) -> Bool) -> Double {
            vector.dropFirst().reduce(vector[0]) { $0.isNaN || $1.isNaN ? .nan : isBetter($1, $0) ? $1 : $0 }
        }
        func sum(_ weights: [Double], _ value: (Double) -> Double) -> Double { zip(weights, vector).reduce(0) { $0 + $1.0 * value($1.1) } }
        switch statistic {
        case .mean: return sum(fractions) { $0 }
        case .max: return extreme(>)
        case .min: return extreme(<)
        case .sum: return sum(amounts) { $0 }
        case .range: return extreme(>) - extreme(<)
        case .variance:
            let mean = sum(fractions) { $0 }
            return sum(fractions) { ($0 - mean) * ($0 - mean) }
        }
    }
}

extension ElementColumns {
    /// The values, where a number that an element lacks is the mean over the elements that have it.
    fileprivate var filled: [Double] {
        let width = columns.count
        let rows = isPresent.indices.filter { isPresent[$0] }
        var filled = values
        for column in 0..<width {
            let mean = meanOfKnown(rows.map { values[$0 * width + column] })
            for row in rows where filled[row * width + column].isNaN { filled[row * width + column] = mean }
        }
        return filled
    }
}
