package dev.dupabase.rest.request.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.rest.property.Seeds;
import dev.dupabase.rest.request.query.QueryReader;
import dev.dupabase.rest.request.query.QueryReader.RootWindow;
import dev.dupabase.rest.request.query.QueryReader.Style;
import dev.dupabase.rest.request.query.QueryString;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever can be said in the grammar is understood as it was meant; whatever cannot is refused
/// with a place inside the text.
class GrammarRoundTripTest {
    private static final int TEXTS_PER_SEED = 60;
    private static final Pattern POSITION =
            Pattern.compile("\\(line (\\d+), column (\\d+)\\)$", Pattern.DOTALL);

    private static final Style STYLE = new Style(RootWindow.APPLIED, false, null);

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_printed_select_list_is_read_as_it_was(long seed) {
        var random = new RandomGrammar(new Random(seed));
        for (int i = 0; i < TEXTS_PER_SEED; i++) {
            var items = random.items(3);
            var text = GrammarPrinter.select(items);

            assertThat(QueryGrammar.select(text)).as(text).isEqualTo(items);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_printed_tree_is_read_as_it_was(long seed) {
        var random = new RandomGrammar(new Random(seed));
        for (int i = 0; i < TEXTS_PER_SEED; i++) {
            var tree = random.group(3);
            var printed = new GrammarPrinter(random.values()).tree(tree);
            var values = new Values();

            var read = QueryGrammar.tree(printed.key(), printed.value(), values);

            assertThat(read.item()).as(printed.toString()).isEqualTo(tree);
            assertThat(values.toList()).as(printed.toString()).isEqualTo(random.values());
            random.forgetValues();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_printed_order_is_read_as_it_was(long seed) {
        var random = new RandomGrammar(new Random(seed));
        for (int i = 0; i < TEXTS_PER_SEED; i++) {
            var terms = random.orderTerms();
            var text = GrammarPrinter.order(terms);

            assertThat(QueryGrammar.order(text)).as(text).isEqualTo(terms);
        }
    }

    /// Slots are numbered in the order of reading, so what is compared is what they mean.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_printed_query_string_is_read_as_it_was(long seed) {
        var random = new RandomGrammar(new Random(seed));
        for (int i = 0; i < TEXTS_PER_SEED; i++) {
            var query = random.query();
            var text = new GrammarPrinter(random.values()).query(query);
            var values = new Values();

            var read = QueryReader.read(QueryString.parse(text), STYLE, null, values);

            assertThat(read.query().select()).as(text).isEqualTo(query.select());
            assertThat(read.query().orders()).as(text).isEqualTo(query.orders());
            assertThat(new GrammarPrinter(values.toList()).query(read.query())).isEqualTo(text);
            random.forgetValues();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void printed_names_are_read_as_they_were(long seed) {
        var random = new RandomGrammar(new Random(seed));
        for (int i = 0; i < TEXTS_PER_SEED; i++) {
            var names = random.names();
            var text = names.stream().map(GrammarPrinter::name).collect(Collectors.joining(", "));

            assertThat(QueryGrammar.columns(text)).as(text).isEqualTo(names);
            assertThat(QueryGrammar.onConflict(text)).as(text).isEqualTo(names);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_query_string_of_noise_is_read_or_refused(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < TEXTS_PER_SEED; i++) {
            var noise = RandomGrammar.noise(random) + "=" + RandomGrammar.noise(random);
            try {
                var query = QueryString.parse(noise + "&select=" + RandomGrammar.noise(random));
                QueryReader.read(query, STYLE, RandomGrammar.noise(random), new Values());
            } catch (ApiException refusal) {
                assertThat(refusal.code().code()).as(noise).isIn("PGRST100", "PGRST103");
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noise_is_read_or_refused_with_a_place_inside_of_it(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < TEXTS_PER_SEED; i++) {
            var noise = RandomGrammar.noise(random);
            readOrRefused(noise, () -> QueryGrammar.select(noise));
            readOrRefused(noise, () -> QueryGrammar.order(noise));
            readOrRefused(noise, () -> QueryGrammar.columns(noise));
            readOrRefused(noise, () -> QueryGrammar.filter("a", noise, new Values()));
            readOrRefused(noise, () -> QueryGrammar.filter(noise, "eq.1", new Values()));
            readOrRefused("not.and" + noise, () -> tree("not.and", noise));
        }
    }

    private static void tree(String key, String value) {
        QueryGrammar.tree(key, value, new Values());
    }

    private static void readOrRefused(String text, Runnable parse) {
        try {
            parse.run();
        } catch (ApiException refusal) {
            assertThat(refusal.code().code()).isEqualTo("PGRST100");
            assertThat(refusal.details()).as(text).isNotEmpty();
            var position = POSITION.matcher(refusal.explanation());
            if (!position.find()) {
                fail("no place in: " + refusal.explanation());
            }
            if (text.indexOf('\n') < 0 && text.indexOf('\t') < 0) {
                assertThat(Integer.parseInt(position.group(2)))
                        .as(refusal.explanation())
                        .isBetween(1, text.length() + 1);
            }
        }
    }
}
