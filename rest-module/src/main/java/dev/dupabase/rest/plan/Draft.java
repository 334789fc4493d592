package dev.dupabase.rest.plan;

import dev.dupabase.rest.request.Condition;
import dev.dupabase.rest.request.OrderTerm;
import dev.dupabase.rest.request.SelectItem;
import dev.dupabase.rest.request.SelectItem.Embed;
import dev.dupabase.rest.request.SelectItem.Join;
import dev.dupabase.rest.request.SelectItem.Spread;
import dev.dupabase.rest.request.Window;
import dev.dupabase.rest.schema.Relationship;
import dev.dupabase.rest.schema.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node of the select tree while it is being resolved.
final class Draft {
    /// How a node hangs on its parent.
    enum Kind {
        ROOT,
        EMBED,
        SPREAD
    }

    final Kind kind;
    final String name;
    final @Nullable String alias;
    final @Nullable String hint;
    final Join join;
    final int depth;
    final List<SelectItem> columns = new ArrayList<>();
    final List<Draft> children = new ArrayList<>();

    final List<Condition> trees = new ArrayList<>();
    final List<Condition> filters = new ArrayList<>();
    List<OrderTerm> order = List.of();
    Window window = Window.ALL;

    /// Known once relationships are resolved; the root's from the start.
    @Nullable Table table;

    @Nullable Source source;
    @Nullable Relationship relationship;
    String rowAlias = "";

    private Draft(
            Kind kind,
            String name,
            @Nullable String alias,
            @Nullable String hint,
            Join join,
            int depth) {
        this.kind = kind;
        this.name = name;
        this.alias = alias;
        this.hint = hint;
        this.join = join;
        this.depth = depth;
    }

    static Draft root(String name, List<SelectItem> select) {
        var root = new Draft(Kind.ROOT, name, null, null, Join.LEFT, 0);
        root.fill(select);
        return root;
    }

    private void fill(List<SelectItem> select) {
        for (var item : select) {
            switch (item) {
                case Embed(var as, var target, var with, var how, var items) ->
                        add(new Draft(Kind.EMBED, target, as, with, how, depth + 1), items);
                case Spread(var target, var with, var how, var items) ->
                        add(new Draft(Kind.SPREAD, target, null, with, how, depth + 1), items);
                case SelectItem.AllColumns all -> columns.add(all);
                case SelectItem.Column column -> columns.add(column);
                case SelectItem.CountRows count -> columns.add(count);
            }
        }
    }

    private void add(Draft child, List<SelectItem> items) {
        child.fill(items);
        children.add(child);
    }

    /// The key under which it appears, and by which it is addressed.
    String label() {
        return alias == null ? name : alias;
    }

    /// The child of that label, else the first whose relation has that name.
    @Nullable Draft child(String wanted) {
        for (var child : children) {
            if (child.label().equals(wanted)) {
                return child;
            }
        }
        for (var child : children) {
            if (child.name.equals(wanted)) {
                return child;
            }
        }
        return null;
    }

    boolean isToOne() {
        return relationship != null && relationship.toOne();
    }

    boolean isSpreadOfMany() {
        return kind == Kind.SPREAD && !isToOne();
    }

    /// Whether it and all below output nothing.
    boolean isSilent() {
        return columns.isEmpty() && children.stream().allMatch(Draft::isSilent);
    }
}
