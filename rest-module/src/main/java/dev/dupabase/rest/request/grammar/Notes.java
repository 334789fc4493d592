package dev.dupabase.rest.request.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was expected at the furthest place a parse reached, in words.
///
/// The rules are those of a parser-combinator library which clients know the messages of: failures
/// further on win, failures at one place are told together, and of what was found there the first
/// account counts.
///
/// @param at offset in the text; -1 before the first failure
/// @param found the character found, shown; empty at the end of input; null if nobody said
/// @param refused a character that a rule of what may not follow refused; wins over `found`
/// @param expected in the order of the attempts, each once
record Notes(int at, @Nullable String found, @Nullable String refused, List<String> expected) {
    static final Notes NONE = new Notes(-1, null, null, List.of());

    static Notes missing(int at, String found, String expected) {
        return new Notes(at, found, null, List.of(expected));
    }

    static Notes refusing(int at, String refused, String expected) {
        return new Notes(at, null, refused, List.of(expected));
    }

    Notes and(Notes other) {
        if (other.at != at) {
            return other.at > at ? other : this;
        }
        var both = new ArrayList<>(expected);
        other.expected.stream().filter(word -> !both.contains(word)).forEach(both::add);
        return new Notes(
                at,
                found == null ? other.found : found,
                refused == null ? other.refused : refused,
                both);
    }

    Notes labelled(String label) {
        return at < 0 ? this : new Notes(at, found, refused, List.of(label));
    }

    /// `unexpected "x" expecting "a", "b" or end of input`
    String describe() {
        var text = new StringBuilder();
        if (refused != null) {
            text.append("unexpected ").append(refused);
        } else if (found != null) {
            text.append("unexpected ").append(found.isEmpty() ? "end of input" : found);
        }
        if (!expected.isEmpty()) {
            text.append(text.isEmpty() ? "" : " ").append("expecting ").append(enumerated());
        }
        return text.toString();
    }

    private String enumerated() {
        var last = expected.getLast();
        return expected.size() == 1
                ? last
                : String.join(", ", expected.subList(0, expected.size() - 1)) + " or " + last;
    }
}
