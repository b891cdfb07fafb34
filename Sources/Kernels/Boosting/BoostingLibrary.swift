import CXGBoost

/// The library that boosts trees.
public enum BoostingLibrary {
    /// "1.7.4".
    public static var version: String {
        var (major, minor, patch): (CInt, CInt, CInt) = (0, 0, 0)
        XGBoostVersion(&major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }
}
