package dev.dupabase.rest.request.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.dupabase.platform.error.ApiException;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever can be said in the grammar is understood as it was meant; whatever cannot is refused
/// with a place inside the text.
class GrammarRoundTripTest {
    private static final int TEXTS_PER_SEED = 60;
    private static final Pattern POSITION =
            Pattern.compile("\\(line (\\d+), column (\\d+)\\)$", Pattern.DOTALL);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 25);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_printed_select_list_is_read_as_it_was(long seed) {
        var random = new RandomGrammar(new Random(seed));
        for (int i = 0; i < TEXTS_PER_SEED; i++) {
            var items = random.items(3);
            var text = GrammarPrinter.select(items);

            assertThat(QueryGrammar.select(text)).as(text).isEqualTo(items);
        }
    }

    @ParameterizedTest
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

    @ParameterizedTest
    @MethodSource("seeds")
    void a_printed_order_is_read_as_it_was(long seed) {
        var random = new RandomGrammar(new Random(seed));
        for (int i = 0; i < TEXTS_PER_SEED; i++) {
            var terms = random.orderTerms();
            var text = GrammarPrinter.order(terms);

            assertThat(QueryGrammar.order(text)).as(text).isEqualTo(terms);
        }
    }

    @ParameterizedTest
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
