package dev.dupabase.imports.sql;

import dev.dupabase.imports.sql.Token.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's lexical rules (`scan.l`), with `standard_conforming_strings` on, as far as it takes
/// to know where each token ends.
final class Lexer {
    private static final int LONGEST_TEXT = 4096;

    private final ByteSource source;

    /// Whether text with escapes has just ended, so that a literal on another line goes on with it.
    private boolean mayContinue;

    private boolean newLine;

    Lexer(ByteSource source) {
        this.source = source;
    }

    /// Passes over white space and comments.
    ///
    /// @return whether a token follows
    boolean skipToToken() throws IOException {
        while (true) {
            int c = source.peek();
            if (c == ByteSource.END) {
                return false;
            }
            if (c == 0) {
                throw binary();
            }
            if (isSpace(c)) {
                newLine |= c == '\n' || c == '\r';
                source.take();
            } else if (c == '-' && source.peek(1) == '-') {
                lineComment();
            } else if (c == '/' && source.peek(1) == '*') {
                mayContinue = false;
                blockComment();
            } else {
                return true;
            }
        }
    }

    /// Takes the token that follows.
    ///
    /// @param wanted whether its text is of interest
    /// @return null if it is not, or if it goes on with the literal before it
    @Nullable Token take(boolean wanted) throws IOException {
        int start = source.kept();
        boolean goesOn = mayContinue && newLine && source.peek() == '\'';
        newLine = false;
        if (goesOn) {
            source.take();
            quoted('\'', true);
            return null;
        }
        mayContinue = false;
        var kind = takeOne();
        if (!wanted) {
            return null;
        }
        return new Token(kind, text(kind, start, source.kept()), start, source.kept());
    }

    private Kind takeOne() throws IOException {
        int c = source.peek();
        if (isNameStart(c)) {
            return nameOrPrefixed(c);
        }
        if (c == '\'') {
            source.take();
            quoted('\'', false);
            return Kind.STRING;
        }
        if (c == '"') {
            source.take();
            quoted('"', false);
            return Kind.NAME;
        }
        if (c == '$' && dollarQuoted()) {
            return Kind.OTHER_STRING;
        }
        if (isDigit(c) || (c == '.' && isDigit(source.peek(1)))) {
            number();
            return Kind.NUMBER;
        }
        source.take();
        return Kind.SYMBOL;
    }

    private Kind nameOrPrefixed(int first) throws IOException {
        int second = source.peek(1);
        if (second == '\'') {
            switch (first) {
                case 'e', 'E' -> {
                    source.take(2);
                    quoted('\'', true);
                    mayContinue = true;
                    return Kind.ESCAPED;
                }
                case 'b', 'B', 'x', 'X', 'n', 'N' -> {
                    source.take(2);
                    quoted('\'', false);
                    return Kind.OTHER_STRING;
                }
                default -> {}
            }
        }
        if ((first == 'u' || first == 'U') && second == '&') {
            int third = source.peek(2);
            if (third == '\'' || third == '"') {
                source.take(3);
                quoted(third, false);
                // its escapes depend on what follows: never the name or text of something we know
                return Kind.OTHER_STRING;
            }
        }
        while (isNamePart(source.peek())) {
            source.take();
        }
        return Kind.WORD;
    }

    /// After the opening quote: up to the closing one.
    private void quoted(int quote, boolean escapes) throws IOException {
        long from = source.position();
        while (true) {
            int c = source.take();
            if (c == quote) {
                if (source.peek() != quote) {
                    mayContinue = escapes;
                    return;
                }
                source.take();
            } else if (c == '\\' && escapes) {
                source.take();
            } else if (c == 0) {
                throw binary();
            } else if (c == ByteSource.END) {
                throw cut("a quote", from);
            }
        }
    }

    private boolean dollarQuoted() throws IOException {
        int length = 1;
        while (length < 64 && (length == 1 ? isTagStart(length) : isTagPart(length))) {
            length++;
        }
        if (source.peek(length) != '$') {
            return false;
        }
        var tag = new byte[length + 1];
        for (int i = 0; i <= length; i++) {
            tag[i] = (byte) source.take();
        }
        upTo(tag);
        return true;
    }

    private boolean isTagStart(int place) throws IOException {
        return isNameStart(source.peek(place));
    }

    private boolean isTagPart(int place) throws IOException {
        int c = source.peek(place);
        return isNameStart(c) || isDigit(c);
    }

    private void upTo(byte[] tag) throws IOException {
        long from = source.position();
        while (true) {
            int c = source.peek();
            if (c == ByteSource.END) {
                throw cut("a dollar quote", from);
            }
            if (c == 0) {
                throw binary();
            }
            if (c == '$' && follows(tag)) {
                source.take(tag.length);
                return;
            }
            source.take();
        }
    }

    private boolean follows(byte[] tag) throws IOException {
        for (int i = 0; i < tag.length; i++) {
            if (source.peek(i) != (tag[i] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    private void number() throws IOException {
        while (isDigit(source.peek()) || source.peek() == '.' || source.peek() == '_') {
            source.take();
        }
        int c = source.peek();
        if (c == 'e' || c == 'E') {
            int sign = source.peek(1);
            if (isDigit(sign) || ((sign == '+' || sign == '-') && isDigit(source.peek(2)))) {
                source.take(2);
                while (isDigit(source.peek())) {
                    source.take();
                }
            }
        }
    }

    private void lineComment() throws IOException {
        while (true) {
            int c = source.peek();
            if (c == '\n' || c == '\r' || c == ByteSource.END) {
                return;
            }
            if (c == 0) {
                throw binary();
            }
            source.take();
        }
    }

    private void blockComment() throws IOException {
        long from = source.position();
        int depth = 0;
        do {
            int c = source.take();
            if (c == ByteSource.END) {
                throw cut("a comment", from);
            }
            if (c == '/' && source.peek() == '*') {
                source.take();
                depth++;
            } else if (c == '*' && source.peek() == '/') {
                source.take();
                depth--;
            }
        } while (depth > 0);
    }

    private String text(Kind kind, int start, int end) {
        return switch (kind) {
            case WORD -> foldedToLowerCase(source.keptText(start, end));
            case NAME -> source.keptText(start + 1, end - 1).replace("\"\"", "\"");
            case STRING ->
                    end - start > LONGEST_TEXT
                            ? ""
                            : source.keptText(start + 1, end - 1).replace("''", "'");
            case ESCAPED ->
                    end - start > LONGEST_TEXT
                            ? ""
                            : EscapedText.meaning(source.keptText(start + 2, end - 1));
            case OTHER_STRING -> "";
            case NUMBER, SYMBOL -> source.keptText(start, end);
        };
    }

    /// As PostgreSQL folds names in UTF-8: ASCII only.
    private static String foldedToLowerCase(String name) {
        var folded = new StringBuilder(name);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return folded.toString();
    }

    static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isNamePart(int c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }

    private DumpRefused binary() {
        return new DumpRefused(
                "this is not SQL: there is a NUL byte at %d".formatted(source.position()));
    }

    private static DumpRefused cut(String what, long from) {
        return new DumpRefused(
                "the dump is cut off: %s that begins at byte %d has no end".formatted(what, from));
    }
}
