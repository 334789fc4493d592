package dev.dupabase.rest.query;

import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.plan.InsertStep;
import dev.dupabase.rest.plan.InsertStep.End;
import dev.dupabase.rest.plan.InsertStep.Form;
import dev.dupabase.rest.plan.InsertStep.Level;
import dev.dupabase.rest.plan.InsertStep.Link;
import dev.dupabase.rest.plan.PayloadOrder;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.plan.Plan.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Writes the statements that insert rows with rows of other relations in them.
///
/// Each relation has a statement of its own, so that its policies and triggers see what was
/// inserted before. The rows of a level are numbered in the order of the payload. A statement
/// inserts them in that order and leaves what others need of the new rows, such as generated keys,
/// in a setting that ends with the transaction.
final class InsertTreeRenderer {
    private static final Sql BODY = Sql.of("pgrst_body");

    private InsertTreeRenderer() {}

    static List<Sql> steps(Change.InsertTree tree) {
        return tree.steps().stream().map(step -> step(tree, step)).toList();
    }

    private static Sql step(Change.InsertTree payload, InsertStep step) {
        return Sql.of(
                "with pgrst_payload as materialized ({}), pgrst_source as ({}), pgrst_numbered as (select row_number() over () as pgrst_n, pgrst_source.* from pgrst_source) select (select count(*) from pgrst_payload) as given, (select count(*) from pgrst_source) as inserted, {} as kept",
                rows(payload, step.path()),
                insert(payload, step),
                keep(step));
    }

    /// Numbers, the numbers of the rows around, and the rows as JSON.
    private static Sql rows(Change.InsertTree payload, List<Level> path) {
        if (path.isEmpty()) {
            return switch (payload.kind()) {
                case OBJECT ->
                        Sql.of(
                                "select 1::bigint as n, null::bigint as outer_n, {}::json as elem",
                                Sql.value(payload.body()));
                case ARRAY ->
                        Sql.of(
                                "select r.n, null::bigint as outer_n, r.elem from json_array_elements({}::json) with ordinality as r(elem, n)",
                                Sql.value(payload.body()));
            };
        }
        var around = rows(payload, path.subList(0, path.size() - 1));
        var inner = Sql.of("(o.elem -> {}::text)", Sql.value(path.getLast().key()));
        return path.getLast().form() == Form.ARRAY
                ? Sql.of(
                        "select row_number() over (order by o.n, r.n) as n, o.n as outer_n, r.elem from ({}) as o cross join lateral json_array_elements(case json_typeof({}) when 'array' then {} end) with ordinality as r(elem, n)",
                        around,
                        inner,
                        inner)
                : Sql.of(
                        "select row_number() over (order by o.n) as n, o.n as outer_n, {} as elem from ({}) as o where json_typeof({}) = 'object'",
                        inner,
                        around,
                        inner);
    }

    private static Sql insert(Change.InsertTree payload, InsertStep step) {
        var names = new ArrayList<Sql>();
        var values = new ArrayList<Sql>();
        for (var column : step.columns()) {
            names.add(Sql.identifier(column.name()));
            values.add(Sql.of("{}.{}", BODY, Sql.identifier(column.name())));
        }
        var linked = new HashSet<String>();
        for (var link : step.links()) {
            for (int i = 0; i < link.columns().size(); i++) {
                if (linked.add(link.columns().get(i))) {
                    names.add(Sql.identifier(link.columns().get(i)));
                    values.add(Sql.of("{}.{}", alias(link), place(link.places().get(i))));
                }
            }
        }
        return Sql.of(
                "insert into {}{} select {} from pgrst_payload{}{} order by pgrst_payload.n returning {}",
                step.relation().sql(),
                names.isEmpty() ? Sql.EMPTY : Sql.of("({})", Sql.join(", ", names)),
                Sql.join(", ", values),
                step.columns().isEmpty()
                        ? Sql.EMPTY
                        : Sql.of(
                                " cross join lateral ({}) as pgrst_body",
                                JsonRows.one(
                                        Sql.of("pgrst_payload.elem"),
                                        step.columns(),
                                        payload.defaults())),
                Sql.join("", step.links().stream().map(InsertTreeRenderer::join).toList()),
                step.kept().isEmpty()
                        ? Sql.of("1")
                        : Sql.join(
                                ", ",
                                step.kept().stream()
                                        .map(kept ->
                                                Sql.of(
                                                        "{}.{}",
                                                        step.relation().sql(),
                                                        Sql.identifier(kept.name())))
                                        .toList()));
    }

    private static Sql join(Link link) {
        return link.end() == End.OUTSIDE
                ? Sql.of(
                        " join {} as {} on {}.n = pgrst_payload.outer_n",
                        kept(link.step()),
                        alias(link),
                        alias(link))
                : Sql.of(
                        " left join {} as {} on {}.outer_n = pgrst_payload.n",
                        kept(link.step()),
                        alias(link),
                        alias(link));
    }

    private static Sql alias(Link link) {
        return Sql.of("pgrst_step_{}", Sql.number(link.step().number()));
    }

    private static Sql place(int place) {
        return Sql.of("kept_{}", Sql.number(place));
    }

    /// Puts away numbers and columns of the new rows.
    private static Sql keep(InsertStep step) {
        var columns =
                step.kept().stream()
                        .map(kept -> Sql.of(", s.{}", Sql.identifier(kept.name())))
                        .toList();
        return Sql.of(
                "set_config({}, (select coalesce(json_agg(json_build_array(p.n, p.outer_n{})), '[]')::text from pgrst_payload p join pgrst_numbered s on s.pgrst_n = p.n), true)",
                setting(step),
                Sql.join("", columns));
    }

    /// Fetches them again.
    private static Sql kept(InsertStep step) {
        var columns = new ArrayList<Sql>();
        for (int i = 0; i < step.kept().size(); i++) {
            columns.add(
                    Sql.of(
                            ", (e ->> {})::{} as {}",
                            Sql.number(i + 2),
                            Sql.catalogType(step.kept().get(i).type()),
                            place(i)));
        }
        return Sql.of(
                "(select (e ->> 0)::bigint as n, (e ->> 1)::bigint as outer_n{} from json_array_elements(nullif(current_setting({}, true), '')::json) as e)",
                Sql.join("", columns),
                setting(step));
    }

    private static Sql setting(InsertStep step) {
        return Sql.catalogLiteral("pgrst.nested_" + step.number());
    }

    /// The outermost rows as they are when all is done.
    static Sql inserted(Plan.Write plan, Change.InsertTree tree) {
        var root = tree.root();
        if (plan.returned().isEmpty()) {
            return Sql.of("select 1 from {} as k", kept(root));
        }
        var relation = plan.relation().sql();
        var keys = new ArrayList<Sql>();
        for (int i = 0; i < plan.keys().size(); i++) {
            keys.add(
                    Sql.of("{}.{} = k.{}", relation, Sql.identifier(plan.keys().get(i)), place(i)));
        }
        return Sql.of(
                "select {}{} from {} as k join {} on {}",
                WriteRenderer.columns(relation, plan),
                PayloadOrder.isIn(plan.rows())
                        ? Sql.of(", k.n as {}", Sql.identifier(PayloadOrder.COLUMN))
                        : Sql.EMPTY,
                kept(root),
                relation,
                Sql.join(" and ", keys));
    }
}
