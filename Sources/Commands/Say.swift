import Foundation

/// A line for people on standard error.
package func say(_ text: String) { show(text + "\n") }

/// Text for people on standard error as it is, control sequences too.
package func show(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
