package dev.dupabase.rest.request;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A form in which rows can be sent or were asked for (contracts/rest.md §4.5).
public sealed interface MediaType {
    /// As it stands in `PGRST107` and, for [Plan], in `Content-Type`.
    String label();

    /// The types the server itself knows.
    enum Known implements MediaType {
        ANY("*/*"),
        JSON("application/json"),
        /// One object; not exactly one row is `PGRST116`.
        OBJECT("application/vnd.pgrst.object+json"),
        /// One object without the keys whose value is null.
        OBJECT_STRIPPED("application/vnd.pgrst.object+json;nulls=stripped"),
        /// An array of objects without the keys whose value is null.
        ARRAY_STRIPPED("application/vnd.pgrst.array+json;nulls=stripped"),
        CSV("text/csv"),
        GEO_JSON("application/geo+json"),
        OPEN_API("application/openapi+json"),
        /// No producer of its own: needs a handler.
        TEXT("text/plain"),
        /// No producer of its own: needs a handler.
        XML("text/xml"),
        /// No producer of its own: needs a handler.
        OCTETS("application/octet-stream");

        private final String label;

        Known(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /// Any other type: only a handler can produce it.
    ///
    /// @param label lower case, without parameters
    record Other(String label) implements MediaType {}

    /// The execution plan instead of the rows.
    ///
    /// @param shape whose plan it is
    record Plan(MediaType shape, PlanFormat format, Set<PlanOption> options) implements MediaType {
        public Plan {
            options = Set.copyOf(options);
        }

        @Override
        public String label() {
            return PlanLabel.of(this);
        }
    }

    /// How a plan is printed.
    enum PlanFormat {
        TEXT,
        JSON
    }

    /// What `EXPLAIN` is asked besides.
    enum PlanOption {
        ANALYZE,
        VERBOSE,
        SETTINGS,
        BUFFERS,
        WAL
    }

    /// The known type of that name, if there is one.
    static @Nullable Known known(String label) {
        for (Known type : Known.values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        return null;
    }
}
