package dev.dupabase.imports.sql;

/// A word of a statement.
///
/// @param text of a [Kind#WORD] folded to lower case, of a [Kind#NAME] without its quotes, of a
///   [Kind#STRING] what stands between its quotes; of others as it stands
/// @param start where it begins in the statement's bytes
/// @param end where the next byte stands
public record Token(Kind kind, String text, int start, int end) {
    /// What a token is.
    public enum Kind {
        /// A keyword or a name without quotes.
        WORD,
        /// A name in quotes.
        NAME,
        /// A literal between single quotes, without escapes.
        STRING,
        /// A literal with escapes, `E'…'`; its text is what the escapes stand for.
        ESCAPED,
        /// A literal of another kind: `$$…$$`, `B'…'`, `X'…'`, `U&'…'`.
        OTHER_STRING,
        NUMBER,
        /// One character.
        SYMBOL
    }

    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    public boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    /// Whether it can name something.
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }

    /// Whether it is text between quotes whose meaning is known.
    public boolean isText() {
        return kind == Kind.STRING || kind == Kind.ESCAPED;
    }
}
