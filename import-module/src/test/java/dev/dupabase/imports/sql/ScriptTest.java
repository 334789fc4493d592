package dev.dupabase.imports.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
    private static final int LONGEST = 1 << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ';'",
                "select 'it''s; '",
                "select E'\\'; '",
                "select e'\\\\'",
                "select $$;$$",
                "select $a$ $b$ ; $$ $a$",
                "select \"a;b\" from \"c\"\"d;\"",
                "select 1 /* ; /* ; */ ; */",
                "select U&'\\0041;', B'1;', X'1;', N';'",
                "select a$b$ + $1 as \"x\"",
                "select 1E'\\'; '",
                "select 1.5e-3, 1e5, .5",
                "select E'a'\n'b\\'; '",
                "select E'a' -- comment '\n 'b\\'; '",
                "create function f() returns int begin atomic select 1; select case when true then 2 end; end",
                "create or replace procedure p() begin atomic insert into t values (1); end",
                "create rule r as on insert to t do also (select 1; select 2)",
                "select a -- ; \n , b",
                "select 'é' || ü"
            })
    void a_statement_ends_where_postgres_ends_it(String statement) throws IOException {
        var script = statement + ";\nselect 2;";
        assertThat(statements(script)).containsExactly(statement, "select 2");
    }

    @Test
    void a_plain_string_ends_at_its_quote_whatever_the_backslash() throws IOException {
        assertThat(statements("select '\\'; select 2; select E'a' 'b\\'; select 3"))
                .containsExactly("select '\\'", "select 2", "select E'a' 'b\\'", "select 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'x",
                "select E'x\\'",
                "select $a$ $b$",
                "select \"x",
                "select 1 /* /* */",
                "select 1 \\g",
                "select \0"
            })
    void what_has_no_end_is_refused(String script) {
        assertThatThrownBy(() -> statements(script)).isInstanceOf(DumpRefused.class);
    }

    @Test
    void rows_end_at_their_line_and_nowhere_else() throws IOException {
        var script = script("copy t from stdin;\na\\\\.\n\\\\.\n;'\n\\.\nselect 1");
        script.next();
        var rows = script.rows("t");
        assertThat(new String(rows.readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("a\\\\.\n\\\\.\n;'\n");
        assertThat(rows.lines()).isEqualTo(3);
        assertThat(((SqlStatement) script.next()).glimpse()).isEqualTo("select 1");
        var cut = script("copy t from stdin;\na\nb");
        cut.next();
        var half = cut.rows("t");
        assertThatThrownBy(half::readAllBytes).hasMessageContaining("cut off");
    }

    /// Half a gigabyte of rows is read with the memory of a buffer.
    @Test
    void rows_take_no_memory() throws IOException {
        var script = new Script(new ManyRows(500L << 20), LONGEST);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        script.next();
        var rows = script.rows("t");
        var target = new byte[1 << 14];
        long before = threads.getCurrentThreadAllocatedBytes();
        long read = 0;
        for (int got = rows.read(target, 0, target.length);
                got >= 0;
                got = rows.read(target, 0, target.length)) {
            read += got;
        }
        assertThat(read).isGreaterThan(499L << 20);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8L << 20);
    }

    private static List<String> statements(String text) throws IOException {
        var script = script(text);
        var found = new ArrayList<String>();
        for (var item = script.next(); item != null; item = script.next()) {
            found.add(((SqlStatement) item).text(StandardCharsets.UTF_8));
        }
        return found;
    }

    private static Script script(String text) {
        return new Script(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), LONGEST);
    }

    /// A script of one COPY.
    private static final class ManyRows extends InputStream {
        private final byte[] head = "copy t from stdin;\n".getBytes(StandardCharsets.UTF_8);
        private final byte[] line = new byte[1024];
        private long left;
        private int within;
        private boolean begun;
        private boolean ended;

        ManyRows(long size) {
            left = size;
            Arrays.fill(line, (byte) 'x');
            line[line.length - 1] = '\n';
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            var source = !begun ? head : left > 0 ? line : "\\.\n".getBytes(StandardCharsets.UTF_8);
            if (ended) {
                return -1;
            }
            int count = Math.min(length, source.length - within);
            System.arraycopy(source, within, target, offset, count);
            within += count;
            if (within == source.length) {
                within = 0;
                ended = begun && left <= 0;
                left -= begun ? source.length : 0;
                begun = true;
            }
            return count;
        }
    }
}
