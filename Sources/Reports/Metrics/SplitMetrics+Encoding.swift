import Predictions

/// How metrics stand beside other things in metrics.json: each by its key, in the object of what they are of.
extension SplitMetrics.RegressionMetrics {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: MetricKey.self)
        try container.encode(ensemble, forKey: MetricKey("ensemble"))
        try container.encode(members, forKey: MetricKey("members"))
        try container.encode(uncertainty, forKey: MetricKey("uncertainty"))
        try overMembers.encode(into: &container, prefix: "member_")
    }
}

extension SplitMetrics.Uncertainty {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: MetricKey.self)
        try container.encode(rowsWithoutDeviation, forKey: MetricKey("rows_without_deviation"))
        try container.encode(coverage, forKey: MetricKey("coverage"))
        try container.encode(parts, forKey: MetricKey("parts"))
        try values.encode(into: &container)
    }
}

extension SplitMetrics.Part {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: MetricKey.self)
        try container.encode(name, forKey: MetricKey("name"))
        try values.encode(into: &container)
    }
}

extension SplitMetrics.ClassificationMetrics {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: MetricKey.self)
        try container.encode(classes, forKey: MetricKey("classes"))
        try container.encode(confusion.counts, forKey: MetricKey("confusion_matrix"))
        try values.encode(into: &container)
        try overMembers.encode(into: &container, prefix: "member_")
    }
}

extension RecalibrationMetrics.Variant {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: MetricKey.self)
        try container.encode(name, forKey: MetricKey("name"))
        try container.encode(intervals, forKey: MetricKey("intervals"))
        try values.encode(into: &container)
    }
}

extension ClassCalibrationMetrics.Variant {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: MetricKey.self)
        try container.encode(name, forKey: MetricKey("name"))
        try values.encode(into: &container)
    }
}

extension MetricValues: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: MetricKey.self)
        try encode(into: &container)
    }
}
