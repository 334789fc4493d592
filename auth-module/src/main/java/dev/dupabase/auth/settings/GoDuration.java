package dev.dupabase.auth.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Durations as GoTrue's settings and its admin API write them: `1h30m`, `10s`, `1.5h`, `100ms`. A
/// bare number counts seconds.
public final class GoDuration {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + "){1,10}");
    private static final BigDecimal LIMIT = BigDecimal.valueOf(Long.MAX_VALUE);

    private GoDuration() {}

    /// Empty if the text is not a duration, or longer than 292 years.
    public static Optional<Duration> parse(String text) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        var nanos =
                PART.matcher(text)
                        .results()
                        .map(part -> new BigDecimal(part.group(1)).multiply(unit(part.group(2))))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return nanos.compareTo(LIMIT) > 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(nanos.longValue()));
    }

    /// As Go prints it, without fractions: `1h30m0s`.
    public static String print(Duration duration) {
        var text = new StringBuilder();
        if (duration.toHours() > 0) {
            text.append(duration.toHours()).append('h');
        }
        if (duration.toMinutes() > 0) {
            text.append(duration.toMinutesPart()).append('m');
        }
        return text.append(duration.toSecondsPart()).append('s').toString();
    }

    private static BigDecimal unit(String name) {
        return BigDecimal.valueOf(
                switch (name) {
                    case "ns" -> 1L;
                    case "us", "µs" -> 1_000L;
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    default -> 3_600_000_000_000L;
                });
    }
}
