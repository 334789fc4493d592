package dev.dupabase.rest.request.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.property.Seeds;
import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.MediaType.Known;
import dev.dupabase.rest.request.Preferences;
import dev.dupabase.rest.request.Preferences.Count;
import dev.dupabase.rest.request.Preferences.Handling;
import dev.dupabase.rest.request.Preferences.Missing;
import dev.dupabase.rest.request.Preferences.Resolution;
import dev.dupabase.rest.request.Preferences.Return;
import dev.dupabase.rest.request.Preferences.TransactionEnd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `Prefer` and `Accept` are read as they were meant, in whatever order and number of headers.
class HeadersPropertyTest {
    private static final int TEXTS_PER_SEED = 60;
    private static final String NOISE = "aq=;,*/\"| +-.0\\é{}count=exact,return=";

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void printed_preferences_are_read_as_they_were(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < TEXTS_PER_SEED; i++) {
            var preferences = preferences(random);
            var headers = headers(random, tokens(preferences));

            assertThat(PreferParser.parse(Collections.enumeration(headers)))
                    .as("%s", headers)
                    .isEqualTo(preferences);
        }
    }

    /// The order of what is not understood stays, wherever the rest comes.
    private static List<String> headers(Random random, List<String> tokens) {
        var headers = new ArrayList<String>();
        for (var token : tokens) {
            var padded = " ".repeat(random.nextInt(3)) + token + " ".repeat(random.nextInt(2));
            if (headers.isEmpty() || random.nextBoolean()) {
                headers.add(padded);
            } else {
                headers.add(headers.removeLast() + "," + padded);
            }
        }
        // of each kind the first counts
        tokens.forEach(token -> headers.add(token.contains("=") ? token : ""));
        return headers;
    }

    private static List<String> tokens(Preferences preferences) {
        var tokens = new ArrayList<String>();
        add(tokens, "resolution", preferences.resolution());
        add(tokens, "missing", preferences.missing());
        add(tokens, "return", preferences.returning());
        add(tokens, "count", preferences.count());
        add(tokens, "tx", preferences.transactionEnd());
        add(tokens, "handling", preferences.handling());
        add(tokens, "timezone", preferences.timezone());
        add(tokens, "max-affected", preferences.maxAffected());
        tokens.addAll(preferences.unknown());
        return tokens;
    }

    private static void add(List<String> tokens, String kind, Object value) {
        if (value != null) {
            var text =
                    value instanceof Enum<?> constant
                            ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                            : value.toString();
            tokens.add(kind + "=" + text);
        }
    }

    private static Preferences preferences(Random random) {
        return new Preferences(
                maybe(random, Resolution.values()),
                maybe(random, Missing.values()),
                maybe(random, Return.values()),
                maybe(random, Count.values()),
                maybe(random, TransactionEnd.values()),
                maybe(random, Handling.values()),
                maybe(random, new String[] {"Europe/Berlin", "+05:30", ""}),
                maybe(random, new Long[] {0L, -1L, 7L, Long.MAX_VALUE}),
                random.nextBoolean() ? List.of() : List.of("bulky", "Count"),
                List.of());
    }

    private static <T> T maybe(Random random, T[] all) {
        return random.nextBoolean() ? null : one(random, all);
    }

    private static <T> T one(Random random, T[] all) {
        return all[random.nextInt(all.length)];
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_printed_media_type_is_read_as_it_was(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < TEXTS_PER_SEED; i++) {
            var type = type(random, 1);

            assertThat(MediaTypeParser.parse(type.label())).as(type.label()).isEqualTo(type);
            assertThat(AcceptParser.parse(type.label() + ";q=0.9, a/b;q=0.1").getFirst())
                    .as(type.label())
                    .isEqualTo(type);
        }
    }

    private static MediaType type(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            var options = EnumSet.noneOf(MediaType.PlanOption.class);
            for (var option : MediaType.PlanOption.values()) {
                if (random.nextBoolean()) {
                    options.add(option);
                }
            }
            return new MediaType.Plan(
                    type(random, 0), one(random, MediaType.PlanFormat.values()), options);
        }
        return random.nextInt(4) == 0
                ? new MediaType.Other("application/x-" + random.nextInt(9))
                : one(random, Known.values());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noise_in_headers_is_read_as_something(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < TEXTS_PER_SEED; i++) {
            var noise = new StringBuilder();
            for (int n = random.nextInt(30); n >= 0; n--) {
                noise.append(NOISE.charAt(random.nextInt(NOISE.length())));
            }
            assertThat(AcceptParser.parse(noise.toString())).as(noise.toString()).isNotEmpty();
            assertThat(MediaTypeParser.parse(noise.toString()).label()).isNotNull();
            assertThat(PreferParser.parse(Collections.enumeration(List.of(noise.toString()))))
                    .isNotNull();
        }
    }
}
