package dev.dupabase.platform.program;

import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// With what a program of PostgreSQL logs in. It goes into the child's environment only: arguments
/// are shown to everybody on the machine.
///
/// @param database the name of the database, which is never taken for a connection string
public record PgLogin(DatabaseHost host, String database, String user, Secret password) {
    private static final String CONNECT_SECONDS = "10";

    /// pgjdbc's parameters and the variables that mean the same to libpq.
    private static final Map<String, String> VARIABLES =
            Map.of(
                    "sslmode", "PGSSLMODE",
                    "sslrootcert", "PGSSLROOTCERT",
                    "sslcert", "PGSSLCERT",
                    "sslkey", "PGSSLKEY",
                    "gssEncMode", "PGGSSENCMODE",
                    "channelBinding", "PGCHANNELBINDING",
                    "options", "PGOPTIONS");

    Map<String, String> environment() {
        var variables = new LinkedHashMap<String, String>();
        for (var pair : host.jdbcOptions().split("&")) {
            int equals = pair.indexOf('=');
            var variable = VARIABLES.get(pair.substring(0, Math.max(0, equals)));
            if (variable != null) {
                variables.put(
                        variable,
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        variables.put("PGHOST", host.host());
        variables.put("PGPORT", Integer.toString(host.port()));
        variables.put("PGDATABASE", database);
        variables.put("PGUSER", user);
        variables.put("PGPASSWORD", password.reveal());
        variables.put("PGCONNECT_TIMEOUT", CONNECT_SECONDS);
        variables.put("PGAPPNAME", "dupabase");
        return variables;
    }
}
