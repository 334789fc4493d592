package dev.dupabase.platform.database;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the transaction of a request is told before its statement runs. Role and claims are not
/// among it: those come from the running context, and from nowhere else.
///
/// @param searchPath as SQL writes it: quoted names, separated by commas
/// @param roleSettings set before the role is taken
/// @param request what SQL may know about the HTTP request
/// @param settings set after all others
/// @param isolation null for the database's default
/// @param schemaVersion which the statement was made for: it does not run if the schema has moved.
///   Null if the database keeps no version
/// @param prepared whether the server may keep the statement prepared
public record CallerSettings(
        String searchPath,
        List<Setting> roleSettings,
        Request request,
        List<Setting> settings,
        Access access,
        @Nullable Isolation isolation,
        @Nullable Long schemaVersion,
        boolean prepared) {

    /// A run-time parameter, for the length of the transaction.
    public record Setting(String name, String value) {
        private static final Set<String> NOT_HERE =
                Set.of("role", "session_authorization", "request.jwt.claims");

        /// @throws IllegalArgumentException if the name is one that decides who the caller is
        public Setting {
            if (decidesIdentity(name)) {
                throw new IllegalArgumentException("not a plain setting: " + name);
            }
        }

        /// Whether a setting of that name would say who the caller is.
        public static boolean decidesIdentity(String name) {
            return NOT_HERE.contains(name.toLowerCase(Locale.ROOT));
        }
    }

    /// @param headers a JSON object
    /// @param cookies a JSON object
    public record Request(String method, String path, String headers, String cookies) {}

    /// Whether the transaction may write.
    public enum Access {
        READ_ONLY,
        READ_WRITE
    }

    /// How much the transaction sees of others.
    public enum Isolation {
        READ_COMMITTED("read committed"),
        REPEATABLE_READ("repeatable read"),
        SERIALIZABLE("serializable");

        private final String label;

        Isolation(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        /// By the name that PostgreSQL's settings give it; null if there is none such.
        public static @Nullable Isolation ofLabel(String label) {
            for (var isolation : values()) {
                if (isolation.label.equals(label)) {
                    return isolation;
                }
            }
            return null;
        }
    }
}
