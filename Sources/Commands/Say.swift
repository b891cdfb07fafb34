import Foundation

/// A line for people on standard error.
package func say(_ text: String) { show(text + "\n") }

/// Text for people on standard error as it is, control sequences too.
///
/// No work ends for a line without room: what cannot be written is lost.
package func show(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }

/// "1 material", "1759 materials".
package func counted(_ number: Int, _ one: String, _ several: String? = nil) -> String { "\(number) \(number == 1 ? one : several ?? one + "s")" }
