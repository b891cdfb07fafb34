import Datasets

/// Why a distance cannot be had.
public enum DistanceError: Error, Sendable, CustomStringConvertible {
    /// A part that is not in the table of distances.
    case unknown(String)
    /// Something that a part was told, and what would be right.
    case parameter(part: String, problem: String)
    /// A table of elements that a part reads.
    case table(path: String, problem: String)
    /// A data set lacks what the distance is made of.
    case lacks(path: String, distance: String, features: String, known: [String])
    case features(FeatureSchemaError)
    case dataset(DatasetError)
    /// Numbers of a file that are not what a distance keeps.
    case array(name: String, problem: String)

    public var description: String {
        switch self {
        case .unknown(let name):
            "there is no distance '\(name)'; there are:" + Distance.forms.map { "\n  \($0.form): \($0.meaning)" }.joined()
                + "\nand sums of them: \(Distance.exampleOfSum)"
        case .parameter(let part, let problem): "the distance \(part): \(problem)"
        case .table(let path, let problem): "\(path): \(problem)"
        case .lacks(let path, let distance, let features, let known):
            "\(path): the distance \(distance) needs the features \(features); there "
                + (known.isEmpty ? "are none" : "are \(known.joined(separator: ", "))")
                + "; make the data set again with `covey featurise … --features \(features)`"
        case .features(let error): error.description
        case .dataset(let error): error.description
        case .array(let name, let problem): "\(name): \(problem)"
        }
    }
}
