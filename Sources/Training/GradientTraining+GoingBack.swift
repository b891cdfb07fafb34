import Kernels
import Models

/// What a member does whose loss has jumped: a batch has thrown its weights somewhere from where it would not come back in the time that is
/// left.
///
/// All of it follows from the sums over the epoch, which every shard has, and is part of the progress that checkpoints keep.
extension GradientTraining {
    /// Whether weights are there to go back to, and it may yet help.
    var mayGoBack: Bool {
        configuration.afterJump == .goBack && state.progress.bestError != nil && (state.progress.goingBack?.count ?? 0) < GoingBack.most
    }

    /// Whether an epoch has lost so much that training goes back.
    func isJump(_ sums: [Loss.Sum]) -> Bool {
        guard mayGoBack else { return false }
        let since = state.progress.goingBack
        let earlier = state.progress.history.dropFirst(since?.epochs ?? 0).map(\.trainLoss) + (since.map { [$0.loss] } ?? [])
        let lowest = earlier.min() ?? .infinity
        return !(sums.loss <= lowest + LossJump.bound * Double(task.targets.count))
    }

    /// Takes the best weights up again: the optimiser begins anew, at half the rate.
    mutating func goBack() {
        let progress = state.progress
        let loss = progress.history.first { $0.epoch == progress.bestEpoch }?.trainLoss ?? .infinity
        state.progress.goingBack = GoingBack(
            count: (progress.goingBack?.count ?? 0) + 1, step: progress.step, loss: loss, epochs: progress.history.count)
        state.progress.usualNorm = nil
        state.progress.leftOut = nil
        state.weights.flat.copy(from: state.best.flat)
        state.average?.flat.copy(from: state.best.flat)
        state.firstMoment.flat.fill(0)
        state.secondMoment.flat.fill(0)
    }

    /// The schedule's rate, halved each time that training went back, and growing to that once more.
    func learningRate(steps: Int) -> Double {
        let progress = state.progress
        let rate = configuration.learningRate(step: progress.step, steps: steps)
        guard let goingBack = progress.goingBack else { return rate }
        let warming = configuration.warmingSteps(of: steps)
        return rate * goingBack.rateFactor * min(1, Double(progress.step - goingBack.step + 1) / Double(max(warming, 1)))
    }
}
