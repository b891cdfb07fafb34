import CQhull

public enum HullLibrary {
    /// "8.0.2", as Qhull counts what its packages call 2020.2.
    public static var version: String {
        let words = String(cString: covey_qhull_version()).split(separator: " ")
        return words.count > 1 ? String(words[1]) : "unknown"
    }
}

/// A convex hull that Qhull has built. Owns Qhull's memory.
///
/// Barber, Dobkin and Huhdanpaa, "The Quickhull algorithm for convex hulls", ACM Trans. Math. Softw. 22, 469 (1996).
struct Qhull: ~Copyable {
    private let handle: OpaquePointer
    private let dimension: Int

    /// Qhull gave up, with this exit code.
    struct Failure: Error {
        var status: Int
    }

    /// The hull of `points` [count × dimension], row-major, with facets cut into simplices.
    ///
    /// Facets that rounding leaves unclear are merged and triangulated (option Qt). Where Qhull still fails, the input is joggled
    /// (option QJ): the facets' point numbers are then those of a hull that differs by some 1e-11.
    init(points: [Double], dimension: Int) throws(Failure) {
        self.dimension = dimension
        let merged = Self.build(points, dimension, options: "qhull Qt")
        if let handle = merged.handle, merged.status == 0 {
            self.handle = handle
            return
        }
        if let handle = merged.handle { covey_qhull_free(handle) }
        let joggled = Self.build(points, dimension, options: "qhull QJ")
        guard let handle = joggled.handle else { throw Failure(status: merged.status) }
        guard joggled.status == 0 else {
            covey_qhull_free(handle)
            throw Failure(status: joggled.status)
        }
        self.handle = handle
    }

    deinit { covey_qhull_free(handle) }

    /// The points of each facet: `dimension` numbers a facet, one facet after another.
    var facets: [Int] {
        let count = Int(covey_qhull_facet_count(handle)) * dimension
        let vertices = [Int32](unsafeUninitializedCapacity: count) { buffer, initialised in
            buffer.initialize(repeating: 0)
            if let base = buffer.baseAddress, count > 0 { covey_qhull_copy_facets(handle, base) }
            initialised = count
        }
        return vertices.map(Int.init)
    }

    private static func build(_ points: [Double], _ dimension: Int, options: String) -> (handle: OpaquePointer?, status: Int) {
        var status: Int32 = 0
        let handle = covey_qhull_new(Int32(dimension), Int32(points.count / dimension), points, options, &status)
        return (handle, Int(status))
    }
}
