package dev.dupabase.rest.catalogue;

import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.SchemaScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The schema cache of a database, without a project around it.
public final class LoadedSchema {
    private LoadedSchema() {}

    public static SchemaCache of(Connection connection, SchemaScope scope) throws SQLException {
        return SchemaLoading.of(scope, List.of()).run(connection);
    }
}
