package dev.dupabase.auth.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Cuts a template into text and actions, and an action into words.
final class Tokens {
    /// A piece of a template: text as it stands, or what is between `{{` and `}}`.
    record Piece(boolean action, String text) {}

    private static final Pattern COMMENT = Pattern.compile("/\\*.*\\*/", Pattern.DOTALL);
    private static final Pattern WORD =
            Pattern.compile(
                    "\\s*(?:(\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`)|(:=|\\||\\(|\\)|,)"
                            + "|([^\\s|(),\"`:]+))");

    private Tokens() {}

    static List<Piece> pieces(String template) throws TemplateFault {
        var pieces = new ArrayList<Piece>();
        int from = 0;
        boolean trimNext = false;
        while (true) {
            int open = template.indexOf("{{", from);
            var text = template.substring(from, open < 0 ? template.length() : open);
            if (trimNext) {
                text = text.stripLeading();
            }
            if (open < 0) {
                pieces.add(new Piece(false, text));
                return pieces;
            }
            int close = template.indexOf("}}", open);
            if (close < 0) {
                throw new TemplateFault("an action is not closed by }}");
            }
            var action = template.substring(open + 2, close);
            if (action.startsWith("- ") || action.equals("-")) {
                text = text.stripTrailing();
                action = action.substring(1);
            }
            trimNext = action.endsWith(" -") || action.equals("-");
            action = (trimNext ? action.substring(0, action.length() - 1) : action).strip();
            pieces.add(new Piece(false, text));
            if (!COMMENT.matcher(action).matches()) {
                pieces.add(new Piece(true, action));
            }
            from = close + 2;
        }
    }

    static List<String> words(String action) throws TemplateFault {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(action);
        int from = 0;
        while (from < action.length() && !action.substring(from).isBlank()) {
            if (!matcher.find(from) || matcher.start() != from) {
                throw new TemplateFault("cannot read {{%s}}".formatted(action));
            }
            words.add(matcher.group().strip());
            from = matcher.end();
        }
        return words;
    }
}
