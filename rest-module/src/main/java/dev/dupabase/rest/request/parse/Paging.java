package dev.dupabase.rest.request.parse;

import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.request.PageStart;
import dev.dupabase.rest.request.PageToken;
import dev.dupabase.rest.request.Preferences;
import dev.dupabase.rest.request.Slot;
import dev.dupabase.rest.request.grammar.Values;
import dev.dupabase.rest.request.query.QueryReader.Reading;
import dev.dupabase.rest.request.query.QueryString;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// That a read wants pages that go on from a row. The parameter's name begins with a character that
/// no name in the query grammar can begin with.
///
/// @param preferences without the tokens that are ours
/// @param token empty for the first page
record Paging(Preferences preferences, String token) {
    static final String PARAMETER = "@cursor";
    private static final String PAGED = "pagination=cursor";
    private static final String CURSOR = "cursor=";

    /// Null if it does not.
    static @Nullable Paging of(QueryString query, Preferences preferences) {
        var parameter = query.first(PARAMETER);
        boolean preferred = preferences.unknown().contains(PAGED);
        if (!preferred) {
            return parameter == null ? null : new Paging(preferences, parameter);
        }
        var ours = preferences.honouring(PAGED);
        for (var other : ours.unknown()) {
            if (other.startsWith(CURSOR)) {
                return new Paging(
                        ours.without(other),
                        parameter == null ? other.substring(CURSOR.length()) : parameter);
            }
        }
        return new Paging(ours, parameter == null ? "" : parameter);
    }

    PageStart start(String schema, String relation, Reading reading, Values values) {
        if (reading.rootOffset() != 0) {
            throw RestError.NOT_PAGEABLE
                    .because("A page that goes on from a cursor has no offset")
                    .hint("Leave out 'offset', and of 'Range' what begins after 0.");
        }
        if (token.isEmpty()) {
            return PageStart.FIRST;
        }
        var slots = new ArrayList<Optional<Slot>>();
        for (var value :
                PageToken.values(token, PageToken.order(schema, relation, reading.query()))) {
            slots.add(value.map(values::add));
        }
        return new PageStart(Optional.of(slots));
    }
}
