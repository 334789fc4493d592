package dev.dupabase.rest.query;

import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.plan.Producer;
import dev.dupabase.rest.plan.Producer.BuiltIn;
import dev.dupabase.rest.schema.Routine.Returns;
import org.jspecify.annotations.Nullable;

/// Writes the expression that makes a body of the rows `_postgrest_t` (contracts/rest.md X26,
/// §7.4).
///
/// @param returns what the called function returns; null for rows of relations
/// @param rows the name of the common table expression whose columns are those of the body
record BodyRenderer(@Nullable Returns returns, Sql rows) {
    Sql body(Producer producer) {
        return switch (producer) {
            case BuiltIn.JSON -> Sql.of("coalesce({}, {})", json(), empty());
            case BuiltIn.JSON_STRIPPED ->
                    Sql.of("coalesce(json_strip_nulls({}), {})", json(), empty());
            case BuiltIn.OBJECT -> Sql.of("coalesce({}->0, 'null')", array());
            case BuiltIn.OBJECT_STRIPPED ->
                    Sql.of("coalesce(json_strip_nulls({}->0), 'null')", array());
            case BuiltIn.CSV -> csv();
            case BuiltIn.GEO_JSON ->
                    Sql.of(
                            "json_build_object('type', 'FeatureCollection', 'features', coalesce(json_agg(ST_AsGeoJSON(_postgrest_t)::json), '[]'))");
            case BuiltIn.NOTHING -> Sql.of("''::text");
            case Producer.Aggregate(var function, var relation) ->
                    Sql.of(
                            "{}({})",
                            function.sql(),
                            isScalar()
                                    ? Sql.of("_postgrest_t.pgrst_scalar")
                                    : relation == null
                                            ? Sql.of("_postgrest_t")
                                            : Sql.of("_postgrest_t::{}", relation.sql()));
            case Producer.OwnResult own -> Sql.of("_postgrest_t.pgrst_scalar");
        };
    }

    private boolean isScalar() {
        return returns != null && !returns.composite();
    }

    private boolean isSingle() {
        return returns != null && returns.single();
    }

    private Sql array() {
        return isScalar()
                ? Sql.of("json_agg(_postgrest_t.pgrst_scalar)")
                : Sql.of("json_agg(_postgrest_t)");
    }

    /// An array, or of a function that returns one thing this thing.
    private Sql json() {
        return isSingle() ? Sql.of("{}->0", array()) : array();
    }

    private Sql empty() {
        return isSingle() ? Sql.of("'null'") : Sql.of("'[]'");
    }

    /// A line of column names as the first row has them, then the rows as PostgreSQL prints them,
    /// without their parentheses.
    private Sql csv() {
        return Sql.of("{} || coalesce({}, '')", names(), csvRows());
    }

    private Sql names() {
        return Sql.of(
                "(select coalesce(string_agg(a.k, ','), '') from (select json_object_keys(s.r)::text as k from (select row_to_json(hh) as r from {} as hh limit 1) s) a) || e'\\n'",
                rows);
    }

    private static Sql csvRows() {
        return Sql.of("string_agg({}, e'\\n')", csvRow());
    }

    private static Sql csvRow() {
        return Sql.of("substring(_postgrest_t::text, 2, length(_postgrest_t::text) - 2)");
    }

    /// What tells how long a body would be: the aggregate in it, which PostgreSQL computes once
    /// however often it is mentioned.
    Sql whole(Producer producer) {
        return producer == BuiltIn.CSV ? csvRows() : array();
    }

    /// One row of a body that is put together from its rows.
    Sql line(Producer producer) {
        if (producer == BuiltIn.CSV) {
            return csvRow();
        }
        var json =
                isScalar()
                        ? Sql.of("to_json(_postgrest_t.pgrst_scalar)")
                        : Sql.of("row_to_json(_postgrest_t)");
        return producer == BuiltIn.JSON_STRIPPED
                ? Sql.of("coalesce(json_strip_nulls({})::text, 'null')", json)
                : Sql.of("coalesce({}::text, 'null')", json);
    }

    /// What stands between two rows: `json_agg` breaks the line before whatever has a structure.
    Sql separator(Producer producer) {
        if (producer == BuiltIn.CSV) {
            return Sql.of("e'\\n'");
        }
        if (producer == BuiltIn.JSON_STRIPPED) {
            return Sql.of("','");
        }
        return returns == null || returns.composite()
                ? Sql.of("e', \\n '")
                : Sql.of(
                        "(select case when typcategory in ('A', 'C') then e', \\n ' else ', ' end from pg_catalog.pg_type where oid = pg_typeof(null::{}))",
                        returns.type().sql());
    }

    /// What stands before the first row.
    Sql head(Producer producer) {
        return producer == BuiltIn.CSV ? names() : Sql.of("'['");
    }

    /// What stands behind the last row.
    Sql tail(Producer producer) {
        return producer == BuiltIn.CSV ? Sql.of("''") : Sql.of("']'");
    }
}
