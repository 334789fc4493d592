package dev.dupabase.admin.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.PlatformApiTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is refused, word for word.
class RefusedSettingsTest extends PlatformApiTest {
    private static ApiClient ann;
    private static String project;

    @BeforeEach
    void a_project() {
        if (ann == null) {
            ann = register("refused@example.com");
            project =
                    "/platform/projects/"
                            + ann.post("/platform/projects", "{\"name\":\"x\"}").text("id");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {"password_min_length":5} | {"error":"password_min_length is a number from 6 to 72","code":"invalid_input","fields":{"password_min_length":"password_min_length is a number from 6 to 72"}}
                    {"enable_signup":"yes"} | {"error":"enable_signup is true or false","code":"invalid_input","fields":{"enable_signup":"enable_signup is true or false"}}
                    {"nothing":{"a":1}} | {"error":"there are no settings 'nothing'","code":"project_invalid","fields":{"nothing":"there are no settings 'nothing'"}}
                    {"x'; drop table y; --":{}} | {"error":"there are no settings 'x'; drop table y; --'","code":"project_invalid","fields":{"x'; drop table y; --":"there are no settings 'x'; drop table y; --'"}}
                    {"auth":{"NO_SUCH":1}} | {"error":"no such setting","code":"malformed_request","fields":{"NO_SUCH":"is not a setting"}}
                    {"site_url":5} | {"error":"site_url must be text","code":"project_invalid","fields":{"site_url":"must be text"}}
                    {"rest": | {"error":"the body is not the JSON this needs","code":"malformed_request"}
                    [] | {"error":"the body is not the JSON this needs","code":"malformed_request"}
                    """)
    void a_setting_is_refused_in_these_words(String change, String body) {
        var answer = ann.patch(project + "/settings", change);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void each_section_is_shown_even_if_nothing_is_set() {
        var settings = ann.get(project).json().path("settings");
        assertThat(settings.path("auth").isObject()).isTrue();
        assertThat(settings.path("rest").isObject()).isTrue();
        assertThat(settings.path("storage").path("delete-objects-limit").intValue())
                .isEqualTo(1000);
    }

    @Test
    void a_path_with_a_semicolon_is_refused_before_anything_reads_it() {
        var answer = ann.get("/platform/projects/%27%3Bdrop%20table%20platform.users");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":\"the request is malformed\",\"code\":\"malformed_request\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "' drop table platform.users --",
                "1' or '1'='1",
                "00000000-0000-0000-0000-00000000000g",
                "1-1-1-1-1"
            })
    void what_is_no_uuid_is_refused_in_every_path(String id) {
        var given = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        for (var path :
                new String[] {
                    "/platform/projects/", "/platform/orgs/", "/platform/auth/sessions/"
                }) {
            var answer =
                    path.contains("sessions") ? ann.delete(path + given) : ann.get(path + given);
            assertThat(answer.status()).as(path + id).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"error\":\"'id' is not valid\",\"code\":\"malformed_request\",\"fields\":{\"id\":\"'id' is not valid\"}}");
        }
    }
}
