package dev.dupabase.platform.limit;

import java.time.Duration;
import java.util.regex.Pattern;

/// How often something may happen: a steady rate, and how much of it may come at once. Settings
/// write it `5/s:10` (five a second, ten at once), `100/m` (the burst is the rate), or `off`.
///
/// @param permits how many in each period; 0 if there is no limit
/// @param period a second, a minute or an hour
/// @param burst how many may come at once
public record RateLimit(long permits, Duration period, long burst) {
    public static final RateLimit OFF = new RateLimit(0, Duration.ofSeconds(1), 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})/([smh])(?::(\\d{1,9}))?");

    /// Reads a setting.
    ///
    /// @throws IllegalArgumentException with the remedy, if it is not of the form
    public static RateLimit valueOf(String text) {
        if (text.isBlank() || text.strip().equalsIgnoreCase("off")) {
            return OFF;
        }
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "a rate limit is written like 5/s:10 (rate and burst), or off; not '%s'"
                            .formatted(text));
        }
        var period =
                switch (form.group(2)) {
                    case "s" -> Duration.ofSeconds(1);
                    case "m" -> Duration.ofMinutes(1);
                    default -> Duration.ofHours(1);
                };
        long permits = Long.parseLong(form.group(1));
        long burst = form.group(3) == null ? permits : Long.parseLong(form.group(3));
        if (permits == 0 || burst == 0) {
            throw new IllegalArgumentException("a rate limit of 0 lets nobody in: use off");
        }
        return new RateLimit(permits, period, burst);
    }

    public boolean isOff() {
        return permits == 0;
    }

    /// As settings write it.
    public String text() {
        if (isOff()) {
            return "off";
        }
        var unit =
                switch ((int) period.toSeconds()) {
                    case 1 -> "s";
                    case 60 -> "m";
                    default -> "h";
                };
        return "%d/%s:%d".formatted(permits, unit, burst);
    }

    /// How long an empty bucket takes to fill.
    Duration refillTime() {
        return period.multipliedBy(burst).dividedBy(permits).plusSeconds(1);
    }
}
