package dev.dupabase.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter text = new StringWriter();

    @Test
    void a_terminal_shows_one_line_that_grows() {
        try (var line = line(true)) {
            line.update("rows", 50, "orders");
            line.update("rows", 100, "");
        }
        assertThat(text.toString())
                .startsWith("\rimport [############............]  50% rows orders")
                .contains("\rimport [########################] 100% rows ")
                .endsWith(System.lineSeparator());
    }

    @Test
    void elsewhere_each_tenth_and_each_phase_has_a_line() {
        try (var line = line(false)) {
            for (int percent = 0; percent <= 100; percent++) {
                line.update("rows", percent, "table " + percent);
            }
            line.update("indexes", -1, "");
        }
        assertThat(text.toString().lines())
                .hasSize(12)
                .contains("import rows 50%", "import indexes");
    }

    @Test
    void sizes_are_written_as_people_read_them() {
        assertThat(ProgressLine.bytes(1023)).isEqualTo("1023 B");
        assertThat(ProgressLine.bytes(1536)).isEqualTo("1.5 KB");
        assertThat(ProgressLine.bytes(5L << 30)).isEqualTo("5.0 GB");
        assertThat(ProgressLine.bytes(3L << 40)).isEqualTo("3.0 TB");
    }

    private ProgressLine line(boolean live) {
        return new ProgressLine(new PrintWriter(text), "import", live);
    }
}
