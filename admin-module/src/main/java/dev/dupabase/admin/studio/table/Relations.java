package dev.dupabase.admin.studio.table;

import dev.dupabase.admin.studio.session.Outcome;
import dev.dupabase.admin.studio.session.RowLimit;
import dev.dupabase.admin.studio.session.StudioSession;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.sql.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Looks relations up in the catalogue of a project's database.
@Component
public class Relations {
    private static final TypeReference<List<List<String>>> KEYS = new TypeReference<>() {};

    private static final String FIND =
            """
            select c.relkind::text, c.reltuples::bigint,
                coalesce((
                    select json_agg(k.columns order by k.is_primary desc, k.width, k.oid)
                    from (
                        select i.indexrelid as oid, i.indisprimary as is_primary, i.indnkeyatts as width,
                            (select json_agg(a.attname order by u.place)
                             from unnest(i.indkey[0:i.indnkeyatts - 1]) with ordinality as u (attnum, place)
                             join pg_catalog.pg_attribute a
                                 on a.attrelid = i.indrelid and a.attnum = u.attnum) as columns
                        from pg_catalog.pg_index i
                        where i.indrelid = c.oid and i.indisunique and i.indisvalid
                            and i.indpred is null and i.indexprs is null) k), '[]')
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname = {} and c.relname = {} and c.relkind in ('r', 'p', 'v', 'm', 'f')
            """;

    private static final String COLUMNS =
            """
            select a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), t.typcategory::text,
                a.attgenerated::text <> '' or a.attidentity = 'a'
            from pg_catalog.pg_attribute a
            join pg_catalog.pg_class c on c.oid = a.attrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_type t on t.oid = a.atttypid
            where n.nspname = {} and c.relname = {} and a.attnum > 0 and not a.attisdropped
            order by a.attnum
            """;

    private final JsonMapper json;

    Relations(JsonMapper json) {
        this.json = json;
    }

    /// @param reader sees what a member of that role may see
    /// @throws ApiException 404 if there is no such relation, as far as the reader may know
    public Relation require(StudioSession session, String schema, String name, OrgRole reader)
            throws SQLException {
        if (!Visibility.of(reader).isVisible(schema)) {
            throw unknown(schema, name);
        }
        var found = session.run(Sql.of(FIND, Sql.value(schema), Sql.value(name)), RowLimit.OWN);
        if (found.rows().isEmpty()) {
            throw unknown(schema, name);
        }
        var columns = columns(session, schema, name);
        var relation =
                new Relation(
                        schema,
                        name,
                        text(found, 0, 0),
                        Long.parseLong(text(found, 0, 1)),
                        columns,
                        json.readValue(text(found, 0, 2), KEYS));
        return relation.without(
                columns.stream()
                        .map(Relation.Column::name)
                        .filter(column -> Visibility.of(reader).isHidden(column))
                        .collect(Collectors.toSet()));
    }

    private static List<Relation.Column> columns(StudioSession session, String schema, String name)
            throws SQLException {
        var rows = session.run(Sql.of(COLUMNS, Sql.value(schema), Sql.value(name)), RowLimit.OWN);
        var columns = new ArrayList<Relation.Column>();
        for (int i = 0; i < rows.rows().size(); i++) {
            columns.add(
                    new Relation.Column(
                            text(rows, i, 0),
                            text(rows, i, 1),
                            text(rows, i, 2),
                            text(rows, i, 3).equals("t")));
        }
        return columns;
    }

    private static String text(Outcome outcome, int row, int column) {
        return Objects.requireNonNull(outcome.text(row, column));
    }

    private static ApiException unknown(String schema, String name) {
        return new ApiException(
                CommonError.NOT_FOUND, "there is no table '%s' in '%s'".formatted(name, schema));
    }
}
