package dev.dupabase.rest.configuration;

import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.settings.RestSettings.QualifiedName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// The function `db_pre_config`: it says settings by `set_config('pgrst.…', …, true)`.
final class PreConfig {
    /// What a session was told before is none of the function's.
    private static final String FORGET =
            "select set_config('pgrst.' || name, '', true) from unnest(?::text[]) name";

    private static final String READ =
            """
            select name, value from unnest(?::text[]) name,
              current_setting('pgrst.' || name, true) value
            where value <> ''
            """;

    private PreConfig() {}

    /// Runs the function in the login's own name, in a transaction that cannot write.
    static Map<String, String> read(
            Connection connection, QualifiedName function, Collection<String> names)
            throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("set transaction read only");
            statement.execute("set local statement_timeout = '5s'");
            var array = connection.createArrayOf("text", names.toArray());
            try (var forget = connection.prepareStatement(FORGET)) {
                forget.setArray(1, array);
                forget.execute();
            }
            try (var call = connection.prepareStatement(call(function).text())) {
                call.execute();
            }
            try (var read = connection.prepareStatement(READ)) {
                read.setArray(1, array);
                return pairs(read.executeQuery());
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static Map<String, String> pairs(ResultSet rows) throws SQLException {
        var pairs = new LinkedHashMap<String, String>();
        while (rows.next()) {
            pairs.put(rows.getString(1), rows.getString(2));
        }
        return pairs;
    }

    private static Sql call(QualifiedName function) {
        var name =
                function.schema() == null
                        ? Sql.identifier(function.name())
                        : Sql.identifier(function.schema(), function.name());
        return Sql.of("select {}()", name);
    }
}
