package dev.dupabase.rest.request.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.rest.property.Seeds;
import dev.dupabase.rest.request.Payload;
import dev.dupabase.rest.request.grammar.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Bodies are read as they were written; noise is refused in the API's words.
class BodyPropertyTest {
    private static final int BODIES_PER_SEED = 60;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> KEYS =
            List.of("id", "a b", "q\"uote", "back\\slash", "é😀", "", "new\nline", "a,b", "NULLx");
    private static final List<String> TYPES =
            List.of(
                    "application/json",
                    "text/csv",
                    "application/x-www-form-urlencoded",
                    "text/plain",
                    "a/b",
                    ";");
    private static final String NOISE = "{}[],:\"\\eE+-.0179 \ttruefalsn\r\n\0é😀'=&%";

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void json_goes_on_as_it_came_and_its_keys_are_known(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < BODIES_PER_SEED; i++) {
            var keys = keys(random);
            var rows = new ArrayList<Map<String, Object>>();
            for (int n = random.nextInt(3); n >= 0; n--) {
                var row = new LinkedHashMap<String, Object>();
                keys.forEach(key -> row.put(key, value(random, 2)));
                rows.add(row);
            }
            var text = JSON.writeValueAsString(rows);
            var values = new Values();

            var payload = BodyReader.rows(null, bytes(text), null, values);

            assertThat(payload.columns()).as(text).isEqualTo(List.copyOf(new TreeSet<>(keys)));
            assertThat(payload.kind()).isEqualTo(Payload.Kind.ARRAY);
            assertThat(values.toList()).containsExactly(text);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void csv_becomes_the_objects_that_it_means(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < BODIES_PER_SEED; i++) {
            var keys = keys(random);
            var rows = new ArrayList<Map<String, String>>();
            var csv = new StringBuilder(line(keys));
            for (int n = random.nextInt(3); n >= 0; n--) {
                var row = new LinkedHashMap<String, String>();
                keys.forEach(key -> row.put(key, KEYS.get(random.nextInt(KEYS.size()))));
                rows.add(row);
                csv.append(line(List.copyOf(row.values())));
            }
            var values = new Values();

            BodyReader.rows("text/csv", bytes(csv.toString()), null, values);

            assertThat(JSON.readTree((String) values.toList().getFirst()))
                    .as(csv.toString())
                    .isEqualTo(JSON.valueToTree(rows));
        }
    }

    private static String line(List<String> fields) {
        return String.join(
                        ",", fields.stream().map(f -> '"' + f.replace("\"", "\"\"") + '"').toList())
                + "\r\n";
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noise_is_read_or_refused(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < BODIES_PER_SEED; i++) {
            var bytes = noise(random);
            var type = TYPES.get(random.nextInt(TYPES.size()));
            var columns = random.nextInt(4) == 0 ? List.of("a") : null;
            readOrRefused(type, bytes, () -> BodyReader.rows(type, bytes, columns, new Values()));
            readOrRefused(
                    type, bytes, () -> BodyReader.arguments(type, bytes, columns, new Values()));
        }
    }

    private static void readOrRefused(String type, byte[] bytes, Runnable reading) {
        try {
            reading.run();
        } catch (ApiException refusal) {
            assertThat(refusal.code().code())
                    .as("%s: %s", type, new String(bytes, StandardCharsets.UTF_8))
                    .isEqualTo("PGRST102");
        }
    }

    private static byte[] noise(Random random) {
        var text = new StringBuilder(random.nextBoolean() ? "[{\"a\":" : "");
        for (int n = random.nextInt(40); n > 0; n--) {
            text.append(NOISE.charAt(random.nextInt(NOISE.length())));
        }
        var bytes = bytes(text.toString());
        if (bytes.length > 0 && random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static List<String> keys(Random random) {
        var keys = new ArrayList<>(KEYS);
        java.util.Collections.shuffle(keys, random);
        return keys.subList(0, 1 + random.nextInt(4));
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> random.nextDouble();
            case 4 -> KEYS.get(random.nextInt(KEYS.size()));
            case 5 -> List.of(random.nextInt(), "x");
            default -> Map.of("k", List.of(String.valueOf(value(random, depth - 1))));
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
