import Foundation

/// A value of LOOP.json5; numbers as they are written.
enum LoopValue: Decodable, Hashable {
    case flag(Bool)
    case text(String)
    case list([LoopValue])
    case object([String: LoopValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? container.decode(Int.self) {
            self = .text("\(integer)")
        } else if let number = try? container.decode(Double.self) {
            self = .text("\(number)")
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([LoopValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: LoopValue].self))
        }
    }

    /// One value or a list of them as texts; nil for anything else.
    var texts: [String]? {
        switch self {
        case .text(let text): [text]
        case .list(let list):
            list.reduce(into: [] as [String]?) { texts, value in
                guard case .text(let text) = value else {
                    texts = nil
                    return
                }
                texts?.append(text)
            }
        case .flag, .object: nil
        }
    }
}
