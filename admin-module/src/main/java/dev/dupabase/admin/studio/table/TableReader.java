package dev.dupabase.admin.studio.table;

import dev.dupabase.admin.studio.session.Outcome;
import dev.dupabase.admin.studio.session.RowLimit;
import dev.dupabase.admin.studio.session.SqlRefusal;
import dev.dupabase.admin.studio.session.StudioSessions;
import dev.dupabase.platform.access.ProjectAccess.Access;
import dev.dupabase.platform.sql.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Lists tables and their columns.
@Component
class TableReader {
    private static final Sql TABLES =
            Sql.of(
                    """
                    select n.nspname, c.relname,
                        (select count(*) from pg_catalog.pg_attribute a
                         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
                        case c.relkind when 'p' then 'partitioned_table' else 'table' end,
                        nullif(c.reltuples::bigint, -1),
                        case when pg_catalog.has_schema_privilege(n.oid, 'usage')
                            then pg_catalog.pg_total_relation_size(c.oid) else 0 end,
                        c.relrowsecurity, pg_catalog.obj_description(c.oid, 'pg_class')
                    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'p') and n.nspname !~ '^pg_'
                    order by n.nspname, c.relname
                    """);

    private static final String COLUMNS =
            """
            select a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
                not a.attnotnull,
                case when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid) end,
                case when a.atttypid in (1042, 1043) and a.atttypmod > 4 then a.atttypmod - 4 end,
                case a.atttypid when 21 then 16 when 23 then 32 when 20 then 64 when 700 then 24 when 701 then 53
                    when 1700 then case when a.atttypmod > 4 then ((a.atttypmod - 4) >> 16) & 65535 end end,
                exists (select from pg_catalog.pg_index i
                        where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey)),
                a.attidentity <> '', a.attgenerated <> '',
                r.nspname, r.relname, r.attname
            from pg_catalog.pg_attribute a
            join pg_catalog.pg_class c on c.oid = a.attrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
            left join lateral (
                select rn.nspname, rc.relname, ra.attname
                from pg_catalog.pg_constraint k
                join pg_catalog.pg_class rc on rc.oid = k.confrelid
                join pg_catalog.pg_namespace rn on rn.oid = rc.relnamespace
                join pg_catalog.pg_attribute ra on ra.attrelid = rc.oid
                    and ra.attnum = k.confkey[array_position(k.conkey, a.attnum)]
                where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey)
                order by cardinality(k.conkey), k.oid limit 1) r on true
            where n.nspname = {} and c.relname = {} and a.attnum > 0 and not a.attisdropped
            order by a.attnum
            """;

    private final StudioSessions sessions;
    private final Relations relations;

    TableReader(StudioSessions sessions, Relations relations) {
        this.sessions = sessions;
        this.relations = relations;
    }

    List<TableBodies.Summary> tables(Access access) {
        var visibility = Visibility.of(access.role());
        try (var session = sessions.open(access.project(), "tables", RowReader.TIMEOUT)) {
            var rows = session.run(TABLES, RowLimit.OWN);
            var tables = new ArrayList<TableBodies.Summary>();
            for (int i = 0; i < rows.rows().size(); i++) {
                if (visibility.isVisible(text(rows, i, 0))) {
                    tables.add(table(rows, i));
                }
            }
            return tables;
        } catch (SQLException e) {
            throw SqlRefusal.of(e);
        }
    }

    private static TableBodies.Summary table(Outcome rows, int row) {
        var estimate = rows.text(row, 4);
        return new TableBodies.Summary(
                text(rows, row, 0),
                text(rows, row, 1),
                Integer.parseInt(text(rows, row, 2)),
                text(rows, row, 3),
                estimate == null ? null : Long.valueOf(estimate),
                Long.parseLong(text(rows, row, 5)),
                isTrue(rows, row, 6),
                rows.text(row, 7));
    }

    List<TableBodies.ColumnBody> columns(Access access, String schema, String table) {
        try (var session = sessions.open(access.project(), "tables", RowReader.TIMEOUT)) {
            var relation = relations.require(session, schema, table, access.role());
            var rows =
                    session.run(Sql.of(COLUMNS, Sql.value(schema), Sql.value(table)), RowLimit.OWN);
            var columns = new ArrayList<TableBodies.ColumnBody>();
            for (int i = 0; i < rows.rows().size(); i++) {
                if (relation.column(text(rows, i, 0)).isPresent()) {
                    columns.add(column(rows, i));
                }
            }
            return columns;
        } catch (SQLException e) {
            throw SqlRefusal.of(e);
        }
    }

    private static TableBodies.ColumnBody column(Outcome rows, int row) {
        return new TableBodies.ColumnBody(
                text(rows, row, 0),
                text(rows, row, 1),
                isTrue(rows, row, 2),
                rows.text(row, 3),
                number(rows, row, 4),
                number(rows, row, 5),
                isTrue(rows, row, 6),
                isTrue(rows, row, 7),
                isTrue(rows, row, 8),
                rows.text(row, 9) == null
                        ? null
                        : new TableBodies.Reference(
                                text(rows, row, 9), text(rows, row, 10), text(rows, row, 11)));
    }

    private static @Nullable Integer number(Outcome rows, int row, int column) {
        var text = rows.text(row, column);
        return text == null ? null : Integer.valueOf(text);
    }

    private static boolean isTrue(Outcome rows, int row, int column) {
        return "t".equals(rows.text(row, column));
    }

    private static String text(Outcome rows, int row, int column) {
        return Objects.requireNonNull(rows.text(row, column));
    }
}
