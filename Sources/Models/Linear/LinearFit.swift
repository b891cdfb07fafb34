import Datasets
import Glibc
import Kernels

/// A member on its path of penalties, from the strongest to the weakest: a stage is the next one, of every target.
struct LinearFit: StagedFit {
    private let model: LinearModel
    private let problems: [LinearProblem]
    private var member: LinearMember
    private let measured: Matrix
    private let validation: Matrix
    private let validationValues: [[Float]]

    /// - Parameter member: the penalties so far; nil: none
    init(_ model: LinearModel, _ inputs: ModelInputs, _ lesson: StagedLesson, continuing member: LinearMember?) throws {
        let features = try inputs.dataset.features(model.scaling.features.schema.name)
        let training = model.scaling.matrix(of: lesson.training, features)
        self.model = model
        problems = model.tasks.indices.map { target in
            let own = LearntRows(lesson, target: target)
            return LinearProblem(model.settings.kind, training, own, own.values(lesson, target: target))
        }
        self.member = member ?? LinearMember(parts: model.tasks.map { _ in LinearPart(columns: training.columns) })
        measured = model.scaling.matrix(of: lesson.measured, features)
        validation = model.scaling.matrix(of: lesson.validation, features)
        validationValues = lesson.targets.map { values in lesson.validation.map { values[$0] } }
    }

    var stages: Int { member.parts[0].solutions.count }

    var arrays: [NamedArray] { member.arrays }

    func weights(keeping stage: Int) -> [NamedArray] { LinearMember(parts: member.parts.map { $0.only(stage) }).arrays }

    mutating func advance() throws {
        let place = Double(stages) / Double(max(model.stages - 1, 1))
        for (target, problem) in problems.enumerated() {
            let penalty = model.settings.penalty ?? problem.penalty(at: place)
            let solution = try problem.solve(penalty: penalty, from: member.parts[target].solutions.last?.coefficients)
            member.parts[target].solutions.append(solution)
            member.parts[target].deviations.append(deviation(solution, target))
        }
    }

    /// σ by the validation rows, which are not learnt from.
    private func deviation(_ solution: LinearSolution, _ target: Int) -> Double {
        guard let loss = model.tasks[target].regressionLoss else { return 1 }
        var spread = ResidualSpread(loss)
        for (found, value) in zip(solution.values(of: validation), validationValues[target]) { spread.add(found - Double(value)) }
        return spread.deviation
    }

    func outputs() -> [Matrix] { zip(member.parts, model.tasks).map { $0.outputs(measured, $1) } }
}

extension LinearPart {
    /// As outputs of a task: (mean, log σ) or the mean alone.
    func outputs(_ rows: Matrix, _ task: Task) -> Matrix {
        let matrix = Matrix(rows: rows.rows, columns: task.outputs)
        guard let solution = solutions.last, let deviation = deviations.last else { return matrix }
        for (row, value) in solution.values(of: rows).enumerated() {
            matrix[row, 0] = Float(value)
            if task.hasDeviation { matrix[row, 1] = Float(log(deviation)) }
        }
        return matrix
    }
}
