package dev.dupabase.rest.property;

import java.util.List;

/// Names that PostgreSQL allows and that would break SQL if anybody forgot their quotes.
final class NastyNames {
    static final List<String> ALL =
            List.of(
                    "a\"b",
                    "\"; drop table victim; --",
                    "select",
                    "Ünï çödé 😀",
                    " blank ",
                    "it's",
                    "{}",
                    "?",
                    "$1",
                    "back\\slash",
                    "/* comment",
                    "a.b",
                    "--",
                    "\"\"",
                    "')) or 1=1",
                    "UPPER",
                    "new\nline");

    private static final String DOLLARS = "$body$";

    private NastyNames() {}

    /// Quoted independently of the product.
    static String quoted(String name) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < name.length(); i++) {
            quoted.append(name.charAt(i) == '"' ? "\"\"" : name.substring(i, i + 1));
        }
        return quoted.append('"').toString();
    }

    static String at(int index) {
        return ALL.get(Math.floorMod(index, ALL.size()));
    }

    /// A schema in which everything goes by such names: tables that refer to each other and to
    /// themselves, a junction, functions with parameters, computed columns and relationships.
    static String schema(String schema) {
        var sql = new StringBuilder("create schema " + quoted(schema) + ";\n");
        for (int i = 0; i < ALL.size(); i++) {
            sql.append(table(schema, i));
        }
        sql.append(
                "create table %1$s.%2$s (%3$s int references %4$s, %5$s int references %6$s, primary key (%3$s, %5$s));\n"
                        .formatted(
                                quoted(schema),
                                quoted("junction\""),
                                quoted(at(1)),
                                name(schema, 0),
                                quoted(at(2)),
                                name(schema, 1)));
        for (int i = 0; i < ALL.size(); i++) {
            sql.append(functions(schema, i));
        }
        return sql.toString();
    }

    private static String name(String schema, int index) {
        return quoted(schema) + "." + quoted(at(index));
    }

    private static String table(String schema, int i) {
        var above =
                i == 0
                        ? "int"
                        : "int constraint %s references %s"
                                .formatted(quoted("key " + at(i)), name(schema, i - 1));
        return "create table %s (id int primary key default 7, %s text default '?', %s jsonb, %s %s, self int references %s, %s int[]);\n"
                .formatted(
                        name(schema, i),
                        quoted(at(i + 1)),
                        quoted(at(i + 2)),
                        quoted(at(i + 3)),
                        above,
                        name(schema, i),
                        quoted(at(i + 4)));
    }

    private static String functions(String schema, int i) {
        var rows = name(schema, i);
        var called = quoted(schema) + "." + quoted("of " + at(i));
        return """
        create function %1$s(%2$s int, %3$s text default 'x') returns setof %4$s stable
            language sql as %5$s select * from %4$s where id = $1 %5$s;
        create function %6$s(%4$s) returns text stable language sql as %5$s select 'x' %5$s;
        create function %7$s(%4$s) returns setof %8$s stable
            language sql as %5$s select * from %8$s %5$s;
        """
                .formatted(
                        called,
                        quoted(at(i + 1)),
                        quoted(at(i + 2)),
                        rows,
                        DOLLARS,
                        quoted(schema) + "." + quoted("field " + at(i)),
                        quoted(schema) + "." + quoted("rows " + at(i)),
                        name(schema, i + 1));
    }
}
