package dev.dupabase.rest.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A function (contracts/rest.md §5.7). Overloads are several routines of one name.
///
/// @param parameters the input ones only
/// @param settings its own (`ALTER FUNCTION … SET`)
public record Routine(
        QualifiedName name,
        @Nullable String description,
        List<Parameter> parameters,
        Returns returns,
        Volatility volatility,
        Map<String, String> settings) {

    /// @param name empty if unnamed
    /// @param type as `format_type` spells it, without length
    public record Parameter(String name, String type, boolean required, boolean variadic) {
        /// The type to which a value may be cast without being cut: `character` and `bit` without a
        /// length mean one character.
        public String unlimitedType() {
            return switch (type) {
                case "character" -> "character varying";
                case "character[]" -> "character varying[]";
                case "bit" -> "bit varying";
                case "bit[]" -> "bit varying[]";
                default -> type;
            };
        }
    }

    /// What comes back.
    ///
    /// @param type domains resolved to their base
    /// @param declared the type as declared, perhaps a domain
    /// @param composite whether it has columns
    /// @param alias whether it is a domain over a composite type
    public record Returns(
            QualifiedName type,
            QualifiedName declared,
            boolean set,
            boolean composite,
            boolean alias) {
        private static final QualifiedName VOID = new QualifiedName("pg_catalog", "void");

        public boolean nothing() {
            return type.equals(VOID);
        }

        /// Whether at most one row comes back.
        public boolean single() {
            return !set;
        }
    }

    /// As PostgreSQL declares it.
    public enum Volatility {
        IMMUTABLE,
        STABLE,
        VOLATILE
    }

    public boolean isVariadic() {
        return !parameters.isEmpty() && parameters.getLast().variadic();
    }

    /// The one parameter, if there is just one and it has no name.
    public @Nullable Parameter unnamed() {
        return parameters.size() == 1 && parameters.getFirst().name().isEmpty()
                ? parameters.getFirst()
                : null;
    }

    public @Nullable Parameter parameter(String parameterName) {
        for (var parameter : parameters) {
            if (parameter.name().equals(parameterName)) {
                return parameter;
            }
        }
        return null;
    }
}
