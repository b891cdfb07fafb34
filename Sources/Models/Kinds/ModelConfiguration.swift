/// The settings of a model of any kind, as configurations have them: what is written is the settings themselves, with the kind's name.
public struct ModelConfiguration: Codable, Sendable, Equatable {
    public var settings: any ModelSettings

    public init(_ settings: any ModelSettings) {
        self.settings = settings
    }

    /// The kind's entry of the table.
    public var kind: ModelKind {
        guard let kind = ModelKind.named(settings.kindName) else { preconditionFailure("\(settings.kindName) is missing in the table of kinds") }
        return kind
    }

    private enum CodingKeys: String, CodingKey { case kind }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let name = try values.decode(String.self, forKey: .kind)
        guard let kind = ModelKind.named(name) else {
            let known = ModelKind.all.map(\.name).joined(separator: ", ")
            throw DecodingError.dataCorruptedError(
                forKey: .kind, in: values, debugDescription: "no kind of model \"\(name)\" is known; there are \(known)")
        }
        settings = try kind.decode(decoder)
    }

    public func encode(to encoder: any Encoder) throws { try settings.encode(to: encoder) }

    public static func == (left: ModelConfiguration, right: ModelConfiguration) -> Bool { left.settings.isEqual(to: right.settings) }
}

extension ModelSettings {
    fileprivate func isEqual(to other: any ModelSettings) -> Bool { (other as? Self).map { $0 == self } ?? false }
}
