package dev.dupabase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/security.md` names for each known weak spot the tests that show that it is absent: they
/// are there.
class SecurityRegisterTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW =
            Pattern.compile("\\| (\\d+) \\| ([CHML]) \\|.*\\| ([^|]+) \\|");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:\\.(\\w+))?`");
    private static final int ITEMS = 42;

    /// Before the names of tests that are not written yet.
    private static final String TO_COME = "to come: ";

    /// @param shownBy the last column
    private record Item(int number, String severity, String shownBy) {
        String shownNow() {
            var end = shownBy.indexOf(TO_COME);
            return end < 0 ? shownBy : shownBy.substring(0, end);
        }
    }

    @Test
    void all_items_are_there_in_order() throws IOException {
        assertThat(items().stream().map(Item::number).toList())
                .isEqualTo(IntStream.rangeClosed(1, ITEMS).boxed().toList());
    }

    @Test
    void every_test_that_is_named_exists() throws IOException {
        var sources = testSources();
        for (var item : items()) {
            var test = TEST.matcher(item.shownNow());
            while (test.find()) {
                var source = sources.get(test.group(1) + ".java");
                assertThat(source).as("%d: %s", item.number(), test.group(1)).isNotNull();
                if (test.group(2) != null) {
                    assertThat(source)
                            .as("%d: %s", item.number(), test.group(1))
                            .contains("void " + test.group(2) + "(");
                }
            }
        }
    }

    @Test
    void whatever_is_not_low_is_shown_by_a_test() throws IOException {
        for (var item : items()) {
            if (!item.severity().equals("L")) {
                assertThat(TEST.matcher(item.shownBy()).find())
                        .as("item %d has a test", item.number())
                        .isTrue();
            }
        }
    }

    private static List<Item> items() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/security.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> new Item(Integer.parseInt(row.group(1)), row.group(2), row.group(3)))
                .toList();
    }

    /// The sources of all tests of the house by file name.
    private static Map<String, String> testSources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SecurityRegisterTest::files)
                    .collect(
                            Collectors.toMap(
                                    file -> file.getFileName().toString(),
                                    SecurityRegisterTest::read,
                                    String::concat));
        }
    }

    private static Stream<Path> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
