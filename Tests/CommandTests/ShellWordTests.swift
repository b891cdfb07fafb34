import Commands
import Testing

/// What is shown to be pasted.
@Suite struct ShellWordTests {
    @Test(arguments: [
        ("run", "run"), ("a/b.h5", "a/b.h5"), ("yield strength", "'yield strength'"), ("it's", #"'it'\''s'"#), ("", "''"), ("a=1,b", "a=1,b"),
        ("log10(K_VRH)", "'log10(K_VRH)'"), ("$HOME", "'$HOME'"), ("größe", "größe"),
    ])
    func wordsAreQuotedWhereAShellWouldNotTakeThemAsTheyAre(text: String, shown: String) {
        #expect(shellWord(text) == shown)
    }
}
