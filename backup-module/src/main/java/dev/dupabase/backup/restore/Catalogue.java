package dev.dupabase.backup.restore;

import dev.dupabase.platform.program.PgLogin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/// What a spare database holds before anything is restored into it.
///
/// @param extensions that are there
/// @param platformObjects triggers and policies on tables of the platform's schemas, as archives
///   name them: `schema.table name`
/// @param platformTables tables of the platform's schemas, those that others refer to first, as
///   `schema.table`
record Catalogue(Set<String> extensions, Set<String> platformObjects, List<String> platformTables) {
    private static final String EXTENSIONS = "select extname from pg_extension";
    private static final String OBJECTS =
            """
            select n.nspname || '.' || c.relname || ' ' || t.tgname
            from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
            where not t.tgisinternal and n.nspname = any (?)
            union all
            select n.nspname || '.' || c.relname || ' ' || p.polname
            from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (?)
            """;

    /// How long the longest chain of references from a table is: rows may be copied in that order.
    private static final String TABLES =
            """
            with recursive tables as (
                select c.oid, n.nspname || '.' || c.relname as name
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and n.nspname = any (?)
            ), depths(oid, depth) as (
                select oid, 0 from tables
                union
                select f.conrelid, d.depth + 1
                from depths d join pg_constraint f on f.confrelid = d.oid and f.contype = 'f'
                where f.conrelid <> f.confrelid and d.depth < 50
            )
            select t.name from tables t join depths d using (oid) group by t.name order by max(d.depth), t.name
            """;

    static Catalogue read(PgLogin login, Set<String> platformSchemas) throws SQLException {
        try (var connection = connect(login)) {
            var schemas = connection.createArrayOf("text", platformSchemas.toArray());
            var extensions = new HashSet<String>();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(EXTENSIONS)) {
                while (rows.next()) {
                    extensions.add(rows.getString(1));
                }
            }
            var objects = new HashSet<String>();
            try (var statement = connection.prepareStatement(OBJECTS)) {
                statement.setArray(1, schemas);
                statement.setArray(2, schemas);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        objects.add(rows.getString(1));
                    }
                }
            }
            var tables = new ArrayList<String>();
            try (var statement = connection.prepareStatement(TABLES)) {
                statement.setArray(1, schemas);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        tables.add(rows.getString(1));
                    }
                }
            }
            return new Catalogue(extensions, objects, tables);
        }
    }

    static Connection connect(PgLogin login) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password().reveal());
        properties.setProperty("currentSchema", "pg_catalog");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("ApplicationName", "dupabase-restore");
        properties.setProperty("preferQueryMode", "simple");
        return DriverManager.getConnection(login.host().jdbcUrl(login.database()), properties);
    }
}
