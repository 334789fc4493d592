package dev.dupabase.rest.plan;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.plan.Plan.LegacyName;
import dev.dupabase.rest.request.Addressed;
import dev.dupabase.rest.request.Condition;
import dev.dupabase.rest.request.OrderTerm;
import dev.dupabase.rest.request.Query;
import dev.dupabase.rest.request.SelectItem;
import dev.dupabase.rest.request.Window;
import dev.dupabase.rest.schema.Relationship;
import dev.dupabase.rest.schema.Relationship.Computed;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Resolves a select tree: puts filters, orders and windows where they belong, finds the
/// relationships, and checks what can only be seen then. The order of the steps is that in which
/// faults are reported (contracts/rest.md §1.5, step 11).
final class TreePlanner {
    /// What the tree is for.
    enum Purpose {
        READ,
        /// Of the rows of a call.
        CALL,
        /// Of the rows of a write: root filters choose what is written, windows count for nothing.
        WRITE
    }

    private final SchemaCache cache;
    private final PlanRules rules;
    private final RelationshipFinder finder;
    private final Purpose purpose;
    private final List<LegacyName> legacyNames = new ArrayList<>();

    TreePlanner(SchemaCache cache, PlanRules rules, String schema, Purpose purpose) {
        this.cache = cache;
        this.rules = rules;
        this.finder = new RelationshipFinder(cache, schema);
        this.purpose = purpose;
    }

    /// @param table null if nothing is known of the rows
    Node plan(Query query, Source source, String name, @Nullable Table table) {
        var root = Draft.root(name, query.select());
        root.source = source;
        root.table = table;
        place(root, query.filters(), (draft, condition) -> draft.filters.add(condition));
        placeOrders(root, query.orders());
        placeWindows(root, query.windows());
        place(root, query.trees(), (draft, condition) -> draft.trees.add(condition));
        relate(root);
        checkOrders(root);
        if (!rules.aggregates()) {
            refuseAggregates(root);
        }
        checkSpreads(root);
        return new NodeMaker(cache, purpose == Purpose.WRITE ? null : rules.maxRows()).node(root);
    }

    List<LegacyName> legacyNames() {
        return List.copyOf(legacyNames);
    }

    private void place(
            Draft root,
            List<Addressed<Condition>> conditions,
            BiConsumer<Draft, Condition> placing) {
        for (var condition : conditions) {
            if (purpose != Purpose.WRITE || !condition.isRoot()) {
                placing.accept(addressed(root, condition.path()), condition.item());
            }
        }
    }

    private void placeOrders(Draft root, List<Addressed<List<OrderTerm>>> orders) {
        for (var order : orders) {
            addressed(root, order.path()).order = order.item();
        }
    }

    private void placeWindows(Draft root, List<Addressed<Window>> windows) {
        if (purpose != Purpose.WRITE) {
            for (var window : windows) {
                addressed(root, window.path()).window = window.item();
            }
        }
    }

    private Draft addressed(Draft root, List<String> path) {
        var draft = root;
        for (var name : path) {
            draft = child(draft, name);
        }
        return draft;
    }

    private Draft child(Draft parent, String name) {
        var child = parent.child(name);
        if (child == null) {
            throw notEmbedded(name);
        }
        if (child.alias != null && !child.alias.equals(name)) {
            if (!rules.legacyNames()) {
                throw RestError.NOT_EMBEDDED
                        .because("'%s' is not an embedded resource in this request", name)
                        .details("Target names are not allowed in filters if they have an alias.")
                        .hint(
                                "Change '%s' to '%s' in filters, orders or limits."
                                        .formatted(name, child.alias));
            }
            var legacy = new LegacyName(name, child.alias);
            if (!legacyNames.contains(legacy)) {
                legacyNames.add(legacy);
            }
        }
        return child;
    }

    private static ApiException notEmbedded(String name) {
        return RestError.NOT_EMBEDDED
                .because("'%s' is not an embedded resource in this request", name)
                .hint(
                        "Verify that '%s' is included in the 'select' query parameter."
                                .formatted(name));
    }

    private void relate(Draft parent) {
        for (var child : parent.children) {
            var origin = parent.source;
            if (origin == null) {
                throw new IllegalStateException("a parent is resolved before its children");
            }
            var originName =
                    parent.relationship == null ? parent.name : parent.relationship.target().name();
            var relationship = finder.find(originName, child.name, child.hint);
            var target = relationship.target();
            child.relationship = relationship;
            child.table = cache.table(target);
            child.source = source(relationship, origin, target.name() + "_" + child.depth);
            child.rowAlias =
                    "%s_%s_%d".formatted(relationship.origin().name(), child.label(), child.depth);
            relate(child);
        }
    }

    private static Source source(Relationship relationship, Source origin, String alias) {
        return relationship instanceof Computed computed
                ? new Source.Computed(computed.function(), origin.alias(), computed.origin(), alias)
                : new Source.Embedded(relationship.target(), alias);
    }

    private void checkOrders(Draft draft) {
        for (var term : draft.order) {
            if (term.relation() != null) {
                var related = child(draft, term.relation());
                if (!related.isToOne()) {
                    throw RestError.RELATED_ORDER
                            .because("A related order on '%s' is not possible", related.label())
                            .details(
                                    "'%s' and '%s' do not form a many-to-one or one-to-one relationship"
                                            .formatted(relationName(draft), related.label()));
                }
            }
        }
        draft.children.forEach(this::checkOrders);
    }

    private static String relationName(Draft draft) {
        return draft.relationship == null ? draft.name : draft.relationship.target().name();
    }

    private static void refuseAggregates(Draft draft) {
        if (draft.columns.stream().anyMatch(TreePlanner::isAggregate)) {
            throw RestError.AGGREGATES_DISABLED.because(
                    "Use of aggregate functions is not allowed");
        }
        draft.children.forEach(TreePlanner::refuseAggregates);
    }

    static boolean isAggregate(SelectItem item) {
        return item instanceof SelectItem.CountRows
                || (item instanceof SelectItem.Column column && column.aggregate() != null);
    }

    private static void checkSpreads(Draft draft) {
        if (draft.isSpreadOfMany() && spreadsAggregate(draft)) {
            throw RestError.AGGREGATE_IN_SPREAD
                    .because("Feature not implemented")
                    .details(
                            "Aggregates are not implemented for one-to-many or many-to-many spreads.");
        }
        draft.children.forEach(TreePlanner::checkSpreads);
    }

    /// Whether there is an aggregate in the draft or in what is spread into it.
    static boolean spreadsAggregate(Draft draft) {
        return draft.columns.stream().anyMatch(TreePlanner::isAggregate)
                || draft.children.stream()
                        .anyMatch(child ->
                                child.kind == Draft.Kind.SPREAD && spreadsAggregate(child));
    }
}
