package dev.dupabase.imports.sql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.List;

/// One statement, without its semicolon.
public final class SqlStatement implements ScriptItem {
    private static final int GLIMPSE = 120;

    private final byte[] bytes;
    private final List<Token> tokens;
    private final boolean whole;
    private final long position;

    SqlStatement(byte[] bytes, List<Token> tokens, boolean whole, long position) {
        this.bytes = bytes;
        this.tokens = List.copyOf(tokens);
        this.whole = whole;
        this.position = position;
    }

    /// How many bytes it has.
    public int length() {
        return bytes.length;
    }

    /// The first of its words; a long statement has more than are kept.
    public List<Token> tokens() {
        return tokens;
    }

    /// Whether [#tokens] are all of them.
    public boolean whole() {
        return whole;
    }

    /// A part of it as text, whatever is in it.
    public String part(Token token, Charset charset) {
        return new String(bytes, token.start(), token.end() - token.start(), charset);
    }

    /// Whether a part of it holds ASCII only.
    public boolean isAscii(Token token) {
        for (int i = token.start(); i < token.end(); i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /// The statement as text.
    ///
    /// @throws DumpRefused if its bytes are not text in that character set
    public String text(Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DumpRefused(
                    "the statement at byte %d is not text in %s".formatted(position, charset), e);
        }
    }

    /// Its beginning on one line, for messages.
    public String glimpse() {
        var shown = new String(bytes, 0, Math.min(bytes.length, GLIMPSE), Charsets.SHOWN);
        return shown.replaceAll("\\s+", " ").strip() + (bytes.length > GLIMPSE ? " …" : "");
    }

    /// The same statement with other bytes.
    ///
    /// @param from where the part begins that is replaced
    /// @param to where it ends
    public SqlStatement replaced(int from, int to, String by) {
        var inserted = by.getBytes(Charsets.SHOWN);
        var changed = new byte[bytes.length - (to - from) + inserted.length];
        System.arraycopy(bytes, 0, changed, 0, from);
        System.arraycopy(inserted, 0, changed, from, inserted.length);
        System.arraycopy(bytes, to, changed, from + inserted.length, bytes.length - to);
        return new SqlStatement(changed, tokens, whole, position);
    }

    @Override
    public String toString() {
        return glimpse();
    }
}
