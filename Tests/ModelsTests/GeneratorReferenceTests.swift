import Glibc
import Models
import Testing

/// Nats and gradient of a small generator against those of `torch.nn.TransformerEncoder` with the same weights, in double precision (torch 2.13).
///
/// `Jobs/compare-with-reference --cases trace-generator` prints the numbers.
@Suite struct GeneratorReferenceTests {
    @Test func natsAndGradientAreThoseOfPyTorch() throws {
        let fixture = try GeneratorFixture()
        let model = try fixture.model()
        let trace = try GeneratorTrace(model, fixture.rows, of: fixture.dataset, weights: GeneratorTrace.formulaWeights(of: model))
        let nats = try #require(trace.tensors["nats"])
        #expect(nats.shape == [Self.nats.count, 4])
        for (own, expected) in zip(nats.values, Self.nats.joined()) { #expect(abs(Double(own) - expected) < 1e-5 * (1 + expected)) }
        #expect(model.layout.blocks.count == Self.gradients.count)
        for block in model.layout.blocks {
            let expected = try #require(Self.gradients[block.name])
            let values = try #require(trace.tensors["gradient/\(block.name)"]).values.map(Double.init)
            let norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let product = values.enumerated().reduce(0) { $0 + $1.element * cos(Double($1.offset)) }
            #expect(abs(norm - expected.norm) < 1e-5 * expected.norm, "\(block.name)")
            #expect(abs(product - expected.product) < 1e-5 * expected.norm, "\(block.name)")
        }
    }

    static let nats: [[Double]] = [
        [4.4228486, 12.8719208, 5.2895597, 0.0039229],
        [4.4228486, 17.8813711, 7.0379099, 0.5274134],
        [4.4228486, 13.3347310, 3.4853956, 0.0000065],
        [4.4228486, 16.6845514, 1.6845777, 0.0000000],
        [4.4228486, 10.1438337, 1.3885215, 0.8553620],
        [4.4228486, 12.8618613, 2.2542129, 1.8365129],
        [4.4228486, 18.2744057, 5.4893820, 0.8556963],
        [4.4228486, 17.1930453, 1.6042497, 0.0000000],
        [4.4228486, 9.2590920, 2.7703469, 0.0000000],
        [4.4228486, 20.4885181, 9.3313620, 0.0000000],
    ]
    static let gradients: [String: (norm: Double, product: Double)] = [
        "tokens": (6.3011058e-01, -2.1540885e-01),
        "layers.0.norm1.gain": (2.2080446e-01, 1.3736616e-03),
        "layers.0.norm1.bias": (5.0503935e-01, 2.5976522e-01),
        "layers.0.attention.in.weight": (5.3752872e-01, 3.7654513e-02),
        "layers.0.attention.in.bias": (3.8390165e-01, -2.3795197e-01),
        "layers.0.attention.out.weight": (7.2697523e-01, -5.8406743e-02),
        "layers.0.attention.out.bias": (2.9976430e-01, 1.6772916e-01),
        "layers.0.norm2.gain": (2.6122154e-01, 9.2898896e-02),
        "layers.0.norm2.bias": (3.2570989e-01, -4.1055171e-01),
        "layers.0.inner.weight": (4.6101826e-01, 2.6499226e-01),
        "layers.0.inner.bias": (2.6911076e-01, 2.2227774e-01),
        "layers.0.outer.weight": (5.0684072e-01, -1.7420133e-02),
        "layers.0.outer.bias": (2.6513696e-01, 4.0316044e-02),
        "layers.1.norm1.gain": (4.4705139e-01, -2.0658960e-01),
        "layers.1.norm1.bias": (3.6308307e-01, 2.2746130e-01),
        "layers.1.attention.in.weight": (4.9727972e-01, 3.4672446e-02),
        "layers.1.attention.in.bias": (2.9260041e-01, -2.1491750e-01),
        "layers.1.attention.out.weight": (5.4901220e-01, -4.5331789e-02),
        "layers.1.attention.out.bias": (2.3002321e-01, 5.5610513e-02),
        "layers.1.norm2.gain": (2.2610938e-01, -1.0657583e-01),
        "layers.1.norm2.bias": (2.4428993e-01, -1.4075525e-02),
        "layers.1.inner.weight": (4.4168306e-01, 1.5118005e-01),
        "layers.1.inner.bias": (2.4621056e-01, 9.4961020e-02),
        "layers.1.outer.weight": (4.8537158e-01, -5.3506419e-02),
        "layers.1.outer.bias": (2.2828023e-01, 1.0502760e-03),
        "norm.gain": (1.0722088e+00, -6.0999772e-01),
        "norm.bias": (1.3337629e+00, 8.3492425e-01),
        "elements.0.weight": (1.9697708e+00, -5.6890067e-01),
        "elements.0.bias": (1.1425045e+00, -8.6439011e-01),
        "elements.last.weight": (1.7902362e+00, -5.0567050e-02),
        "elements.last.bias": (1.4517498e+00, -9.5595287e-01),
        "symmetries.0.weight": (1.1942143e+00, -4.8436439e-01),
        "symmetries.0.bias": (7.0308657e-01, 4.0443714e-01),
        "symmetries.last.weight": (1.3142841e+00, 1.0550556e-01),
        "symmetries.last.bias": (7.8802134e-01, 1.0440267e+00),
        "positions.symmetries": (1.6994881e-01, -1.5467910e-01),
        "positions.0.weight": (3.7414418e-01, -1.0200479e-01),
        "positions.0.bias": (1.8611527e-01, -6.5545457e-02),
        "positions.last.weight": (4.4424346e-01, 1.3559260e-01),
        "positions.last.bias": (2.5729422e-01, 1.0752859e-01),
    ]
}
