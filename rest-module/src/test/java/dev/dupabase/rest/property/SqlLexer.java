package dev.dupabase.rest.property;

import java.util.ArrayList;
import java.util.List;

/// Cuts SQL into tokens by the rules of PostgreSQL's manual (lexical structure), knowing nothing of
/// who wrote it. What it does not know is a token of kind [Kind#STRANGE].
final class SqlLexer {
    enum Kind {
        WORD,
        /// in double quotes
        NAME,
        /// in single quotes
        TEXT,
        NUMBER,
        PARAMETER,
        SYMBOL,
        STRANGE
    }

    /// @param text of names and texts what stands in the quotes
    record Token(Kind kind, String text) {}

    private final String sql;
    private int at;

    private SqlLexer(String sql) {
        this.sql = sql;
    }

    static List<Token> tokens(String sql) {
        var lexer = new SqlLexer(sql);
        var tokens = new ArrayList<Token>();
        while (lexer.at < sql.length()) {
            char c = sql.charAt(lexer.at);
            if (Character.isWhitespace(c)) {
                lexer.at++;
            } else {
                tokens.add(lexer.token(c));
            }
        }
        return tokens;
    }

    private Token token(char c) {
        if (c == '"') {
            return new Token(Kind.NAME, quoted('"', false));
        }
        if (c == '\'') {
            return new Token(Kind.TEXT, quoted('\'', false));
        }
        if (c == 'e' && at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
            at++;
            return new Token(Kind.TEXT, quoted('\'', true));
        }
        if (c == '?') {
            at++;
            return new Token(Kind.PARAMETER, "?");
        }
        if (c >= '0' && c <= '9') {
            return new Token(Kind.NUMBER, run("0123456789"));
        }
        if (c == '_' || (c >= 'a' && c <= 'z')) {
            return new Token(Kind.WORD, run("abcdefghijklmnopqrstuvwxyz_0123456789"));
        }
        at++;
        boolean comment = sql.startsWith("--", at - 1) || sql.startsWith("/*", at - 1);
        boolean known = "(),.:;=<>+-*~@&|![]".indexOf(c) >= 0 && !comment;
        return new Token(known ? Kind.SYMBOL : Kind.STRANGE, String.valueOf(c));
    }

    private String run(String members) {
        int start = at;
        while (at < sql.length() && members.indexOf(sql.charAt(at)) >= 0) {
            at++;
        }
        return sql.substring(start, at);
    }

    /// @param escapes whether a backslash means something
    private String quoted(char quote, boolean escapes) {
        var text = new StringBuilder();
        for (at++; at < sql.length(); at++) {
            char c = sql.charAt(at);
            boolean doubled = at + 1 < sql.length() && sql.charAt(at + 1) == quote;
            if (escapes && c == '\\') {
                at++;
                text.append(sql.charAt(at) == 'n' ? '\n' : sql.charAt(at));
            } else if (c == quote && doubled) {
                at++;
                text.append(c);
            } else if (c == quote) {
                at++;
                return text.toString();
            } else {
                text.append(c);
            }
        }
        throw new IllegalArgumentException("a quote is not closed: " + sql);
    }
}
