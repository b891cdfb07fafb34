import Commands
import HDF5
import Sandbox

/// `covey sandbox`: made-up but physical materials to start with, without a download.
enum MakeSandbox: Command {
    static let name = "sandbox"
    static let abstract = "make up physically sensible materials to start with, without a download"
    static let usage = "--out DIR [--materials N] [--seed S] [--unrelaxed WHAT]"
    static let options: [Option] = [
        .text("out", "DIR", "where to write sandbox.csv"),
        .text("materials", "N", "how many materials (5000)"),
        .text("seed", "S", "which of the possible sandboxes (1)"),
        .text("unrelaxed", "WHAT", "structures before relaxation: radii, or substituted, which is as near as in a screening (radii)"),
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.isEmpty else {
            throw CommandError.usage("\(arguments.positional[0]) is one word too many; usage: covey sandbox \(usage)")
        }
        let directory = try arguments.required("out")
        let count = try arguments.integer("materials") ?? 5000
        let seed = try arguments.integer("seed", in: 0...Int.max) ?? 1
        let start = try arguments.choice("unrelaxed", StartingPoint.self) ?? .radii
        try Directory.create(directory)

        let progress = Progress("relaxing")
        let sandbox = try Sandbox(count: count, seed: UInt64(seed), unrelaxed: start) { progress.show(Double($0) / Double(count), "\($0) materials") }
        progress.end()
        let path = "\(directory)/sandbox.csv"
        try AtomicFile.write(SandboxTable(sandbox).text, to: path)

        let compositions = Set(sandbox.materials.map(\.formula)).count
        let stable = sandbox.materials.count { $0.energyAboveHull == 0 }
        let funnel = sandbox.funnel
        print(
            """
            \(funnel.relaxed) crystals relaxed; \(funnel.fellApart) fell apart, \(funnel.duplicates) were the same as another
            wrote \(path): \(sandbox.materials.count) materials of \(compositions) compositions, \(stable) of them on the convex hull
            next: covey featurise \(path) --structure cif --id material_id \
            --target formation_energy_per_atom:eV/atom --keep e_above_hull --out \(directory)/sandbox.h5
            """)
    }
}
