package dev.dupabase.imports.sql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.List;

/// One statement, without its semicolon.
///
/// @param bytes as they stand in the dump
/// @param tokens the first of its words; a long statement has more than are kept
/// @param whole whether these are all of them
/// @param position where it begins in the script
public record SqlStatement(byte[] bytes, List<Token> tokens, boolean whole, long position)
        implements ScriptItem {
    private static final int GLIMPSE = 120;

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
