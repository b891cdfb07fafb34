import COneDNN

/// What products are computed with, for provenance and for whoever asks why they are slow.
extension Product {
    /// "2.6.3"
    public static var libraryVersion: String {
        guard let version = dnnl_version() else { return "unknown" }
        return "\(version.pointee.major).\(version.pointee.minor).\(version.pointee.patch)"
    }

    /// The instructions that oneDNN has chosen on this processor.
    public static var instructionSet: String {
        switch dnnl_get_effective_cpu_isa() {
        case dnnl_cpu_isa_sse41: "SSE 4.1"
        case dnnl_cpu_isa_avx: "AVX"
        case dnnl_cpu_isa_avx2: "AVX2"
        case dnnl_cpu_isa_avx2_vnni: "AVX2 VNNI"
        case dnnl_cpu_isa_avx512_core: "AVX-512"
        case dnnl_cpu_isa_avx512_core_vnni: "AVX-512 VNNI"
        case dnnl_cpu_isa_avx512_core_bf16: "AVX-512 BF16"
        case dnnl_cpu_isa_avx512_core_amx: "AVX-512 AMX"
        default: "instructions without a name here"
        }
    }

    /// The instructions that our own kernels were compiled for (`COVEY_MARCH`).
    public static var builtInstructions: [String] {
        [("AVX2", covey_built_for_avx2()), ("FMA", covey_built_for_fma()), ("AVX-512", covey_built_for_avx512())].filter { $0.1 == 1 }.map(\.0)
    }
}
