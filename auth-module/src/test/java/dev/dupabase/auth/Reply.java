package dev.dupabase.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An answer, as a client sees it.
public record Reply(int status, HttpResponse<String> response) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public String text() {
        return response.body();
    }

    public JsonNode json() {
        return JSON.readTree(text());
    }

    /// A value deep in the body, by names joined with dots; missing if it is not there.
    public JsonNode at(String path) {
        return json().at("/" + path.replace('.', '/'));
    }

    public String text(String path) {
        return at(path).asString();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public Reply ok() {
        assertThat(status).as(text()).isEqualTo(200);
        return this;
    }

    /// Refused with this status, code and message, in the format of old.
    public Reply refused(int status, String code, String message) {
        assertThat(this.status).as(text()).isEqualTo(status);
        assertThat(text("error_code")).isEqualTo(code);
        assertThat(text("msg")).isEqualTo(message);
        assertThat(at("code").asInt()).isEqualTo(status);
        assertThat(header("x-sb-error-code")).isEqualTo(code);
        return this;
    }
}
