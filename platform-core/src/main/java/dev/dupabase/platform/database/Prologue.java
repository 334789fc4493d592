package dev.dupabase.platform.database;

import dev.dupabase.platform.database.CallerSettings.Access;
import dev.dupabase.platform.database.CallerSettings.Isolation;
import dev.dupabase.platform.database.CallerSettings.Setting;
import dev.dupabase.platform.tenant.ProjectContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first statement of every transaction in a caller's name: search path, the settings of the
/// role, the role, the claims, what SQL may know of the request. All end with the transaction.
///
/// It fails if the schema is not the one that the rest was made for; then the rest does not run.
final class Prologue {
    /// What decides its text.
    record Shape(
            int roleSettings,
            int settings,
            Access access,
            @Nullable Isolation isolation,
            boolean versioned) {
        static Shape of(CallerSettings settings) {
            return new Shape(
                    settings.roleSettings().size(),
                    settings.settings().size(),
                    settings.access(),
                    settings.isolation(),
                    settings.schemaVersion() != null);
        }

        /// How many results come before that of the statement itself.
        int results() {
            return isolation == null ? 1 : 2;
        }
    }

    /// Takes values in order.
    interface Binder {
        void bind(String value);
    }

    /// What its failure says in front of the number that the schema has moved to.
    static final String MOVED = "schema moved to ";

    private static final String VERSION =
            """
            (select case when last_value = ?::bigint then last_value
              else ('%s' || last_value)::bigint end
            from _dupabase.schema_version)\
            """
                    .formatted(MOVED);

    private static final String ANY = ", set_config(?, ?, true)";

    private Prologue() {}

    static String text(Shape shape) {
        var text = new StringBuilder(600);
        if (shape.isolation() != null) {
            text.append("set transaction isolation level ")
                    .append(shape.isolation().label())
                    .append(";\n");
        }
        text.append("select num_nulls(set_config('search_path', ?, true)")
                .repeat(ANY, shape.roleSettings())
                .append(", set_config('role', ?, true)")
                .append(", set_config('request.jwt.claims', ?, true)")
                .append(", set_config('request.method', ?, true)")
                .append(", set_config('request.path', ?, true)")
                .append(", set_config('request.headers', ?, true)")
                .append(", set_config('request.cookies', ?, true)")
                .append(", set_config('response.headers', '', true)")
                .append(", set_config('response.status', '', true)")
                .repeat(ANY, shape.settings());
        if (shape.access() == Access.READ_ONLY) {
            text.append(", set_config('transaction_read_only', 'on', true)");
        }
        text.append(")");
        if (shape.versioned()) {
            text.append(", ").append(VERSION);
        }
        return text.toString();
    }

    static void bind(CallerSettings settings, ProjectContext context, Binder to) {
        to.bind(settings.searchPath());
        bind(settings.roleSettings(), to);
        to.bind(context.role());
        to.bind(context.claims());
        var request = settings.request();
        to.bind(request.method());
        to.bind(request.path());
        to.bind(request.headers());
        to.bind(request.cookies());
        bind(settings.settings(), to);
        if (settings.schemaVersion() != null) {
            to.bind(Long.toString(settings.schemaVersion()));
        }
    }

    private static void bind(List<Setting> settings, Binder to) {
        for (var setting : settings) {
            to.bind(setting.name());
            to.bind(setting.value());
        }
    }
}
