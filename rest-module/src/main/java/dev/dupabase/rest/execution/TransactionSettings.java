package dev.dupabase.rest.execution;

import dev.dupabase.platform.database.CallerSettings;
import dev.dupabase.platform.database.CallerSettings.Access;
import dev.dupabase.platform.database.CallerSettings.Isolation;
import dev.dupabase.platform.database.CallerSettings.Request;
import dev.dupabase.platform.database.CallerSettings.Setting;
import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.request.RestCall;
import dev.dupabase.rest.schema.RoleSettings;
import dev.dupabase.rest.schema.Routine;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.settings.RestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts together what a request's transaction is told (contracts/rest.md §6.1).
final class TransactionSettings {
    private static final String ISOLATION = "default_transaction_isolation";

    private final SchemaCache cache;
    private final RestSettings settings;

    TransactionSettings(SchemaCache cache, RestSettings settings) {
        this.cache = cache;
        this.settings = settings;
    }

    /// @param routine that is called; null if none is
    CallerSettings of(RestCall call, String role, Access access, @Nullable Routine routine) {
        var roleSettings = cache.settingsOf(role);
        var info = call.info();
        return new CallerSettings(
                searchPath(call.request().schema()),
                list(roleSettings.settings()),
                new Request(info.method(), info.path(), info.headers(), info.cookies()),
                others(call, routine),
                access,
                isolation(roleSettings, routine),
                cache.freshness().version(),
                settings.database().preparedStatements());
    }

    private String searchPath(String schema) {
        var path = new StringBuilder(Sql.quote(schema));
        for (var extra : settings.database().extraSearchPath()) {
            path.append(", ").append(Sql.quote(extra));
        }
        return path.toString();
    }

    private List<Setting> others(RestCall call, @Nullable Routine routine) {
        var timezone = call.preferences().timezone();
        var hoisted = routine == null ? Map.<String, String>of() : routine.settings();
        var own = settings.appSettings();
        if (timezone == null && hoisted.isEmpty() && own.isEmpty()) {
            return List.of();
        }
        var others = new ArrayList<Setting>();
        if (timezone != null) {
            others.add(new Setting("timezone", timezone));
        }
        hoisted.forEach((name, value) -> {
            if (isHoisted(name) && !name.equals(ISOLATION)) {
                others.add(new Setting(name, value));
            }
        });
        own.forEach((name, value) -> others.add(new Setting("app.settings." + name, value)));
        return others;
    }

    private boolean isHoisted(String name) {
        return settings.database().hoistedSettings().contains(name)
                && !Setting.decidesIdentity(name);
    }

    private @Nullable Isolation isolation(RoleSettings role, @Nullable Routine routine) {
        var own =
                routine == null || !isHoisted(ISOLATION) ? null : routine.settings().get(ISOLATION);
        var label = own == null ? role.isolation() : own;
        return label == null ? null : Isolation.ofLabel(label);
    }

    private static List<Setting> list(Map<String, String> settings) {
        if (settings.isEmpty()) {
            return List.of();
        }
        var list = new ArrayList<Setting>(settings.size());
        settings.forEach((name, value) -> {
            if (!Setting.decidesIdentity(name)) {
                list.add(new Setting(name, value));
            }
        });
        return list;
    }
}
