/// Why a report could not be written, or one of its figures not drawn.
public enum ReportError: Error, Equatable, CustomStringConvertible {
    case nothingToReport
    case unwritable(path: String, reason: String)
    case cannotDraw(figure: String, reason: String)

    public var description: String {
        switch self {
        case .nothingToReport: "a report needs the predictions of at least one ensemble"
        case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
        case .cannotDraw(let figure, let reason): "figure \(figure) cannot be drawn: \(reason)"
        }
    }
}
