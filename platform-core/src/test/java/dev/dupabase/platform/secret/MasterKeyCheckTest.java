package dev.dupabase.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.platform.start.StartRefusal;
import dev.dupabase.testing.TestPostgres;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MasterKeyCheckTest {
    private JdbcClient platform;

    @BeforeEach
    void makeTable() throws Exception {
        var url = TestPostgres.newDatabase();
        var uri = URI.create(url);
        platform =
                JdbcClient.create(
                        new DriverManagerDataSource(
                                "jdbc:postgresql://%s:%d%s"
                                        .formatted(uri.getHost(), uri.getPort(), uri.getPath()),
                                "postgres",
                                "postgres"));
        var migration = new ClassPathResource("db/platform/V20261121_01__master_key_check.sql");
        TestPostgres.execute(
                url,
                "create schema platform;" + migration.getContentAsString(StandardCharsets.UTF_8));
    }

    @Test
    void the_key_of_the_first_start_is_accepted_again() {
        check(key(1));
        check(key(1));

        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void another_key_is_refused_and_says_what_to_do() {
        check(key(1));

        assertThatThrownBy(() -> check(key(2)))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("MASTER_ENCRYPTION_KEY")
                .hasMessageContaining("new,former");
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void a_rotation_names_the_former_key_once() {
        check(key(1));
        check(key(2) + "," + key(1));
        check(key(2));

        assertThat(rows()).isEqualTo(2);
    }

    private void check(String keys) {
        var check = new MasterKeyCheck(platform, new SecretBox(MasterKey.parse(new Secret(keys))));
        assertThat(check).isNotNull();
    }

    private int rows() {
        return platform.sql("select count(*) from platform.master_key_check")
                .query(Integer.class)
                .single();
    }

    private static String key(int seed) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
