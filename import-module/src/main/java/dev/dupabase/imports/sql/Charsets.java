package dev.dupabase.imports.sql;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// The encodings a dump may be in. In all of them no byte of a longer character looks like ASCII,
/// so that a quote is a quote; PostgreSQL's other client encodings (SJIS, BIG5, GBK, …) are not so.
public final class Charsets {
    static final Charset SHOWN = StandardCharsets.UTF_8;

    private static final Map<String, String> KNOWN =
            Map.ofEntries(
                    Map.entry("UTF8", "UTF-8"),
                    Map.entry("UNICODE", "UTF-8"),
                    Map.entry("SQLASCII", "UTF-8"),
                    Map.entry("LATIN1", "ISO-8859-1"),
                    Map.entry("ISO88591", "ISO-8859-1"),
                    Map.entry("LATIN2", "ISO-8859-2"),
                    Map.entry("LATIN5", "ISO-8859-9"),
                    Map.entry("LATIN9", "ISO-8859-15"),
                    Map.entry("WIN1250", "windows-1250"),
                    Map.entry("WIN1251", "windows-1251"),
                    Map.entry("WIN1252", "windows-1252"),
                    Map.entry("WIN1254", "windows-1254"),
                    Map.entry("KOI8R", "KOI8-R"));

    private Charsets() {}

    /// @param name as PostgreSQL's `client_encoding` has it
    /// @throws DumpRefused for an encoding that is not read
    public static Charset of(String name) {
        var known = KNOWN.get(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""));
        if (known == null) {
            throw new DumpRefused(
                    "the dump is in the encoding %s: make it anew with pg_dump --encoding=UTF8"
                            .formatted(name));
        }
        return Charset.forName(known);
    }
}
