package dev.dupabase.rest.request;

import java.util.List;

/// What a function is called with (contracts/rest.md §7.1, §7.2).
public sealed interface Arguments {
    /// From the query string of a GET or from a form: each name once, in the order of first
    /// appearance.
    record Named(List<Argument> arguments) implements Arguments {
        public Named {
            arguments = List.copyOf(arguments);
        }
    }

    /// From a JSON body (or CSV turned into it). Of an array the first object counts.
    ///
    /// @param unnamed whether a function with a single unnamed `json` or `jsonb` parameter may take
    ///   the whole body: if it was sent as JSON
    record Json(Payload payload, boolean unnamed) implements Arguments {}

    /// A body that only a single unnamed parameter can take.
    ///
    /// @param body text, or `byte[]` for [RawType#OCTETS]
    record Raw(RawType type, Slot body) implements Arguments {}

    /// @param values several if the key was repeated: all for a variadic parameter, else the last
    ///   counts
    record Argument(String name, List<Slot> values) {
        public Argument {
            values = List.copyOf(values);
        }
    }

    /// The type of a raw body, and of the one parameter that takes it.
    enum RawType {
        /// `text`
        TEXT,
        /// `xml`
        XML,
        /// `bytea`
        OCTETS
    }
}
