import Datasets
import Kernels

/// Every buffer of a network's forward and backward pass, sized once for the largest batch: a step allocates nothing.
struct NetworkWorkspace {
    let rows: Int
    let slices: Int
    /// [rows × features], as they enter.
    let input: Matrix
    let trunk: ResidualBlocks.Buffers
    let outputs: [ResidualNetwork.Buffers]
    /// Where the loss leaves its gradient with respect to the raw outputs, for each target.
    let resultGradients: [Matrix]
    /// nil where nothing is ever dropped.
    let dropout: DropoutMasks?
    let sums: SliceSums
    let products: SlicedProduct

    /// - Parameters:
    ///   - rows, slices: of a batch, at most
    init(_ model: NetworkModel, rows: Int, slices: Int, for purpose: ModelPurpose) {
        self.rows = rows
        self.slices = slices
        let room = max(rows, Product.leastRows)
        let isTraining = purpose == .training
        let gradientRows = isTraining ? room : 0
        input = Matrix(rows: room, columns: model.scaling.means.count)
        trunk = ResidualBlocks.Buffers(model.trunk, rows: room, gradientRows: gradientRows)
        outputs = model.outputs.map { ResidualNetwork.Buffers($0, rows: room) }
        resultGradients = model.tasks.map { Matrix(rows: gradientRows, columns: $0.outputs) }
        let drops = isTraining && !model.settings.dropout.isNothing
        let hidden = model.settings.hidden
        dropout = drops ? DropoutMasks(widths: hidden, rates: model.settings.dropout.rates(layers: hidden.count), rows: room) : nil
        let widest = model.layout.blocks.map(\.columns).max() ?? 0
        sums = SliceSums(slices: isTraining ? slices : 0, widest: widest)
        products = SlicedProduct(
            slices: isTraining ? slices : 0, rows: gradientRows, elements: SlicedProduct.room(rows: gradientRows, columns: widest))
    }

    func holds(rows: Int, slices: Int) -> Bool { rows <= self.rows && slices <= self.slices }
}
