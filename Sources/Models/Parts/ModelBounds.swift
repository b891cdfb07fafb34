/// Bounds on what a description of a model may ask for, which may come from a file.
enum ModelBounds {
    /// 4 GiB of weights.
    static let mostParameters = 1 << 30
    static let mostClasses = 1 << 20

    static func check(_ tasks: [Task], mostClasses: Int = mostClasses) throws(ModelError) {
        for case .classification(let classes, _) in tasks where !(2...mostClasses).contains(classes) {
            throw .size(name: "classes", found: classes, range: 2...mostClasses, factor: 1)
        }
    }

    static func check(_ layout: ParameterLayout) throws(ModelError) {
        guard layout.count <= mostParameters else {
            throw .size(name: "the number of parameters", found: layout.count, range: 1...mostParameters, factor: 1)
        }
    }
}
