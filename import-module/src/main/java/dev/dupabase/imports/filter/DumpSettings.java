package dev.dupabase.imports.filter;

import dev.dupabase.imports.filter.Verdict.Refuse;
import dev.dupabase.imports.filter.Verdict.Skip;
import dev.dupabase.imports.sql.Charsets;
import dev.dupabase.imports.sql.Token;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The settings a dump makes as it goes. Only those that its own statements rest on are followed.
public final class DumpSettings {
    private static final Set<String> OF_THE_DUMP =
            Set.of("check_function_bodies", "xmloption", "default_with_oids", "row_security");

    private static final Set<String> OURS =
            Set.of(
                    "statement_timeout",
                    "lock_timeout",
                    "transaction_timeout",
                    "idle_in_transaction_session_timeout",
                    "client_min_messages",
                    "escape_string_warning",
                    "default_tablespace",
                    "default_table_access_method");

    private Charset charset = StandardCharsets.UTF_8;
    private String firstSchema = "public";

    /// The encoding of what follows.
    public Charset charset() {
        return charset;
    }

    /// The schema of names without one; empty if there is none.
    public String firstSchema() {
        return firstSchema;
    }

    /// After `SET`.
    ///
    /// @return null if it runs as it is
    @Nullable Verdict set(Words words) {
        words.accept("session");
        words.accept("local");
        var name = words.word();
        words.skip();
        if (!words.acceptSymbol('=')) {
            words.accept("to");
        }
        var value = words.peek();
        return switch (name) {
            case "standard_conforming_strings" ->
                    standardStrings(value == null ? "" : value.text());
            case "client_encoding" -> encoding(value == null ? "" : value.text());
            case "names" -> encoding(value == null ? "" : value.text());
            case "search_path" -> searchPath(value);
            default -> other(name);
        };
    }

    /// After `set_config(`.
    ///
    /// @return null if it runs as it is
    @Nullable Verdict configure(String name, String value) {
        if (name.equals("search_path")) {
            firstSchema = value.isBlank() ? "" : value.split(",", 2)[0].strip().replace("\"", "");
        }
        return name.equals("search_path") ? null : other(name);
    }

    private static @Nullable Verdict other(String name) {
        if (OF_THE_DUMP.contains(name)) {
            return name.equals("default_with_oids") ? Skip.SILENTLY : null;
        }
        if (OURS.contains(name) || name.equals("role") || name.equals("authorization")) {
            return Skip.SILENTLY;
        }
        return name.equals("constraints")
                ? null
                : new Skip("the setting %s of the dump is left out".formatted(name));
    }

    private static Verdict standardStrings(String value) {
        return Set.of("on", "true", "1", "yes").contains(value)
                ? Skip.SILENTLY
                : new Refuse(
                        "the dump was made with standard_conforming_strings off: make it anew with that on");
    }

    private Verdict encoding(String value) {
        charset = Charsets.of(value);
        return Skip.SILENTLY;
    }

    private @Nullable Verdict searchPath(@Nullable Token value) {
        firstSchema = value == null || value.text().isBlank() ? "" : value.text();
        return null;
    }
}
