extension Array<Double> {
    /// The quantile of ascending values, straight between two of them; 0.5 is their median. There must be a value.
    package func sortedQuantile(_ share: Double) -> Double {
        let place = share * Double(count - 1)
        let below = Int(place)
        let above = Swift.min(below + 1, count - 1)
        return self[below] + (place - Double(below)) * (self[above] - self[below])
    }
}
