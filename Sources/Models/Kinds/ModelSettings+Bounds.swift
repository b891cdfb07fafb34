extension ModelSettings {
    /// - Throws: `ModelError.size` for a size outside its range, or no multiple of the factor
    func require(_ name: String, _ value: Int, _ range: ClosedRange<Int>, multipleOf factor: Int = 1) throws(ModelError) {
        guard range.contains(value) && value % factor == 0 else {
            throw .size(name: "model.\(name)", found: value, range: range, factor: factor)
        }
    }
}
