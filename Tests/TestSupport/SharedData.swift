import Foundation

/// Real data and reference values that a public checkout does not have; tests that need them are skipped by name where they are absent.
public enum SharedData {
    /// The path of a file under `$COVEY_SHARED`, or under `../shared` beside the checkout; nil where there is none.
    public static func path(_ name: String) -> String? {
        let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let root =
            ProcessInfo.processInfo.environment["COVEY_SHARED"] ?? checkout.deletingLastPathComponent().appendingPathComponent("shared").path
        let path = "\(root)/\(name)"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    public static var isThere: Bool { path("reference/wren.json") != nil }
}
