import Datasets
import Kernels

/// A member whose stages are settings of the kernel, each tried on every target.
struct KernelFit: StagedFit {
    private let model: KernelModel
    private var parts: [KernelPart]
    private let systems: [KernelSystem]
    private let values: [[Float]]
    private let usualGammas: [Double]
    private let measured: KernelPoints.Others

    /// - Parameter parts: what has been made so far; nil: nothing
    init(_ model: KernelModel, _ inputs: ModelInputs, _ lesson: StagedLesson, continuing parts: [KernelPart]?) throws {
        self.model = model
        let references = model.points.places(of: lesson.training)
        guard references.count == lesson.training.count else {
            throw ModelError.setting(name: "model", problem: "the references are of other materials")
        }
        let drawn = model.tasks.indices.map { LearntRows(lesson, target: $0) }
        values = drawn.enumerated().map { $1.values(lesson, target: $0) }
        let begun = parts ?? drawn.map { own in KernelPart(places: own.places.map { references[$0] }, counts: own.counts) }
        systems = begun.map { KernelSystem(model.points, model.settings.kernel, places: $0.places, counts: $0.counts) }
        usualGammas = model.settings.gamma == nil ? systems.map(\.usualGamma) : []
        measured = try model.points.others(lesson.measured, inputs.dataset)
        self.parts = begun
        for (target, part) in begun.enumerated() where model.tasks[target].hasDeviation {
            if let last = part.solutions.last { systems[target].prepare(last, isFinal: false) }
        }
    }

    var stages: Int { parts[0].solutions.count }

    var arrays: [NamedArray] { KernelMember(parts: parts).arrays }

    func weights(keeping stage: Int) -> [NamedArray] { KernelMember(parts: parts.map { $0.only(stage) }).arrays }

    mutating func advance() throws {
        let candidate = model.settings.candidates[stages]
        for (target, system) in systems.enumerated() {
            let gamma = model.settings.gamma ?? candidate.gammaFactor * usualGammas[target]
            let penalty = candidate.penalty
            guard
                let solution = system.solve(
                    values[target], penalty: penalty, gamma: gamma, needsVariance: model.tasks[target].hasDeviation)
            else {
                throw ModelError.setting(
                    name: "penalty",
                    problem: "the kernel's matrix is not positive definite with penalty \(penalty) and gamma \(gamma); a larger model.penalty, or "
                        + "model.kernel=laplacian, would make it so")
            }
            parts[target].solutions.append(solution)
        }
    }

    func outputs() -> [Matrix] {
        parts.indices.map { target in
            guard let solution = parts[target].solutions.last else { return Matrix(rows: measured.count, columns: model.tasks[target].outputs) }
            return systems[target].outputs(solution, model.tasks[target], model.points, measured)
        }
    }
}

extension KernelSettings {
    /// λ, and γ in units of one over the mean separation, in the order in which they are tried.
    var candidates: [(penalty: Double, gammaFactor: Double)] {
        let penalties: [Double] = penalty.map { [$0] } ?? [1, 0.1, 0.01, 0.001]
        let factors: [Double] = gamma != nil || kernel == .linear ? [1] : [0.25, 1, 4]
        return factors.flatMap { factor in penalties.map { (penalty: $0, gammaFactor: factor) } }
    }
}
