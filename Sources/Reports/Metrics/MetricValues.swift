/// What was measured, by the keys of the metrics.
struct MetricValues<Value: Encodable & Equatable>: Equatable {
    private var values: [String: Value?] = [:]

    /// - Parameter measure: tells the key and the value of a metric that belongs here; nil of another
    init(_ metrics: [Metric] = Metric.all, measure: (Metric) -> (key: String, value: Value?)?) {
        for metric in metrics {
            if let (key, value) = measure(metric) { values[key] = .some(value) }
        }
    }

    /// nil where it has no meaning.
    subscript(_ key: String) -> Value? {
        guard let value = values[key] else { preconditionFailure("\(key) is not measured here") }
        return value
    }

    /// A value that has no meaning is written as null.
    func encode(into container: inout KeyedEncodingContainer<MetricKey>, prefix: String = "") throws {
        for (key, value) in values {
            let name = MetricKey(prefix + key)
            if let value { try container.encode(value, forKey: name) } else { try container.encodeNil(forKey: name) }
        }
    }
}

/// The name of a metric, or of what stands beside metrics, in metrics.json.
struct MetricKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ key: String) { stringValue = key }

    init?(stringValue: String) { self.init(stringValue) }

    init?(intValue: Int) { nil }
}
