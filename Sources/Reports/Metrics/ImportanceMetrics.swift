import Predictions

/// What each feature is worth, the most important first.
struct ImportanceMetrics: Encodable, Equatable {
    struct Feature: Encodable, Equatable {
        var name: String
        var increase: Double
        var deviation: Double
    }

    var features: String
    var split: String
    var materials: Int
    /// With the features as they are.
    var error: Double
    var deals: Int
    var columns: [Feature]

    init(_ importance: FeatureImportance) {
        features = importance.features
        split = importance.split
        materials = importance.materials
        error = importance.error
        deals = importance.deals
        columns = importance.ranked.map { Feature(name: $0.name, increase: $0.increase, deviation: $0.deviation) }
    }
}
