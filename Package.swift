// swift-tools-version: 6.2
import PackageDescription

// Layers point downward only: a target lists every module that it may import (Architecture.md, "Layers").
let settings: [SwiftSetting] = [
    .enableExperimentalFeature("Lifetimes"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// The hot loops address memory that their callers have checked once, at the kernel's entry.
let kernelSettings = settings + [.unsafeFlags(["-Ounchecked"], .when(configuration: .release))]

func module(_ name: String, _ dependencies: [Target.Dependency], _ settings: [SwiftSetting] = settings) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], files: [String] = [], _ settings: [SwiftSetting] = settings) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestSupport"], exclude: files, swiftSettings: settings)
}

// Tests that compute next to nothing themselves: to optimise them took minutes of every build.
let unoptimised = settings + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// An MPI library that a face is built for (CMPI/face.c): the programs load the one that their launcher belongs to.
struct MPIFace {
    let name: String
    let target: String
    let pkgConfig: String
    let packages: [String]
}

// COVEY_MPI=openmpi,mpich names those that this machine has the headers of; the programs are the same for all.
let asked = (Context.environment["COVEY_MPI"] ?? "openmpi").split(separator: ",").map(String.init)
let faces = [
    MPIFace(name: "openmpi", target: "OpenMPI", pkgConfig: "ompi-c", packages: ["libopenmpi-dev", "openmpi-bin"]),
    MPIFace(name: "mpich", target: "MPICH", pkgConfig: "mpich", packages: ["libmpich-dev", "mpich"]),
].filter { asked.contains($0.name) }

