package dev.dupabase.rest.fuzz;

import dev.dupabase.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is in schema `public`, read from the catalogue past the product.
record RealSchema(List<Table> tables, List<Routine> routines) {
    /// @param writable whether rows can be inserted
    /// @param key columns of the primary key
    record Table(
            String name,
            boolean writable,
            List<Column> columns,
            List<String> key,
            List<Embed> embeds) {
        List<Column> written() {
            return columns.stream().filter(Column::writable).toList();
        }
    }

    /// @param type its name, such as `int4` or `_text`
    /// @param writable whether a value may be given
    /// @param needed whether a value must be given
    record Column(String name, String type, boolean writable, boolean needed) {}

    /// @param written how it stands in a select list, with a hint where one is needed
    /// @param name by which it is addressed
    /// @param key the column that refers, on either side
    record Embed(String written, String name, String target, boolean toOne, String key) {}

    /// @param returned the table of which it returns rows; empty for anything else
    record Routine(String name, List<Parameter> parameters, boolean writing, String returned) {}

    record Parameter(String name, String type, boolean required) {}

    private static final String COLUMNS =
            """
            select c.relname, c.relkind in ('r', 'p') as writable, a.attname,
                coalesce(nullif(t.typname, ''), '') as type,
                a.attgenerated = '' and a.attidentity <> 'a' as given,
                a.attnotnull and not a.atthasdef and a.attidentity = '' as needed,
                coalesce(a.attnum = any (k.conkey), false) as key
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                join pg_type t on t.oid = a.atttypid
                left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p')
                and not c.relispartition and not a.attisdropped
            order by c.relname, a.attnum
            """;
    private static final String KEYS =
            """
            select k.conname, o.relname as origin, t.relname as target, a.attname,
                exists (select from pg_constraint u where u.conrelid = k.conrelid
                    and u.contype in ('p', 'u') and u.conkey = k.conkey) as single
            from pg_constraint k join pg_class o on o.oid = k.conrelid
                join pg_class t on t.oid = k.confrelid
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
            where k.contype = 'f' and k.conparentid = 0
            order by k.conname
            """;
    private static final String ROUTINES =
            """
            select p.proname, coalesce(p.proargnames[1:p.pronargs], '{}') as names,
                array(select t.typname from unnest(p.proargtypes) with ordinality g (id, n)
                    join pg_type t on t.oid = g.id order by g.n) as types,
                p.pronargs - p.pronargdefaults as required, p.provolatile = 'v' as writing,
                coalesce(r.relname, '') as returned
            from pg_proc p left join pg_type y on y.oid = p.prorettype
                left join pg_class r on r.oid = y.typrelid
            where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
                and p.proname not in ('json', 'color', 'add_line', 'label', 'newest')
            order by p.proname, p.oid
            """;

    static RealSchema read(String url) {
        try (var connection = TestPostgres.connect(url)) {
            return new RealSchema(tables(connection), routines(connection));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Table table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<Table> tables(Connection connection) throws SQLException {
        var tables = new LinkedHashMap<String, Table>();
        each(
                connection,
                COLUMNS,
                row -> {
                    var name = row.getString("relname");
                    boolean writable = row.getBoolean("writable");
                    var table =
                            tables.computeIfAbsent(
                                    name,
                                    n ->
                                            new Table(
                                                    n,
                                                    writable,
                                                    new ArrayList<>(),
                                                    new ArrayList<>(),
                                                    new ArrayList<>()));
                    var column = row.getString("attname");
                    table.columns()
                            .add(
                                    new Column(
                                            column,
                                            row.getString("type"),
                                            row.getBoolean("given"),
                                            row.getBoolean("needed")));
                    if (row.getBoolean("key")) {
                        table.key().add(column);
                    }
                });
        each(connection, KEYS, row -> addEmbeds(tables, row));
        return List.copyOf(tables.values());
    }

    private static void addEmbeds(Map<String, Table> tables, ResultSet key) throws SQLException {
        var origin = key.getString("origin");
        var target = key.getString("target");
        var column = Dice.quoted(key.getString("attname"));
        var hint = "!" + Dice.quoted(key.getString("conname"));
        boolean self = origin.equals(target);
        var up = self ? column : Dice.quoted(target) + hint;
        var down = self ? Dice.quoted(origin) : Dice.quoted(origin) + hint;
        var name = key.getString("attname");
        var upwards = self ? column : Dice.quoted(target);
        boolean single = key.getBoolean("single");
        tables.get(origin).embeds().add(new Embed(up, upwards, target, true, name));
        tables.get(target).embeds().add(new Embed(down, Dice.quoted(origin), origin, single, name));
    }

    private static List<Routine> routines(Connection connection) throws SQLException {
        var routines = new ArrayList<Routine>();
        each(
                connection,
                ROUTINES,
                row -> {
                    var names = (String[]) row.getArray("names").getArray();
                    var types = (String[]) row.getArray("types").getArray();
                    int required = row.getInt("required");
                    var parameters = new ArrayList<Parameter>();
                    for (int i = 0; i < types.length; i++) {
                        var name = i < names.length ? names[i] : "";
                        parameters.add(new Parameter(name, types[i], i < required));
                    }
                    routines.add(
                            new Routine(
                                    row.getString("proname"),
                                    parameters,
                                    row.getBoolean("writing"),
                                    row.getString("returned")));
                });
        return routines;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, RowReader reader)
            throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}
