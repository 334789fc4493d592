package dev.dupabase.rest.plan;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.rest.error.AmbiguousRelationship;
import dev.dupabase.rest.error.AmbiguousRelationship.Candidate;
import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.schema.QualifiedName;
import dev.dupabase.rest.schema.Relationship;
import dev.dupabase.rest.schema.Relationship.Cardinality;
import dev.dupabase.rest.schema.Relationship.ColumnPair;
import dev.dupabase.rest.schema.Relationship.Computed;
import dev.dupabase.rest.schema.Relationship.Direct;
import dev.dupabase.rest.schema.Relationship.ManyToMany;
import dev.dupabase.rest.schema.SchemaCache;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the one relationship that an embed means (contracts/rest.md §5.6).
final class RelationshipFinder {
    private final SchemaCache cache;
    private final String schema;

    RelationshipFinder(SchemaCache cache, String schema) {
        this.cache = cache;
        this.schema = schema;
    }

    /// @param origin the parent's relation, or what it is known as
    Relationship find(String origin, String target, @Nullable String hint) {
        var matching =
                cache.relationshipsOf(new QualifiedName(schema, origin)).stream()
                        .filter(r -> isInSchema(r) && matches(r, target, hint))
                        .toList();
        return switch (matching.size()) {
            case 0 -> throw none(origin, target, hint);
            case 1 -> matching.getFirst();
            default -> throw several(origin, target, matching);
        };
    }

    /// A function must be in the schema itself; its rows may be of another exposed one.
    private boolean isInSchema(Relationship relationship) {
        return relationship instanceof Computed computed
                ? computed.function().schema().equals(schema)
                : relationship.target().schema().equals(schema);
    }

    private static boolean matches(
            Relationship relationship, String target, @Nullable String hint) {
        boolean named = target.equals(relationship.target().name());
        return switch (relationship) {
            case Computed computed -> target.equals(computed.function().name());
            case Direct direct when direct.self() ->
                    hint == null
                            ? (named && isToMany(direct)) || isToOneThrough(direct, target)
                            : named
                                    && isToMany(direct)
                                    && hint.equals(single(direct, ColumnPair::target));
            case Direct direct ->
                    hint == null
                            ? named || isAlsoNamed(direct, target)
                            : named && isHinted(direct, hint);
            case ManyToMany through ->
                    !through.self()
                            && named
                            && (hint == null || hint.equals(through.junction().name()));
        };
    }

    /// Tables, but not views, also go by the key or by the column that leads to them.
    private static boolean isAlsoNamed(Direct direct, String target) {
        return !direct.targetIsView()
                && (target.equals(direct.constraint())
                        || target.equals(single(direct, ColumnPair::origin)));
    }

    private static boolean isToMany(Direct direct) {
        return direct.cardinality() == Cardinality.ONE_TO_MANY;
    }

    private static boolean isToOneThrough(Direct direct, String column) {
        return direct.cardinality() == Cardinality.MANY_TO_ONE
                && column.equals(single(direct, ColumnPair::origin));
    }

    private static boolean isHinted(Direct direct, String hint) {
        return hint.equals(direct.constraint())
                || hint.equals(single(direct, ColumnPair::origin))
                || hint.equals(single(direct, ColumnPair::target));
    }

    /// One end of the key, if it has a single column.
    private static @Nullable String single(Direct direct, Function<ColumnPair, String> end) {
        return direct.columns().size() == 1 ? end.apply(direct.columns().getFirst()) : null;
    }

    private ApiException none(String origin, String target, @Nullable String hint) {
        return RestError.NO_RELATIONSHIP
                .because(
                        "Could not find a relationship between '%s' and '%s' in the schema cache",
                        origin, target)
                .details(
                        "Searched for a foreign key relationship between '%s' and '%s'%s in the schema '%s', but no matches were found."
                                .formatted(
                                        origin,
                                        target,
                                        hint == null ? "" : " using the hint '%s'".formatted(hint),
                                        schema))
                .hint(suggestion(origin, target).orElse(null));
    }

    private Optional<String> suggestion(String origin, String target) {
        var known = cache.relationshipsOf(new QualifiedName(schema, origin));
        if (known.isEmpty()) {
            var origins =
                    cache.relationships().keySet().stream()
                            .filter(name -> name.schema().equals(schema))
                            .map(QualifiedName::name)
                            .collect(Collectors.toSet());
            return SimilarNames.find(origins, origin, SimilarNames.LOOSE)
                    .map(name -> instead(name, origin));
        }
        var targets =
                known.stream()
                        .filter(this::isInSchema)
                        .map(r -> r.target().name())
                        .collect(Collectors.toSet());
        return targets.contains(target)
                ? Optional.empty()
                : SimilarNames.find(targets, target, SimilarNames.LOOSE)
                        .map(name -> instead(name, target));
    }

    private static String instead(String better, String worse) {
        return "Perhaps you meant '%s' instead of '%s'.".formatted(better, worse);
    }

    private static ApiException several(
            String origin, String target, List<Relationship> relationships) {
        var hints =
                relationships.stream()
                        .map(RelationshipFinder::hint)
                        .collect(Collectors.joining(", "));
        return new AmbiguousRelationship(
                        "Could not embed because more than one relationship was found for '%s' and '%s'"
                                .formatted(origin, target),
                        relationships.stream().map(RelationshipFinder::candidate).toList())
                .hint(
                        "Try changing '%s' to one of the following: %s. Find the desired relationship in the 'details' key."
                                .formatted(target, hints));
    }

    private static String hint(Relationship relationship) {
        return "'%s!%s'"
                .formatted(
                        relationship.target().name(),
                        switch (relationship) {
                            case Direct direct -> direct.constraint();
                            case ManyToMany through -> through.junction().name();
                            case Computed computed -> computed.function().name();
                        });
    }

    private static Candidate candidate(Relationship relationship) {
        var origin = relationship.origin().name();
        var target = relationship.target().name();
        return switch (relationship) {
            case Direct direct ->
                    new Candidate(
                            direct.cardinality().label(),
                            origin + " with " + target,
                            "%s using %s(%s) and %s(%s)"
                                    .formatted(
                                            direct.constraint(),
                                            origin,
                                            list(direct.columns(), ColumnPair::origin),
                                            target,
                                            list(direct.columns(), ColumnPair::target)));
            case ManyToMany through ->
                    new Candidate(
                            "many-to-many",
                            origin + " with " + target,
                            "%s using %s(%s) and %s(%s)"
                                    .formatted(
                                            through.junction().name(),
                                            through.originConstraint(),
                                            list(through.originColumns(), ColumnPair::target),
                                            through.targetConstraint(),
                                            list(through.targetColumns(), ColumnPair::target)));
            case Computed computed ->
                    new Candidate(
                            computed.toOne() ? "many-to-one" : "one-to-many",
                            origin + " with " + target,
                            computed.function().name());
        };
    }

    private static String list(List<ColumnPair> columns, Function<ColumnPair, String> end) {
        return columns.stream().map(end).collect(Collectors.joining(", "));
    }
}