let package = Package(
    name: "Covey",
    products: [
        .executable(name: "covey", targets: ["covey"]),
        .executable(name: "covey-benchmark", targets: ["covey-benchmark"]),
        // Preloaded into the programs by tests, and linked to nothing.
        .library(name: "FailingCalls", type: .dynamic, targets: ["FailingCalls"]),
    ] + faces.map { .library(name: "covey-\($0.name)", type: .dynamic, targets: [$0.target + "Face"]) },
    targets: faces.flatMap { face -> [Target] in
        [
            .systemLibrary(name: face.target, path: "CMPI/\(face.target)", pkgConfig: face.pkgConfig, providers: [.apt(face.packages)]),
            .target(name: face.target + "Face", dependencies: [.target(name: face.target)], path: "CMPI/\(face.target)Face"),
        ]
    } + [
        // Faces: one C library each, imported by one module only.
        .systemLibrary(name: "CMPI", path: "CMPI/Table"),
        .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev", "libxxhash-dev"])]),
        .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"])]),
        .systemLibrary(name: "CSpglib", providers: [.apt(["libsymspg-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CXGBoost", providers: [.apt(["libxgboost-dev"])]),
        .target(name: "CEigen", cxxSettings: [.unsafeFlags(["-I/usr/include/eigen3"])]),
        .target(name: "CVoronoi", linkerSettings: [.linkedLibrary("voro++")]),
        .target(name: "CQhull", cSettings: [.unsafeFlags(["-I/usr/include"])], linkerSettings: [.linkedLibrary("qhull_r")]),

        module("MessagePassing", ["CMPI"]),
        module("HDF5", ["CHDF5"]),
        module("Materials", ["CSpglib", "CZlib"]),
        module("Datasets", ["Materials", "HDF5"]),
        // What predictions are worth, whoever made them: it sees no network, no training and no MPI.
        module("Predictions", ["Datasets", "Materials", "HDF5"]),
        module("Kernels", ["COneDNN", "CEigen", "CXGBoost"], kernelSettings),
        module("Descriptors", ["CVoronoi", "Kernels", "Datasets", "Materials"]),
        module("Models", ["Descriptors", "Kernels", "Datasets", "Materials"]),
        module("Training", ["Models", "Kernels", "Datasets"]),
        module("Ensembles", ["Predictions", "Training", "Models", "Kernels", "Datasets", "Materials", "HDF5", "MessagePassing"]),
        module("Discovery", ["CQhull", "Predictions", "Materials", "HDF5", "Datasets"]),
        module("Prospecting", ["Discovery", "Predictions", "Datasets", "Materials", "HDF5"]),
        module("Sandbox", ["Discovery", "Datasets", "Materials"]),
        module("Reports", ["Prospecting", "Discovery", "Predictions", "Datasets", "Materials", "HDF5"]),

        // What both programs know of command lines and of running on ranks.
        module("Commands", ["MessagePassing"]),
        .executableTarget(
            name: "covey",
            dependencies: [
                "Commands", "Reports", "Sandbox", "Prospecting", "Discovery", "Ensembles", "Predictions", "Training", "Models", "Kernels", "Descriptors",
                "Datasets", "Materials", "HDF5", "MessagePassing",
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "covey-benchmark",
            dependencies: [
                "Commands", "Prospecting", "Discovery", "Ensembles", "Predictions", "Training", "Models", "Kernels", "Descriptors", "Datasets",
                "Materials", "HDF5", "MessagePassing",
            ],
            swiftSettings: settings),

        .target(name: "TestSupport", dependencies: ["Materials"], path: "Tests/TestSupport", swiftSettings: settings),
        .target(
            name: "SmallEnsemble", dependencies: ["Ensembles", "Training", "Models", "Materials"], path: "Tests/SmallEnsemble",
            swiftSettings: settings),
        // Small programs that the tests start under mpirun, one idea each.
        .executableTarget(
            name: "rank-exercises", dependencies: ["MessagePassing"], path: "Tests/RankExercises", swiftSettings: settings),
        .target(name: "FailingCalls", path: "Tests/FailingCalls"),
        .executableTarget(
            name: "fuzz-files",
            dependencies: [
                "SmallEnsemble", "Commands", "Ensembles", "Predictions", "Training", "Models", "Kernels", "Datasets", "Materials", "HDF5",
            ],
            path: "Tests/Fuzzing", swiftSettings: settings),
        tests("MessagePassingTests", ["MessagePassing", "rank-exercises"]),
        tests("HDF5Tests", ["HDF5"]),
        tests("MaterialsTests", ["Materials"]),
        tests("DatasetsTests", ["SmallEnsemble", "Datasets", "Materials", "HDF5"], unoptimised),
        tests("DescriptorsTests", ["Descriptors", "Kernels", "Datasets", "Materials"]),
        tests("KernelsTests", ["Kernels", "Datasets"]),
        tests("ModelsTests", ["Models", "Descriptors", "Kernels", "Datasets", "Materials"]),
        tests("TrainingTests", ["Training", "Models", "Kernels", "Datasets", "Materials"]),
        tests("PredictionsTests", ["Predictions", "Datasets", "Materials"], unoptimised),
        tests(
            "EnsemblesTests",
            [
                "SmallEnsemble", "Ensembles", "Predictions", "Training", "Models", "Kernels", "Datasets", "Materials", "HDF5", "MessagePassing",
                "fuzz-files",
            ]),
        tests("DiscoveryTests", ["Discovery", "Predictions", "Materials", "Datasets"], unoptimised),
        tests("ProspectingTests", ["Prospecting", "Discovery", "Predictions", "Datasets", "Materials", "HDF5"]),
        tests("SandboxTests", ["Sandbox", "Discovery", "Materials"]),
        tests("ReportsTests", ["Reports", "Prospecting", "Discovery", "Predictions", "Datasets", "Materials"], unoptimised),
        tests(
            "CommandTests", ["covey", "Commands", "Ensembles", "Predictions", "Training", "Models", "HDF5", "Descriptors", "Datasets", "Materials"], files: ["Version01"], unoptimised),
    ],
    swiftLanguageModes: [.v6]
)
