package dev.dupabase.rest.plan;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.plan.InsertStep.End;
import dev.dupabase.rest.plan.InsertStep.Form;
import dev.dupabase.rest.plan.InsertStep.Kept;
import dev.dupabase.rest.plan.InsertStep.Level;
import dev.dupabase.rest.plan.InsertStep.Link;
import dev.dupabase.rest.plan.Plan.Written;
import dev.dupabase.rest.request.Nested;
import dev.dupabase.rest.request.Nested.Kind;
import dev.dupabase.rest.request.Payload;
import dev.dupabase.rest.request.Preferences.Missing;
import dev.dupabase.rest.schema.Relationship;
import dev.dupabase.rest.schema.Relationship.Cardinality;
import dev.dupabase.rest.schema.Relationship.ColumnPair;
import dev.dupabase.rest.schema.Relationship.Direct;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Resolves a payload whose objects hold rows of other relations: a key that is no column names a
/// relation as an embed would, perhaps with a hint (`items!order_key`). Rows that others refer to
/// are inserted first.
final class InsertTreePlanner {
    private static final int MAX_STEPS = 50;

    private final SchemaCache cache;
    private final RelationshipFinder finder;
    private final List<InsertStep> steps = new ArrayList<>();

    InsertTreePlanner(SchemaCache cache, String schema) {
        this.cache = cache;
        this.finder = new RelationshipFinder(cache, schema);
    }

    /// The keys among the columns that are no columns of the table, but hold something.
    static List<Nested> nested(Table table, List<String> columns, List<Nested> inner) {
        return inner.stream()
                .filter(one -> columns.contains(one.key()) && table.column(one.key()) == null)
                .toList();
    }

    /// A place where rows stand, and what stands in them.
    private record Place(
            Table table, List<Level> path, List<String> columns, List<Nested> nested) {}

    /// A nested place and how its rows hang on those around.
    private record Branch(Place place, Direct relationship) {
        /// Whether the rows around refer to these.
        boolean isReferredTo() {
            return relationship.cardinality() == Cardinality.MANY_TO_ONE
                    || relationship.cardinality() == Cardinality.ONE_TO_ONE;
        }
    }

    /// @param needed columns of the outermost rows that the answer needs
    Plan.Change.InsertTree plan(
            Payload payload,
            Missing missing,
            Table table,
            List<Nested> nested,
            List<String> needed) {
        var outermost = new Place(table, List.of(), payload.columns(), nested);
        var root = add(outermost, null, null, needed);
        return new Plan.Change.InsertTree(
                payload.kind(), payload.body(), missing == Missing.DEFAULT, steps, root);
    }

    /// @param outer the step of the rows around; null if there are none, or if they come later
    /// @param hold how these rows refer to them
    private InsertStep add(
            Place place, @Nullable InsertStep outer, @Nullable Direct hold, List<String> needed) {
        var branches = place.nested().stream().map(nested -> branch(place, nested)).toList();
        var links = new ArrayList<Link>();
        if (outer != null && hold != null) {
            links.add(link(outer, End.OUTSIDE, hold.inverse()));
        }
        for (var branch : branches) {
            if (branch.isReferredTo()) {
                var target = add(branch.place(), null, null, targets(branch.relationship()));
                links.add(link(target, End.INSIDE, branch.relationship()));
            }
        }
        var kept = new LinkedHashSet<>(needed);
        branches.stream()
                .filter(branch -> !branch.isReferredTo())
                .forEach(branch -> kept.addAll(origins(branch.relationship())));
        var step = step(place, links, kept);
        for (var branch : branches) {
            if (!branch.isReferredTo()) {
                add(branch.place(), step, branch.relationship(), List.of());
            }
        }
        return step;
    }

    private InsertStep step(Place place, List<Link> links, Set<String> kept) {
        if (steps.size() == MAX_STEPS) {
            throw RestError.NESTING
                    .because("Too many relations are nested")
                    .details("At most %d are possible.".formatted(MAX_STEPS));
        }
        var inner = place.nested().stream().map(Nested::key).toList();
        var written =
                new WritePlanner(cache, place.table())
                        .written(
                                place.columns().stream()
                                        .filter(name -> !inner.contains(name))
                                        .toList());
        refuseSetTwice(place, written, links);
        var step =
                new InsertStep(
                        steps.size(),
                        place.table().name(),
                        place.path(),
                        written,
                        links,
                        kept.stream().map(name -> kept(place.table(), name)).toList());
        steps.add(step);
        return step;
    }

    private static Kept kept(Table table, String name) {
        var column = table.column(name);
        return new Kept(name, column == null ? "text" : column.nominalType());
    }

    private static void refuseSetTwice(Place place, List<Written> written, List<Link> links) {
        for (var link : links) {
            for (var column : link.columns()) {
                if (written.stream().anyMatch(one -> one.name().equals(column))) {
                    throw RestError.NESTED_KEY
                            .because(
                                    "The column '%s' of '%s' refers to a nested row and is set by that",
                                    column, place.table().name().name())
                            .hint("Leave it out.");
                }
            }
        }
    }

    /// @param relationship from the referring rows to those referred to
    private static Link link(InsertStep to, End end, Direct relationship) {
        var names = to.kept().stream().map(Kept::name).toList();
        return new Link(
                to,
                end,
                origins(relationship),
                targets(relationship).stream().map(names::indexOf).toList());
    }

    private static List<String> origins(Direct relationship) {
        return relationship.columns().stream().map(ColumnPair::origin).toList();
    }

    private static List<String> targets(Direct relationship) {
        return relationship.columns().stream().map(ColumnPair::target).toList();
    }

    private Branch branch(Place around, Nested nested) {
        int mark = nested.key().indexOf('!');
        var name = mark < 0 ? nested.key() : nested.key().substring(0, mark);
        var hint = mark < 0 ? null : nested.key().substring(mark + 1);
        var origin = around.table().name().name();
        var relationship = finder.find(origin, name, hint);
        if (!(relationship instanceof Direct direct)) {
            throw notDirect(origin, relationship);
        }
        var table = cache.table(direct.target());
        if (table == null) {
            throw new IllegalStateException("not in the schema cache: " + direct.target());
        }
        var form = direct.toOne() ? Form.OBJECT : Form.ARRAY;
        refuseOtherForm(origin, nested, form);
        var path = new ArrayList<>(around.path());
        path.add(new Level(nested.key(), form));
        return new Branch(
                new Place(
                        table,
                        path,
                        nested.columns(),
                        nested(table, nested.columns(), nested.inner())),
                direct);
    }

    private static void refuseOtherForm(String origin, Nested nested, Form form) {
        var wanted = form == Form.OBJECT ? Kind.OBJECT : Kind.OBJECTS;
        if (nested.kinds().stream().anyMatch(kind -> kind != wanted)) {
            throw RestError.NESTED_FORM.because(
                    form == Form.OBJECT
                            ? "'%s' in '%s' is one row: it must be an object or null"
                            : "'%s' in '%s' are several rows: they must be an array of objects or null",
                    nested.key(),
                    origin);
        }
    }

    private static ApiException notDirect(String origin, Relationship relationship) {
        var target = relationship.target().name();
        var refusal = RestError.NESTING.because("'%s' cannot be nested in '%s'", target, origin);
        return relationship instanceof Relationship.ManyToMany through
                ? refusal.details(
                                "They are related through '%s'."
                                        .formatted(through.junction().name()))
                        .hint(
                                "Nest rows of '%s', and in these a row of '%s'."
                                        .formatted(through.junction().name(), target))
                : refusal.details("They are related by a function.");
    }
}
