package dev.dupabase.rest.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Prints the media type of a plan the way clients compare it: `application/vnd.pgrst.plan+json;
/// for="application/json"; options=verbose`.
final class PlanLabel {
    private PlanLabel() {}

    static String of(MediaType.Plan plan) {
        var options =
                Arrays.stream(MediaType.PlanOption.values())
                        .filter(plan.options()::contains)
                        .map(option -> option.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining("|"));
        return "application/vnd.pgrst.plan+"
                + plan.format().name().toLowerCase(Locale.ROOT)
                + "; for=\""
                + plan.shape().label()
                + '"'
                + (options.isEmpty() ? "" : "; options=" + options);
    }
}
