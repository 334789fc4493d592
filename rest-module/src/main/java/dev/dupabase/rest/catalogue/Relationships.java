package dev.dupabase.rest.catalogue;

import dev.dupabase.rest.catalogue.CatalogueRows.KeyRow;
import dev.dupabase.rest.schema.QualifiedName;
import dev.dupabase.rest.schema.Relationship;
import dev.dupabase.rest.schema.Relationship.Cardinality;
import dev.dupabase.rest.schema.Relationship.ColumnPair;
import dev.dupabase.rest.schema.Relationship.Computed;
import dev.dupabase.rest.schema.Relationship.Direct;
import dev.dupabase.rest.schema.Relationship.ManyToMany;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the relationships of a database (contracts/rest.md §5.3–5.5).
final class Relationships {
    private static final Comparator<Relationship> ORDER =
            Comparator.comparing((Relationship r) -> r.target())
                    .thenComparing(Relationship::self)
                    .thenComparingInt(Relationships::rank)
                    .thenComparing(Relationships::sortName)
                    .thenComparing(Relationships::sortColumns);

    private final CatalogueRows rows;
    private final ViewKeys views;
    private final Set<String> exposed;
    private final Map<QualifiedName, List<String>> primaryKeys;

    Relationships(
            CatalogueRows rows,
            ViewKeys views,
            Set<String> exposed,
            Map<QualifiedName, List<String>> primaryKeys) {
        this.rows = rows;
        this.views = views;
        this.exposed = exposed;
        this.primaryKeys = primaryKeys;
    }

    /// By origin, in the order in which candidates are named in errors.
    Map<QualifiedName, List<Relationship>> find(List<Computed> computed) {
        var found = new ArrayList<Relationship>();
        var direct = direct();
        found.addAll(direct);
        direct.forEach(d -> found.add(d.inverse()));
        found.addAll(manyToMany(direct));

        var overriding = new HashMap<List<QualifiedName>, Computed>();
        for (var c : computed) {
            if (isExposed(c.target()) && isExposed(c.origin())) {
                overriding.put(List.of(c.origin(), c.function()), c);
            }
        }
        found.removeIf(r -> overriding.containsKey(List.of(r.origin(), r.target())));
        found.addAll(overriding.values());

        var byOrigin = new HashMap<QualifiedName, List<Relationship>>();
        found.stream()
                .sorted(ORDER)
                .forEach(r -> byOrigin.computeIfAbsent(r.origin(), o -> new ArrayList<>(2)).add(r));
        byOrigin.replaceAll((origin, list) -> List.copyOf(list));
        return Map.copyOf(byOrigin);
    }

    /// Foreign keys from the referencing end, of tables and of the views that show them.
    private List<Direct> direct() {
        var uniqueColumns = new HashMap<Long, Set<Set<String>>>();
        for (var key : rows.keys()) {
            if (key.kind() != KeyRow.Kind.FOREIGN) {
                uniqueColumns
                        .computeIfAbsent(key.relation(), r -> new HashSet<>())
                        .add(Set.copyOf(key.columns()));
            }
        }
        var found = new ArrayList<Direct>();
        for (var key : rows.keys()) {
            if (key.kind() == KeyRow.Kind.FOREIGN) {
                boolean one =
                        uniqueColumns
                                .getOrDefault(key.relation(), Set.of())
                                .contains(Set.copyOf(key.columns()));
                addAll(found, key, one ? Cardinality.ONE_TO_ONE : Cardinality.MANY_TO_ONE);
            }
        }
        return found;
    }

    /// One end of a foreign key: the table itself, or a view of it, with the names that the key's
    /// columns have there.
    private record End(QualifiedName name, boolean view, List<String> columns) {}

