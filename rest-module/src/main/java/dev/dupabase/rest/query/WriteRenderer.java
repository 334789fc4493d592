package dev.dupabase.rest.query;

import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.plan.Plan.Change;
import dev.dupabase.rest.plan.Plan.Conflict;
import dev.dupabase.rest.plan.Plan.Written;
import dev.dupabase.rest.request.Preferences.Resolution;
import java.util.ArrayList;
import java.util.List;

/// Writes INSERT, UPDATE and DELETE (contracts/rest.md §6.3, §6.4).
final class WriteRenderer {
    private static final Sql BODY = Sql.of("pgrst_body");
    private static final Sql BULK = Sql.of("pgrst_bulk");

    /// Counts the rows that were not there before: up for each, and down again on a conflict.
    private static final Sql COUNT_UP =
            Sql.of(
                    "set_config('pgrst.inserted', (coalesce(nullif(current_setting('pgrst.inserted', true), '')::int, 0) + 1)::text, true) <> '0'");

    private static final Sql COUNT_DOWN =
            Sql.of(
                    " where set_config('pgrst.inserted', (coalesce(nullif(current_setting('pgrst.inserted', true), '')::int, 0) - 1)::text, true) <> '-1'");

    private WriteRenderer() {}

    static Sql change(Plan.Write plan) {
        var relation = plan.relation().sql();
        return switch (plan.change()) {
            case Change.Insert insert -> insert(relation, insert, returning(relation, plan));
            case Change.Update update when update.changed().isEmpty() ->
                    Sql.of(
                            "select {} from {} where false",
                            plan.returned().isEmpty() ? Sql.of("1") : columns(relation, plan),
                            relation);
            case Change.Update update -> update(relation, update, returning(relation, plan));
            case Change.InsertTree tree -> InsertTreeRenderer.inserted(plan, tree);
            case Change.Delete(var filters) ->
                    Sql.of(
                            "delete from {}{} returning {}",
                            relation,
                            NodeRenderer.where(
                                    FilterRenderer.withoutEmbeds(relation).renderAll(filters),
                                    List.of()),
                            returning(relation, plan));
        };
    }

    private static Sql returning(Sql relation, Plan.Write plan) {
        return plan.returned().isEmpty() ? Sql.of("1") : columns(relation, plan);
    }

    static Sql columns(Sql relation, Plan.Write plan) {
        return Sql.join(
                ", ",
                plan.returned().stream()
                        .map(name ->
                                name.equals("*")
                                        ? Sql.of("{}.*", relation)
                                        : Sql.of("{}.{}", relation, Sql.identifier(name)))
                        .toList());
    }

    private static Sql insert(Sql relation, Change.Insert insert, Sql returning) {
        var columns = insert.columns();
        return Sql.of(
                "insert into {}{} select {} {}{}{} returning {}",
                relation,
                columns.isEmpty() ? Sql.EMPTY : Sql.of("({})", Sql.join(", ", names(columns))),
                Sql.join(", ", fromBody(columns)),
                JsonRows.from(insert.kind(), insert.body(), columns, insert.defaults()),
                NodeRenderer.where(insertConditions(insert), List.of()),
                insert.conflict() == null ? Sql.EMPTY : onConflict(insert.conflict(), columns),
                returning);
    }

    private static List<Sql> insertConditions(Change.Insert insert) {
        var conditions = new ArrayList<Sql>();
        if (insert.conflict() != null
                && insert.conflict().resolution() == Resolution.MERGE_DUPLICATES) {
            conditions.add(COUNT_UP);
        }
        conditions.addAll(FilterRenderer.withoutEmbeds(BODY).renderAll(insert.matching()));
        return conditions;
    }

    private static Sql onConflict(Conflict conflict, List<Written> columns) {
        var target = Sql.join(", ", conflict.columns().stream().map(Sql::identifier).toList());
        if (conflict.resolution() == Resolution.IGNORE_DUPLICATES || columns.isEmpty()) {
            return Sql.of(" on conflict ({}) do nothing", target);
        }
        var updates =
                names(columns).stream()
                        .map(name -> Sql.of("{} = excluded.{}", name, name))
                        .toList();
        return Sql.of(
                " on conflict ({}) do update set {}{}",
                target,
                Sql.join(", ", updates),
                COUNT_DOWN);
    }

    private static Sql update(Sql relation, Change.Update update, Sql returning) {
        var assignments =
                names(update.changed()).stream()
                        .map(name -> Sql.of("{} = {}.{}", name, BODY, name))
                        .toList();
        return Sql.of(
                "update {} set {} {}{} returning {}",
                relation,
                Sql.join(", ", assignments),
                update.byKey() ? Sql.of("from {} as {}", BULK, BODY) : payload(update),
                NodeRenderer.where(
                        FilterRenderer.withoutEmbeds(relation).renderAll(update.filters()),
                        keys(update).stream()
                                .map(key -> Sql.of("{}.{} = {}.{}", relation, key, BODY, key))
                                .toList()),
                returning);
    }

    private static Sql payload(Change.Update update) {
        return JsonRows.from(update.kind(), update.body(), update.columns(), update.defaults());
    }

    private static List<Sql> keys(Change.Update update) {
        return update.keys().stream().map(Sql::identifier).toList();
    }

    /// What must stand before the change itself: the payload's rows, where they are looked at
    /// twice.
    static Sql before(Change change) {
        return change instanceof Change.Update update && update.byKey()
                ? Sql.of(
                        "{} as materialized (select {} {}), ",
                        BULK,
                        Sql.join(", ", fromBody(update.columns())),
                        payload(update))
                : Sql.EMPTY;
    }

    /// What is wrong with the keys of the payload's rows: 1 if one is missing, 2 if one stands
    /// there twice, else 0. Null where there are none.
    static Sql keyFault(Change change) {
        if (!(change instanceof Change.Update update) || !update.byKey()) {
            return Sql.of("null");
        }
        var missing = keys(update).stream().map(key -> Sql.of("{} is null", key)).toList();
        return Sql.of(
                "case when exists (select from {} where {}) then 1 when exists (select from {} group by {} having count(*) > 1) then 2 else 0 end",
                BULK,
                Sql.join(" or ", missing),
                BULK,
                Sql.join(", ", keys(update)));
    }

    private static List<Sql> names(List<Written> columns) {
        return columns.stream().map(column -> Sql.identifier(column.name())).toList();
    }

    private static List<Sql> fromBody(List<Written> columns) {
        return names(columns).stream().map(name -> Sql.of("{}.{}", BODY, name)).toList();
    }
}
