/// A word as a shell takes it for one: in quotation marks where it has blanks or signs that mean something there, so that a command that is
/// shown can be pasted.
package func shellWord(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.unicodeScalars.allSatisfy { scalar in
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "%+,-./:=@_".unicodeScalars.contains(scalar)
    }
    return isPlain ? text : "'" + text.replacing("'", with: #"'\''"#) + "'"
}