    private void addAll(List<Direct> found, KeyRow key, Cardinality cardinality) {
        var referencing = ends(key.relation(), key.numbers(), key.columns());
        var referenced = ends(key.foreignRelation(), key.foreignNumbers(), key.foreignColumns());
        for (var origin : referencing) {
            for (var target : referenced) {
                if (isExposed(origin.name()) && isExposed(target.name())) {
                    found.add(
                            new Direct(
                                    origin.name(),
                                    target.name(),
                                    origin.name().equals(target.name()),
                                    cardinality,
                                    key.name(),
                                    pairs(origin.columns(), target.columns()),
                                    origin.view(),
                                    target.view()));
                }
            }
        }
    }

    private List<End> ends(long relation, List<Integer> numbers, List<String> columns) {
        var table = rows.relations().get(relation);
        var itself =
                table == null
                        ? Stream.<End>empty()
                        : Stream.of(new End(table.name(), false, columns));
        var shown =
                views.showing(relation, numbers).stream()
                        .flatMap(s ->
                                ViewKeys.combinations(s.columns()).stream()
                                        .map(names -> view(s.view(), names)));
        return Stream.concat(itself, shown).toList();
    }

    private End view(long id, List<String> columns) {
        var relation = rows.relations().get(id);
        if (relation == null) {
            throw new IllegalStateException("a view outside of the catalogue: " + id);
        }
        return new End(relation.name(), true, columns);
    }

    private static List<ColumnPair> pairs(List<String> origin, List<String> target) {
        var pairs = new ArrayList<ColumnPair>(origin.size());
        for (int i = 0; i < origin.size(); i++) {
            pairs.add(new ColumnPair(origin.get(i), target.get(i)));
        }
        return pairs;
    }

    /// A relation whose primary key contains two foreign keys joins their targets.
    private List<ManyToMany> manyToMany(List<Direct> direct) {
        var byJunction = new HashMap<QualifiedName, List<Direct>>();
        for (var d : direct) {
            var key = primaryKeys.getOrDefault(d.origin(), List.of());
            if (d.cardinality() == Cardinality.MANY_TO_ONE
                    && d.columns().stream().allMatch(pair -> key.contains(pair.origin()))) {
                byJunction.computeIfAbsent(d.origin(), o -> new ArrayList<>()).add(d);
            }
        }
        var found = new ArrayList<ManyToMany>();
        byJunction.forEach((junction, keys) -> {
            for (var one : keys) {
                for (var other : keys) {
                    if (!one.constraint().equals(other.constraint())) {
                        found.add(through(junction, one, other));
                    }
                }
            }
        });
        return found;
    }

    private static ManyToMany through(QualifiedName junction, Direct one, Direct other) {
        return new ManyToMany(
                one.target(),
                other.target(),
                one.target().equals(other.target()),
                junction,
                one.constraint(),
                one.columns().stream().map(ColumnPair::swapped).toList(),
                other.constraint(),
                other.columns().stream().map(ColumnPair::swapped).toList());
    }

    private boolean isExposed(QualifiedName name) {
        return exposed.contains(name.schema());
    }

    private static int rank(Relationship relationship) {
        return switch (relationship) {
            case Direct d ->
                    switch (d.cardinality()) {
                        case ONE_TO_MANY -> 0;
                        case MANY_TO_ONE -> 1;
                        case ONE_TO_ONE -> 2;
                        case ONE_TO_ONE_INVERSE -> 3;
                    };
            case ManyToMany m -> 4;
            case Computed c -> 5;
        };
    }

    private static String sortName(Relationship relationship) {
        return switch (relationship) {
            case Direct d -> d.constraint();
            case ManyToMany m ->
                    String.join(
                            "\0", m.junction().label(), m.originConstraint(), m.targetConstraint());
            case Computed c -> c.function().label();
        };
    }

    private static String sortColumns(Relationship relationship) {
        var pairs =
                switch (relationship) {
                    case Direct d -> d.columns();
                    case ManyToMany m -> m.originColumns();
                    case Computed c -> List.<ColumnPair>of();
                };
        return String.join(
                "\0",
                pairs.stream()
                        .flatMap(pair -> Arrays.stream(new String[] {pair.origin(), pair.target()}))
                        .toList());
    }
}
