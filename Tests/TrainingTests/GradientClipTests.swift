import Testing
import Training

/// What shortens long gradients.
@Suite struct GradientClipTests {
    private let clip = GradientClip(factor: 3)

    @Test func `A gradient of the usual length stays as it is, and so does the first`() {
        var usual: Double?
        #expect(clip.scale(norm: 2, usual: &usual, step: 0) == 1 && usual == 2)
        #expect(clip.scale(norm: 5.9, usual: &usual, step: 1) == 1)
        #expect(abs((usual ?? 0) - (2 + 3.9 / 2)) < 1e-12)
    }

    @Test func `A longer one is cut to the factor, and counts as that long afterwards`() {
        var usual: Double? = 2
        #expect(clip.scale(norm: 600, usual: &usual, step: 999) == 6.0 / 600)
        #expect(abs((usual ?? 0) - 2.04) < 1e-12)
    }

    @Test func `What is usual follows gradients that grow`() {
        var usual: Double? = 1
        var shortened = 0
        for step in 1...1_000 where clip.scale(norm: 1 + Double(step) / 20, usual: &usual, step: step) != 1 { shortened += 1 }
        #expect(shortened == 0 && (usual ?? 0) > 20)
        // A leap is cut, but not for ever.
        let steps = (0..<1_000).prefix { _ in clip.scale(norm: 500, usual: &usual, step: 1_000) != 1 }.count
        #expect(steps > 10 && steps < 200)
    }

    @Test(arguments: [Double.nan, .infinity]) func `A norm beyond all numbers is refused and forgotten`(norm: Double) {
        var usual: Double? = 2
        #expect(clip.scale(norm: norm, usual: &usual, step: 5) == nil && usual == 2)
        var none: Double?
        #expect(clip.scale(norm: norm, usual: &none, step: 0) == nil && none == nil)
    }

    @Test func `A gradient of nothing does not forbid the next`() {
        var usual: Double?
        #expect(clip.scale(norm: 0, usual: &usual, step: 0) == 1 && usual == 0)
        #expect(clip.scale(norm: 4, usual: &usual, step: 1) == 1 && usual == 2)
    }
}
