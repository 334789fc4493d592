package dev.dupabase.rest.execution;

import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.plan.Plan.Change;
import dev.dupabase.rest.request.ApiRequest;
import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.Preferences;
import dev.dupabase.rest.request.RestCall;
import java.util.List;
import java.util.stream.Collectors;

/// What a plan must satisfy besides (contracts/rest.md §1.5, steps 13 and 15).
final class Checks {
    private Checks() {}

    /// Before anything is sent.
    static void before(Plan plan, ApiRequest request, Preferences preferences) {
        if (plan instanceof Plan.Write) {
            requireKnown(preferences);
        }
        if (plan.delivery() == null) {
            throw RestError.MEDIA_TYPE.because(
                    "None of these media types are available: %s", labels(request.accept()));
        }
        requireKnown(preferences);
        if (plan instanceof Plan.Write write
                && write.change() instanceof Change.InsertTree
                && plan.delivery().media() instanceof MediaType.Plan) {
            throw RestError.NESTING.because("Rows with nested rows cannot be explained");
        }
        if (preferences.isStrict()
                && preferences.maxAffected() != null
                && plan instanceof Plan.Call call
                && call.routine().returns().single()) {
            throw RestError.MAX_AFFECTED_OF_SINGLE.because(
                    "Function must return SETOF or TABLE when max-affected preference is used with handling=strict");
        }
    }

    private static String labels(List<MediaType> accepted) {
        return accepted.stream().map(MediaType::label).collect(Collectors.joining(", "));
    }

    private static void requireKnown(Preferences preferences) {
        if (preferences.isStrict() && !preferences.unknown().isEmpty()) {
            throw RestError.BAD_PREFERENCES
                    .because("Invalid preferences given with handling=strict")
                    .details("Invalid preferences: " + String.join(", ", preferences.unknown()));
        }
    }

    /// After the statement ran and before its transaction ends.
    static void after(PreparedPlan prepared, RestCall call, long rows) {
        var preferences = call.preferences();
        if (prepared.delivery().singular() && rows != 1) {
            throw RestError.NOT_SINGULAR
                    .because("Cannot coerce the result to a single JSON object")
                    .details("The result contains %d rows".formatted(rows));
        }
        var most = preferences.isStrict() ? preferences.maxAffected() : null;
        if (most != null && isLimited(prepared.plan()) && rows > most) {
            throw RestError.TOO_MANY_AFFECTED
                    .because("Query result exceeds max-affected preference constraint")
                    .details("The query affects %d rows".formatted(rows));
        }
        if (call.request() instanceof ApiRequest.UpsertRequest && rows != 1) {
            throw RestError.PUT_MISMATCH.because(
                    "Payload values do not match URL in primary key column(s)");
        }
    }

    private static boolean isLimited(Plan plan) {
        return switch (plan) {
            case Plan.Read read -> false;
            case Plan.Call call -> true;
            case Plan.Write write ->
                    switch (write.change()) {
                        case Change.Insert insert -> false;
                        case Change.InsertTree tree -> false;
                        case Change.Update update -> true;
                        case Change.Delete delete -> true;
                    };
        };
    }
}
