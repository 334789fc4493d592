package dev.dupabase.platform.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaVersionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a=1,b=2   | a=1,b=2   | true
                    a=1,b=10  | a=1,b=9   | true
                    a=1,b=9   | a=1,b=10  | false
                    a=1       | a=1,b=2   | false
                    a=1,b=2,c=3 | a=1,b=2 | true
                    a=1.2     | a=1.10    | false
                    ''        | a=1       | false
                    """)
    void a_database_covers_what_it_has_or_has_newer(String have, String want, boolean covers) {
        assertThat(SchemaVersions.parse(have).covers(SchemaVersions.parse(want))).isEqualTo(covers);
    }

    @Test
    void a_schema_that_is_further_stays_there() {
        assertThat(SchemaVersions.parse("a=3,b=1").with(SchemaVersions.parse("a=2,b=2,c=1")))
                .hasToString("a=3,b=2,c=1");
    }
}
