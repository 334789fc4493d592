package dev.dupabase.rest.query;

import dev.dupabase.platform.sql.Sql;
import java.util.Locale;

/// The type of a cast as a client may write it (contracts/rest.md Q26): one of the names that only
/// SQL's grammar knows, or else a name that PostgreSQL looks up by the search path.
final class TypeName {
    private TypeName() {}

    static Sql sql(String written) {
        return switch (folded(written)) {
            case "int", "integer" -> Sql.of("integer");
            case "smallint" -> Sql.of("smallint");
            case "bigint" -> Sql.of("bigint");
            case "real" -> Sql.of("real");
            case "float", "double precision" -> Sql.of("double precision");
            case "decimal", "dec", "numeric" -> Sql.of("numeric");
            case "boolean" -> Sql.of("boolean");
            case "char", "character", "nchar", "national char", "national character" ->
                    Sql.of("character");
            case "varchar",
                    "char varying",
                    "character varying",
                    "national char varying",
                    "national character varying" ->
                    Sql.of("character varying");
            case "bit" -> Sql.of("bit");
            case "bit varying" -> Sql.of("bit varying");
            case "time", "time without time zone" -> Sql.of("time without time zone");
            case "time with time zone" -> Sql.of("time with time zone");
            case "timestamp", "timestamp without time zone" ->
                    Sql.of("timestamp without time zone");
            case "timestamp with time zone" -> Sql.of("timestamp with time zone");
            case "interval" -> Sql.of("interval");
            default -> Sql.identifier(folded(written));
        };
    }

    /// As PostgreSQL reads a name without quotes.
    private static String folded(String written) {
        var folded = new StringBuilder(written.length());
        for (var word : written.strip().split("[ \t]+")) {
            folded.append(folded.isEmpty() ? "" : " ").append(word);
        }
        return isAscii(folded) ? folded.toString().toLowerCase(Locale.ROOT) : folded.toString();
    }

    private static boolean isAscii(CharSequence text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
