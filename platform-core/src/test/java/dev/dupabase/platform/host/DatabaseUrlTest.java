package dev.dupabase.platform.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.platform.start.InvalidSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {
    @Test
    void it_reads_what_libpq_reads() {
        var host =
                DatabaseUrl.parse(
                        "postgresql://us%40er:p%2Fa%3As+s%25@db.example.org:6543/my%20db?sslmode=require"
                                + "&application_name=x&channel_binding=require");

        assertThat(host.host()).isEqualTo("db.example.org");
        assertThat(host.port()).isEqualTo(6543);
        assertThat(host.provisioner()).isEqualTo("us@er");
        assertThat(host.password().reveal()).isEqualTo("p/a:s+s%");
        assertThat(host.platformDatabase()).isEqualTo("my db");
        assertThat(host.jdbcOptions()).isEqualTo("&sslmode=require&channelBinding=require");
    }

    @Test
    void the_port_may_be_left_out_and_the_host_be_ipv6() {
        var host = DatabaseUrl.parse("postgres://u:p@[::1]/d");

        assertThat(host.host()).isEqualTo("::1");
        assertThat(host.port()).isEqualTo(5432);
        assertThat(host.jdbcUrl("x")).startsWith("jdbc:postgresql://[::1]:5432/x?");
    }

    @Test
    void the_system_s_certificates_can_be_used() {
        var host = DatabaseUrl.parse("postgres://u:p@h/d?sslmode=verify-full&sslrootcert=system");

        assertThat(host.jdbcOptions())
                .isEqualTo(
                        "&sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    mysql://u:sesame@h/d                 | postgres://
                    nonsense                             | postgres://
                    postgres://h/d                       | user
                    postgres://u@h/d                     | password
                    postgres://u:sesame@h                | postgres://user:password@host
                    postgres://u:sesame@h/               | database
                    postgres://u:sesame@h/d/e            | database
                    postgres://u:sesame@:5432/d          | host
                    postgres://u:sesame@h:port/d         | host
                    postgres://u:sesame@h1,h2/d          | several hosts
                    postgres://u:sesame%zz@h/d           | URL
                    postgres://u:ses ame@h/d             | URL
                    postgres://u:sesame@h/d?sslmode=on   | sslmode
                    postgres://u:sesame@h/d?frob=1       | frob
                    """)
    void what_it_cannot_read_it_refuses_without_repeating_the_password(String url, String told) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(told)
                .hasMessageNotContaining("sesame");
    }
}
