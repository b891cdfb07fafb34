import TestSupport
import Testing

extension TemporaryDirectory {
    /// Makes up some materials and featurises them as structures; the table stays beside the data set, which is called `data.h5`.
    ///
    /// - Parameters:
    ///   - targets: columns of the table, each with its unit if it is to have one
    ///   - more: options of `covey featurise`
    /// - Returns: the path of the data set
    func sandboxData(materials: Int, targets: [String] = ["formation_energy_per_atom"], _ more: [String] = []) throws -> String {
        let sandbox = try ProgramRun("covey", ["sandbox", "--out", path, "--materials", "\(materials)"])
        #expect(sandbox.status == 0, "\(sandbox.errors)")
        return try featuriseSandbox(targets: targets, more)
    }

    /// The same of the materials that are there already.
    func featuriseSandbox(targets: [String] = ["formation_energy_per_atom"], _ more: [String] = []) throws -> String {
        let words = ["featurise", file("sandbox.csv"), "--structure", "cif", "--id", "material_id", "--out", file("data.h5")]
        let run = try ProgramRun("covey", words + targets.flatMap { ["--target", $0] } + more)
        #expect(run.status == 0, "\(run.errors)")
        return file("data.h5")
    }
}
