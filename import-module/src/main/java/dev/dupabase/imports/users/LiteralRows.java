package dev.dupabase.imports.users;

import dev.dupabase.imports.sql.DumpRefused;
import dev.dupabase.imports.sql.SqlStatement;
import dev.dupabase.imports.sql.Token;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of `INSERT … VALUES`, as `pg_dump --inserts` writes them: literals only. Anything that
/// would have to be computed is refused, since nobody computes it in the dump's name.
final class LiteralRows {
    private final SqlStatement statement;
    private final Charset charset;
    private final List<Token> tokens;
    private int next;

    private LiteralRows(SqlStatement statement, Charset charset) {
        this.statement = statement;
        this.charset = charset;
        this.tokens = statement.tokens();
    }

    /// @throws DumpRefused if they are not literals
    static List<List<@Nullable String>> of(SqlStatement statement, Charset charset) {
        return new LiteralRows(statement, charset).rows();
    }

    /// The names of the columns in `CREATE TABLE`, in order.
    static List<String> columnsOf(SqlStatement definition) {
        var columns = new ArrayList<String>();
        int depth = 0;
        boolean first = false;
        for (var token : definition.tokens()) {
            if (token.isSymbol('(')) {
                first = depth++ == 0 || first;
                continue;
            }
            if (token.isSymbol(')')) {
                depth--;
            } else if (depth == 1 && token.isSymbol(',')) {
                first = true;
                continue;
            } else if (depth == 1 && first && token.isName() && !isConstraint(token)) {
                columns.add(token.text());
            }
            first = false;
        }
        return columns;
    }

    private static boolean isConstraint(Token token) {
        return switch (token.kind() == Token.Kind.WORD ? token.text() : "") {
            case "constraint", "primary", "unique", "check", "foreign", "exclude", "like" -> true;
            default -> false;
        };
    }

    private List<List<@Nullable String>> rows() {
        while (next < tokens.size() && !tokens.get(next).isWord("values")) {
            next++;
        }
        next++;
        var rows = new ArrayList<List<@Nullable String>>();
        do {
            rows.add(row());
        } while (accept(','));
        if ((next < tokens.size() && !tokens.get(next).isWord("on")) || !statement.whole()) {
            throw refused();
        }
        return rows;
    }

    private List<@Nullable String> row() {
        var row = new ArrayList<@Nullable String>();
        if (!accept('(')) {
            throw refused();
        }
        do {
            row.add(value());
        } while (accept(','));
        if (!accept(')')) {
            throw refused();
        }
        return row;
    }

    private @Nullable String value() {
        boolean negative = accept('-');
        if (next >= tokens.size()) {
            throw refused();
        }
        var token = tokens.get(next++);
        return switch (token.kind()) {
            case NUMBER -> negative ? "-" + token.text() : token.text();
            case STRING, ESCAPED -> text(token);
            case WORD ->
                    switch (token.text()) {
                        case "null", "default" -> null;
                        case "true", "false" -> token.text();
                        default -> throw refused();
                    };
            default -> throw refused();
        };
    }

    /// Tokens keep short texts only.
    private String text(Token token) {
        if (!token.text().isEmpty() && statement.isAscii(token)) {
            return token.text();
        }
        var raw = statement.part(token, charset);
        if (token.kind() == Token.Kind.STRING) {
            return raw.substring(1, raw.length() - 1).replace("''", "'");
        }
        throw refused();
    }

    private boolean accept(char symbol) {
        if (next < tokens.size() && tokens.get(next).isSymbol(symbol)) {
            next++;
            return true;
        }
        return false;
    }

    private DumpRefused refused() {
        return new DumpRefused(
                "rows of sign-in in a form that is not read (make the dump with COPY): "
                        + statement.glimpse());
    }
}
