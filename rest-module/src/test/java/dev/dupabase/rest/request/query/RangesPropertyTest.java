package dev.dupabase.rest.request.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.rest.property.Seeds;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The window of the root is what a list of numbered rows would give (contracts/rest.md §4.1).
class RangesPropertyTest {
    private static final int WINDOWS_PER_SEED = 200;
    private static final int ROWS = 40;

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_window_is_the_intersection_of_header_and_parameters(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < WINDOWS_PER_SEED; i++) {
            Long limit = random.nextBoolean() ? null : 1L + random.nextInt(20);
            Long offset = random.nextBoolean() ? null : (long) random.nextInt(20);
            int first = random.nextInt(20);
            Integer last = random.nextBoolean() ? null : first + random.nextInt(20);
            boolean sent = random.nextBoolean();
            var header = sent ? first + "-" + (last == null ? "" : last) : null;
            var wanted =
                    rows().filter(row -> offset == null || row >= offset)
                            .filter(row ->
                                    limit == null || row < (offset == null ? 0 : offset) + limit)
                            .filter(row -> !sent || (row >= first && (last == null || row <= last)))
                            .toList();

            if (wanted.isEmpty()) {
                assertThatThrownBy(() -> Ranges.of(limit, offset, header))
                        .isInstanceOf(ApiException.class);
            } else {
                assertThat(cut(Ranges.of(limit, offset, header)))
                        .as("%s %s %s", limit, offset, header)
                        .isEqualTo(wanted);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_header_that_is_no_range_is_ignored(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < WINDOWS_PER_SEED; i++) {
            var header = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                header.append("0189-=, bytesitems".charAt(random.nextInt(18)));
            }
            if (!header.toString().matches("[0-9]+-[0-9]*")) {
                assertThat(Ranges.of(null, null, header.toString())).isEqualTo(new Ranges(0, null));
            }
        }
    }

    private static List<Long> cut(Ranges ranges) {
        var rest = rows().skip(ranges.offset());
        var limit = ranges.limit();
        return (limit == null ? rest : rest.limit(limit)).toList();
    }

    private static Stream<Long> rows() {
        return LongStream.range(0, ROWS).boxed();
    }
}
