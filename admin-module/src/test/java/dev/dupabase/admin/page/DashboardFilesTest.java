package dev.dupabase.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.PlatformApiTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardFilesTest extends PlatformApiTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/projects/123/tables", "/login"})
    void an_address_of_the_dashboard_is_its_start_page(String path) {
        var answer = guest().with("Accept", "text/html,*/*;q=0.8").get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains("<title>Dupabase</title>");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.header("Content-Security-Policy")).contains("script-src 'self';");
    }

    @Test
    void the_start_page_is_known_by_its_content_since_its_date_says_nothing() {
        var first = guest().get("/index.html");
        assertThat(first.header("Last-Modified")).isEmpty();
        assertThat(first.header("ETag")).isNotEmpty();
        assertThat(guest().with("If-None-Match", first.header("ETag")).get("/index.html").status())
                .isEqualTo(304);
    }

    @Test
    void files_named_by_their_content_are_kept_for_ever() {
        var answer = guest().get("/assets/app-abc123.js");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/javascript");
        assertThat(answer.header("Cache-Control"))
                .contains("max-age=31536000")
                .contains("public")
                .contains("immutable");
    }

    @Test
    void a_file_that_was_packed_beforehand_is_sent_packed() {
        var answer = guest().with("Accept-Encoding", "gzip").get("/assets/app-abc123.js");
        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.headers("Vary")).contains("Accept-Encoding");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /assets/gone-123.js, text/html, 404",
        "GET, /nothing, application/json, 404",
        "GET, /nothing, */*, 404",
        "POST, /projects/123, text/html, 404",
        "GET, /rest/v2/x, application/json, 404",
        "GET, /../../etc/passwd, text/html, 400",
        "GET, /platform/nothing, text/html, 401"
    })
    void what_is_no_page_is_refused_in_json(String method, String path, String accept, int status) {
        var answer = guest().with("Accept", accept).send(method, path, BodyPublishers.noBody());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void the_api_is_described_where_people_look_for_it() {
        var answer = guest().get("/docs");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/platform/openapi.json");
    }
}
