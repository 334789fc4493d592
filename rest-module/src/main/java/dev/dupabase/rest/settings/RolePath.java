package dev.dupabase.rest.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Where in the claims the role stands: a JSONPath (RFC 9535, what of it a role needs) or its older
/// form without `$` (contracts/rest.md J6).
public final class RolePath {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String text;
    private final List<Step> steps;

    RolePath(String text, List<Step> steps) {
        this.text = text;
        this.steps = List.copyOf(steps);
    }

    /// One step down.
    sealed interface Step {
        Stream<Object> from(Object value);
    }

    /// The member of that name.
    record Member(String name) implements Step {
        @Override
        public Stream<Object> from(Object value) {
            return value instanceof Map<?, ?> map ? Stream.ofNullable(map.get(name)) : Stream.of();
        }
    }

    /// @param index negative counts from the end
    record Element(int index) implements Step {
        @Override
        public Stream<Object> from(Object value) {
            if (!(value instanceof List<?> list)) {
                return Stream.of();
            }
            int at = index < 0 ? list.size() + index : index;
            return at >= 0 && at < list.size() ? Stream.ofNullable(list.get(at)) : Stream.of();
        }
    }

    /// All members or elements that satisfy a test.
    record Children(Predicate<Object> test) implements Step {
        @Override
        public Stream<Object> from(Object value) {
            return switch (value) {
                case List<?> list -> keep(list.stream());
                case Map<?, ?> map -> keep(map.values().stream());
                default -> Stream.of();
            };
        }

        private Stream<Object> keep(Stream<?> children) {
            return children.<Object>mapMulti((child, kept) -> {
                if (child != null && test.test(child)) {
                    kept.accept(child);
                }
            });
        }
    }

    /// @throws IllegalArgumentException if this is no such path
    public static RolePath parse(String text) {
        return new RolePathParser(text).parse();
    }

    /// The first match, as text.
    public Optional<String> find(Map<String, @Nullable Object> claims) {
        Stream<Object> found = Stream.of(claims);
        for (var step : steps) {
            found = found.flatMap(step::from);
        }
        return found.findFirst().map(RolePath::text);
    }

    private static String text(Object value) {
        return value instanceof String text ? text : JSON.writeValueAsString(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RolePath path && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /// As it was written.
    @Override
    public String toString() {
        return text;
    }
}
