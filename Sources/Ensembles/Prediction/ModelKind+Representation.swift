import Datasets
import Models

extension ModelConfiguration.Kind {
    /// What a model of this kind is laid out from: any data set has compositions, not every one Wyckoff positions.
    public var representation: Representation { self == .wren ? .wyckoff : .composition }
}
