package dev.dupabase.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columns_are_as_wide_as_their_widest_cell() {
        var table = new Table("name", "size").row("a", "1").row("Größe", "22");

        assertThat(table)
                .hasToString(
                        """
                        NAME   SIZE
                        a      1
                        Größe  22
                        """);
    }

    @Test
    void what_a_server_sends_does_not_steer_the_terminal() {
        assertThat(new Table("a").row("x\u001b[2Jy\nz").toString())
                .doesNotContain("\u001b")
                .contains("x [2Jy z");
    }
}
