package dev.dupabase.rest.request.header;

import dev.dupabase.rest.request.Preferences;
import dev.dupabase.rest.request.Preferences.Count;
import dev.dupabase.rest.request.Preferences.Handling;
import dev.dupabase.rest.request.Preferences.Missing;
import dev.dupabase.rest.request.Preferences.Resolution;
import dev.dupabase.rest.request.Preferences.Return;
import dev.dupabase.rest.request.Preferences.TransactionEnd;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `Prefer` headers (contracts/rest.md §3.1): exact tokens, the first of each kind counts.
public final class PreferParser {
    private static final Map<String, Enum<?>> TOKENS =
            Map.ofEntries(
                    Map.entry("resolution=merge-duplicates", Resolution.MERGE_DUPLICATES),
                    Map.entry("resolution=ignore-duplicates", Resolution.IGNORE_DUPLICATES),
                    Map.entry("missing=null", Missing.NULL),
                    Map.entry("missing=default", Missing.DEFAULT),
                    Map.entry("return=minimal", Return.MINIMAL),
                    Map.entry("return=headers-only", Return.HEADERS_ONLY),
                    Map.entry("return=representation", Return.REPRESENTATION),
                    Map.entry("count=exact", Count.EXACT),
                    Map.entry("count=planned", Count.PLANNED),
                    Map.entry("count=estimated", Count.ESTIMATED),
                    Map.entry("tx=commit", TransactionEnd.COMMIT),
                    Map.entry("tx=rollback", TransactionEnd.ROLLBACK),
                    Map.entry("handling=strict", Handling.STRICT),
                    Map.entry("handling=lenient", Handling.LENIENT));
    private static final String TIMEZONE = "timezone=";
    private static final String MAX_AFFECTED = "max-affected=";

    private @Nullable Resolution resolution;
    private @Nullable Missing missing;
    private @Nullable Return returning;
    private @Nullable Count count;
    private @Nullable TransactionEnd transactionEnd;
    private @Nullable Handling handling;
    private @Nullable String timezone;
    private @Nullable String maxAffected;
    private final List<String> unknown = new ArrayList<>();

    private PreferParser() {}

    public static Preferences parse(Enumeration<String> headers) {
        if (!headers.hasMoreElements()) {
            return Preferences.NONE;
        }
        var parser = new PreferParser();
        while (headers.hasMoreElements()) {
            for (var token : headers.nextElement().split(",")) {
                parser.read(token.strip());
            }
        }
        return parser.result();
    }

    private void read(String token) {
        switch (TOKENS.get(token)) {
            case Resolution value -> resolution = resolution == null ? value : resolution;
            case Missing value -> missing = missing == null ? value : missing;
            case Return value -> returning = returning == null ? value : returning;
            case Count value -> count = count == null ? value : count;
            case TransactionEnd value ->
                    transactionEnd = transactionEnd == null ? value : transactionEnd;
            case Handling value -> handling = handling == null ? value : handling;
            case null, default -> readFree(token);
        }
    }

    private void readFree(String token) {
        if (token.startsWith(TIMEZONE)) {
            timezone = timezone == null ? token.substring(TIMEZONE.length()) : timezone;
        } else if (token.startsWith(MAX_AFFECTED)) {
            maxAffected =
                    maxAffected == null ? token.substring(MAX_AFFECTED.length()) : maxAffected;
        } else if (!token.isEmpty()) {
            unknown.add(token);
        }
    }

    private Preferences result() {
        return new Preferences(
                resolution,
                missing,
                returning,
                count,
                transactionEnd,
                handling,
                timezone,
                maxAffected == null ? null : wholeNumber(maxAffected),
                unknown,
                List.of());
    }

    private static @Nullable Long wholeNumber(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
