package dev.dupabase.rest.request.grammar;

import dev.dupabase.rest.request.Field;
import dev.dupabase.rest.request.JsonStep;
import dev.dupabase.rest.request.JsonStep.Arrow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names, quoted values and JSON paths: the words that all parts of the grammar share.
final class Names {
    static final String DELIMITER = "delimiter (.)";

    private static final String FIELD_NAME = "field name (* or [a..z0..9_$])";
    private static final String KEY_NAME = "any non reserved character different from: .,>()";

    private Names() {}

    /// A name, or null with the cursor where it was.
    static @Nullable String tryName(Cursor in) {
        int start = in.at();
        if (in.peek() == '"') {
            return tryQuoted(in);
        }
        if (!isNameCharacter(in)) {
            in.expected(FIELD_NAME);
            return null;
        }
        skipNameCharacters(in);
        var name = in.from(start).strip();
        while (isDash(in)) {
            in.advance();
            int part = in.at();
            if (skipNameCharacters(in) == part) {
                in.backTo(start);
                return null;
            }
            name = name + '-' + in.from(part).strip();
        }
        return name;
    }

    static String name(Cursor in) {
        var name = tryName(in);
        if (name == null) {
            throw in.failure();
        }
        return name;
    }

    /// Letters, digits, `_`, `$` and blanks: the name of a type or of a search configuration.
    static @Nullable String tryPlain(Cursor in) {
        int start = in.at();
        return skipNameCharacters(in) == start ? null : in.from(start).strip();
    }

    private static int skipNameCharacters(Cursor in) {
        while (isNameCharacter(in)) {
            in.advance();
        }
        in.expected("letter");
        in.expected("digit");
        return in.at();
    }

    private static boolean isNameCharacter(Cursor in) {
        char c = in.peek();
        if (c < 0x80) {
            return (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '_'
                    || c == ' '
                    || c == '$';
        }
        if (Character.isHighSurrogate(c)) {
            return Character.isLetter(Character.toCodePoint(c, in.peek(1)));
        }
        return Character.isLetter(c) || Character.isLowSurrogate(c);
    }

    private static boolean isDash(Cursor in) {
        if (in.peek() == '-') {
            return in.peek(1) != '>';
        }
        in.expected("\"-\"");
        return false;
    }

    /// A text in double quotes, where a backslash yields the next character; or null.
    static @Nullable String tryQuoted(Cursor in) {
        int start = in.at();
        if (!in.skip('"')) {
            return null;
        }
        var text = new StringBuilder();
        while (!in.isAtEnd() && in.peek() != '"') {
            if (in.peek() == '\\') {
                in.advance();
                if (in.isAtEnd()) {
                    break;
                }
            }
            text.append(in.peek());
            in.advance();
        }
        if (!in.skip('"')) {
            in.backTo(start);
            return null;
        }
        return text.toString();
    }

    /// A quoted text after which an element of a list ends; or null.
    static @Nullable String tryQuotedElement(Cursor in) {
        if (in.peek() != '"') {
            return null;
        }
        int start = in.at();
        var text = tryQuoted(in);
        if (text == null || in.isAtEnd() || in.peek() == ',' || in.peek() == ')') {
            return text;
        }
        in.backTo(start);
        return null;
    }

    /// A name and the steps into it, with blanks around.
    static Field field(Cursor in) {
        in.skipBlanks();
        var name = name(in);
        var path = jsonPath(in);
        in.skipBlanks();
        return new Field(name, path);
    }

    static List<JsonStep> jsonPath(Cursor in) {
        var arrow = tryArrow(in);
        if (arrow == null) {
            return List.of();
        }
        var path = new ArrayList<JsonStep>();
        while (arrow != null) {
            path.add(step(in, arrow));
            arrow = tryArrow(in);
        }
        return path;
    }

    private static @Nullable Arrow tryArrow(Cursor in) {
        if (in.skip("->>")) {
            return Arrow.TEXT;
        }
        return in.skip("->") ? Arrow.JSON : null;
    }

    private static JsonStep step(Cursor in, Arrow arrow) {
        var number = tryIndex(in);
        return number == null
                ? new JsonStep.Key(arrow, key(in))
                : new JsonStep.Index(arrow, number);
    }

    private static @Nullable String tryIndex(Cursor in) {
        int start = in.at();
        in.skip('-');
        int digits = in.at();
        while (in.peek() >= '0' && in.peek() <= '9') {
            in.advance();
        }
        in.expected("digit");
        int end = in.at();
        if (end > digits && isEndOfIndex(in)) {
            return in.from(start);
        }
        in.backTo(start);
        return null;
    }

    private static boolean isEndOfIndex(Cursor in) {
        int end = in.at();
        boolean ends = in.skip("->") || in.skip("::") || in.expectAhead(".,") || in.expectEnd();
        in.backTo(end);
        return ends;
    }

    private static String key(Cursor in) {
        if (in.peek() == '"') {
            var quoted = tryQuoted(in);
            if (quoted == null) {
                throw in.failure();
            }
            return quoted;
        }
        var key = new StringBuilder(keyPart(in));
        while (isDash(in)) {
            in.advance();
            key.append('-').append(keyPart(in));
        }
        return key.toString();
    }

    private static String keyPart(Cursor in) {
        int start = in.at();
        while (!in.isAtEnd() && "(-:.,>)".indexOf(in.peek()) < 0) {
            in.advance();
        }
        if (in.at() == start) {
            in.expected(KEY_NAME);
            throw in.failure();
        }
        return in.from(start).strip();
    }
}
