package dev.dupabase.imports.sql;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A script of SQL, read from a stream statement by statement, with the rows that follow `COPY …
/// FROM stdin`. Memory: one statement.
public final class Script {
    private static final int MOST_TOKENS = 4000;

    private final ByteSource source;
    private final Lexer lexer;
    private @Nullable CopyRows rows;

    /// @param longest how many bytes a statement may have
    public Script(InputStream in, int longest) {
        this.source = new ByteSource(in, longest);
        this.lexer = new Lexer(source);
    }

    /// How many bytes were read.
    public long position() {
        return source.position();
    }

    /// The next statement or command; null at the end. What was left of rows is passed over.
    ///
    /// @throws DumpRefused if the script is not SQL, or cut off
    public @Nullable ScriptItem next() throws IOException {
        if (rows != null) {
            rows.skipAll();
            rows = null;
        }
        while (lexer.skipToToken()) {
            if (source.peek() == '\\') {
                return command();
            }
            var statement = statement();
            if (statement != null) {
                return statement;
            }
        }
        return null;
    }

    /// The rows after a statement that has just been read.
    ///
    /// @param of what they are rows of, for messages
    public CopyRows rows(String of) throws IOException {
        while (source.peek() != '\n') {
            int c = source.take();
            if (c == ByteSource.END || !Lexer.isSpace(c)) {
                throw new DumpRefused(
                        "the rows of %s do not begin on a line of their own".formatted(of));
            }
        }
        source.take();
        rows = new CopyRows(source, of);
        return rows;
    }

    private MetaCommand command() throws IOException {
        source.take();
        var name = new StringBuilder();
        while (source.peek() != '\n' && source.peek() != ByteSource.END) {
            int c = source.take();
            if (name.length() < 200) {
                name.append((char) c);
            }
        }
        return new MetaCommand(name.toString().strip().split("\\s", 2)[0]);
    }

    /// @return null for an empty statement
    private @Nullable SqlStatement statement() throws IOException {
        long position = source.position();
        source.startKeeping();
        var tokens = new ArrayList<Token>();
        var body = new AtomicBody();
        int depth = 0;
        boolean whole = true;
        do {
            int c = source.peek();
            if (c == ';' && depth <= 0 && !body.isOpen()) {
                return ended(tokens, whole, position);
            }
            if (c == '\\') {
                throw new DumpRefused(
                        "a backslash outside of quotes at byte %d: psql's commands are not run"
                                .formatted(source.position()));
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            boolean wanted = tokens.size() < MOST_TOKENS;
            var token = lexer.take(wanted || body.isOpen());
            whole &= wanted && token != null;
            if (token != null) {
                body.see(tokens.size(), token);
                if (wanted) {
                    tokens.add(token);
                }
            }
        } while (lexer.skipToToken());
        return last(tokens, whole, position);
    }

    private @Nullable SqlStatement ended(List<Token> tokens, boolean whole, long position)
            throws IOException {
        var bytes = source.stopKeeping(source.kept());
        source.take();
        return tokens.isEmpty() ? null : new SqlStatement(bytes, tokens, whole, position);
    }

    /// What stands after the last semicolon. Entries of archives end without one.
    private @Nullable SqlStatement last(List<Token> tokens, boolean whole, long position) {
        var bytes = source.stopKeeping(source.kept());
        return tokens.isEmpty() ? null : new SqlStatement(bytes, tokens, whole, position);
    }
}
