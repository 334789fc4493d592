package dev.dupabase.rest.configuration;

import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.tenant.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All `ALTER ROLE … SET pgrst.…` of the server, in every database: the catalogue that holds them
/// is shared, so one look serves all projects.
///
/// @param readAt `System.nanoTime()`
record RoleSettings(Map<Holder, Map<String, String>> all, long readAt) {
    private static final String PREFIX = "pgrst.";

    private static final String READ =
            """
            select r.rolname, d.datname, c.setting
            from pg_db_role_setting s
            join pg_roles r on r.oid = s.setrole
            left join pg_database d on d.oid = s.setdatabase
            cross join lateral unnest(s.setconfig) c(setting)
            where c.setting like 'pgrst.%' and (d.oid is not null or s.setdatabase = 0)
            """;

    /// @param database null: in all of them
    record Holder(String role, @Nullable String database) {}

    static RoleSettings read(Connection connection) throws SQLException {
        long now = System.nanoTime();
        var all = new HashMap<Holder, Map<String, String>>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ)) {
            while (rows.next()) {
                var setting = rows.getString(3);
                int equals = setting.indexOf('=');
                var name = setting.substring(PREFIX.length(), equals).toLowerCase(Locale.ROOT);
                all.computeIfAbsent(
                                new Holder(rows.getString(1), rows.getString(2)),
                                holder -> new HashMap<>())
                        .put(name, setting.substring(equals + 1));
            }
        }
        return new RoleSettings(Map.copyOf(all), now);
    }

    /// Those that count for a project: of roles of its own anywhere, and of `authenticator`, which
    /// all projects share, only where it is said of the project's database. The latter win.
    Map<String, String> of(Project project) {
        if (all.isEmpty()) {
            return Map.of();
        }
        var api = Login.API.roleName(project.ref());
        var owner = "p_" + project.ref().value() + "_owner";
        var database = project.databaseName();
        var merged = new LinkedHashMap<String, String>();
        for (var holder :
                List.of(
                        new Holder(owner, null),
                        new Holder(api, null),
                        new Holder("authenticator", database),
                        new Holder(owner, database),
                        new Holder(api, database))) {
            merged.putAll(all.getOrDefault(holder, Map.of()));
        }
        return merged;
    }
}
