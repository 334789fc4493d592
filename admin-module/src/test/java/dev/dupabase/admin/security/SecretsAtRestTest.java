package dev.dupabase.admin.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.PlatformApiTest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who reads the platform database, or a copy of it, gets into no project.
class SecretsAtRestTest extends PlatformApiTest {
    // contracts/platform.md §20-17 and §20-18
    @Test
    void no_secret_stands_in_any_table_in_clear_text() {
        var email = newEmail();
        var ann = register(email);
        var project = ann.post("/platform/projects", "{\"name\":\"sealed\"}");
        var key =
                ann.post(
                        "/platform/projects/" + project.text("id") + "/api-keys",
                        "{\"name\":\"web\",\"kind\":\"secret\"}");
        var login =
                ann.post(
                        "/platform/credentials/reveal",
                        "{\"platform_password\":\"%s\"}".formatted(PASSWORD));
        var org = ann.get("/platform/orgs").json().path(0).path("id").stringValue();
        var invite =
                ann.post(
                        "/platform/orgs/" + org + "/invites",
                        "{\"email\":\"b@example.com\",\"role\":\"viewer\"}");

        var secrets = new LinkedHashMap<String, String>();
        secrets.put("JWT secret", project.text("jwt_secret"));
        secrets.put("service key", project.text("service_role_key"));
        secrets.put("signature of the anon key", last(project.text("anon_key")));
        secrets.put("opaque key", key.text("key"));
        secrets.put("database password", login.text("pg_password"));
        secrets.put("invitation", invite.text("token"));
        secrets.put("session", last(ann.token()));
        secrets.put("password", PASSWORD);
        var tables =
                platform.sql(
                                """
                                select quote_ident(schemaname) || '.' || quote_ident(tablename)
                                from pg_tables where schemaname = 'platform'
                                """)
                        .query(String.class)
                        .list();
        assertThat(tables).hasSizeGreaterThan(10);
        for (var table : tables) {
            assertNothingOf(secrets, table);
        }
    }

    private void assertNothingOf(Map<String, String> secrets, String table) {
        for (var secret : secrets.entrySet()) {
            var found =
                    platform.sql(
                                    """
                                    select count(*) from %s t
                                    where strpos(t::text, :plain) > 0
                                        or strpos(t::text, encode(convert_to(:plain, 'UTF8'), 'hex')) > 0
                                        or strpos(t::text, encode(convert_to(:plain, 'UTF8'), 'base64')) > 0
                                    """
                                            .formatted(table))
                            .param("plain", secret.getValue())
                            .query(Long.class)
                            .single();
            assertThat(found).as("%s in %s", secret.getKey(), table).isZero();
        }
    }

    private static String last(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }
}
