package dev.dupabase.admin.studio.table;

import dev.dupabase.platform.access.OrgRole;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What members see of a project's data. Viewers see neither the schemas that hold users and files
/// nor columns that are secret by their name.
public enum Visibility {
    ALL,
    WITHOUT_SECRETS;

    private static final Set<String> NEVER = Set.of("_dupabase", "information_schema");
    private static final Set<String> INTERNAL = Set.of("auth", "storage", "vault", "pgsodium");

    /// Means the same to Java and to PostgreSQL.
    private static final String SECRET_WORDS =
            "(^|[_-])(passwords?|passwd|pwd|passphrase|secrets?|tokens?|salt|otp|pin|api_?keys?"
                    + "|private_?keys?)([_-]|$)";

    private static final Pattern SECRET = Pattern.compile(SECRET_WORDS, Pattern.CASE_INSENSITIVE);
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    public static Visibility of(OrgRole reader) {
        return reader.isAtLeast(OrgRole.DEVELOPER) ? ALL : WITHOUT_SECRETS;
    }

    public boolean isVisible(String schema) {
        if (NEVER.contains(schema) || schema.startsWith("pg_")) {
            return false;
        }
        return this == ALL || !INTERNAL.contains(schema);
    }

    /// An array of PostgreSQL.
    public String hiddenSchemas() {
        return this == ALL ? "{}" : "{" + String.join(",", INTERNAL) + "}";
    }

    /// A pattern of PostgreSQL, for names in snake case; null: none.
    public @Nullable String hiddenColumns() {
        return this == ALL ? null : SECRET_WORDS;
    }

    /// Whether a column may not be seen.
    public boolean isHidden(String column) {
        return this == WITHOUT_SECRETS
                && SECRET.matcher(HUMP.matcher(column).replaceAll("_")).find();
    }
}
