package dev.dupabase.admin.studio.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A script cut into its statements, by the rules of PostgreSQL's own lexer. If a cut were wrong,
/// PostgreSQL would refuse the piece: each is sent as one statement.
final class SqlScript {
    /// One statement of a script.
    ///
    /// @param text without the semicolon
    /// @param offset where it begins in the script
    /// @param keyword its first word, in lower case
    record Statement(String text, int offset, String keyword) {}

    private final String text;
    private final List<Statement> statements = new ArrayList<>();
    private int at;
    private int start = -1;
    private String keyword = "";
    private String lastWord = "";
    private boolean routine;
    private int body;

    private SqlScript(String text) {
        this.text = text;
    }

    static List<Statement> parse(String text) {
        var script = new SqlScript(text);
        while (script.at < text.length()) {
            script.step();
        }
        script.cut(text.length());
        return script.statements;
    }

    private void step() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '-' && next() == '-') {
            skipLine();
        } else if (c == '/' && next() == '*') {
            skipComment();
        } else if (c == ';' && body == 0) {
            cut(at);
            at++;
        } else {
            if (start < 0) {
                start = at;
            }
            token(c);
        }
    }

    private void token(char c) {
        if (c == '\'') {
            skipQuoted('\'', false);
        } else if (c == '"') {
            skipQuoted('"', false);
        } else if (c == '$' && skipDollarQuoted()) {
            lastWord = "";
        } else if (isNameStart(c)) {
            word();
        } else if (Character.isDigit(c)) {
            skipName();
        } else {
            at++;
            lastWord = "";
        }
    }

    /// A word, or a string with a letter in front of it, such as `E'…'`.
    private void word() {
        int from = at;
        skipName();
        var word = text.substring(from, at).toLowerCase(Locale.ROOT);
        if (word.equals("e") && at < text.length() && text.charAt(at) == '\'') {
            skipQuoted('\'', true);
            return;
        }
        if (keyword.isEmpty()) {
            keyword = word;
        }
        followRoutine(word);
        lastWord = word;
    }

    /// The body of a function in standard SQL, `begin atomic … end`, holds semicolons of its own.
    private void followRoutine(String word) {
        switch (word) {
            case "function", "procedure" -> routine |= keyword.equals("create");
            case "atomic" -> {
                if (routine && lastWord.equals("begin")) {
                    body++;
                }
            }
            case "case" -> {
                if (body > 0) {
                    body++;
                }
            }
            case "end" -> {
                if (body > 0) {
                    body--;
                }
            }
            default -> {}
        }
    }

    private void cut(int end) {
        if (start >= 0) {
            statements.add(new Statement(text.substring(start, end), start, keyword));
        }
        start = -1;
        keyword = "";
        lastWord = "";
        routine = false;
        body = 0;
    }

    private void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    /// PostgreSQL's comments nest.
    private void skipComment() {
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
    }

    /// A doubled quote is two pieces side by side, which is all the same here.
    private void skipQuoted(char quote, boolean escapes) {
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            at += escapes && text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
        if (escapes && at < text.length() && text.charAt(at) == quote) {
            skipQuoted(quote, true);
        }
        lastWord = "";
    }

    private boolean skipDollarQuoted() {
        int tag = at + 1;
        while (tag < text.length() && isTag(text.charAt(tag), tag > at + 1)) {
            tag++;
        }
        if (tag >= text.length() || text.charAt(tag) != '$') {
            return false;
        }
        var delimiter = text.substring(at, tag + 1);
        int end = text.indexOf(delimiter, tag + 1);
        at = end < 0 ? text.length() : end + delimiter.length();
        return true;
    }

    private void skipName() {
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
    }

    private char next() {
        return at + 1 < text.length() ? text.charAt(at + 1) : '\0';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9') || c == '$';
    }

    private static boolean isTag(char c, boolean later) {
        return isNameStart(c) || (later && c >= '0' && c <= '9');
    }
}
