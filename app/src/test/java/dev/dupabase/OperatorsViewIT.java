package dev.dupabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.process.DupabaseProcess;
import dev.dupabase.process.PlatformClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What an operator sets and sees: limits in each API's own words, logs as JSON, metrics of jobs.
class OperatorsViewIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void limits_logs_and_metrics() throws Exception {
        int management = DupabaseProcess.freePort();
        try (var server =
                DupabaseProcess.start(
                        Map.of(
                                "RATE_LIMIT_API", "1/h:20",
                                "LOG_FORMAT", "json",
                                "MANAGEMENT_PORT", Integer.toString(management)))) {
            var project = PlatformClient.register(server.url()).createProject("limited");
            var anon = project.path("anon_key").stringValue();
            var service = project.path("service_role_key").stringValue();
            for (int i = 0; i < 20; i++) {
                assertThat(get(server.url() + "/auth/v1/settings", anon).statusCode())
                        .isEqualTo(200);
            }
            var rows = get(server.url() + "/rest/v1/nothing", anon);
            assertThat(rows.statusCode()).isEqualTo(429);
            assertThat(rows.body()).contains("\"message\":\"rate limit exceeded\"");
            assertThat(rows.headers().firstValue("Retry-After")).isPresent();
            var settings = get(server.url() + "/auth/v1/settings", anon);
            assertThat(settings.statusCode()).isEqualTo(429);
            assertThat(settings.body()).contains("\"error_code\":\"over_request_rate_limit\"");
            assertThat(get(server.url() + "/rest/v1/", service).statusCode()).isEqualTo(200);

            var metrics =
                    get("http://127.0.0.1:%d/actuator/prometheus".formatted(management), "").body();
            assertThat(metrics)
                    .contains("dbscheduler_task_completions_total")
                    .contains("dupabase_rest_requests_seconds_count{method=\"GET\",status=\"2xx\"}")
                    .contains("dupabase_request_overflow_total");

            var lines = server.output().lines().filter(line -> line.startsWith("{")).toList();
            assertThat(lines).isNotEmpty();
            for (var line : lines) {
                var entry = JsonMapper.shared().readTree(line);
                assertThat(entry.has("@timestamp")).as(line).isTrue();
                assertThat(entry.path("message").isString()).as(line).isTrue();
            }
            assertThat(server.output()).doesNotContain(service).doesNotContain("\tat ");
        }
    }

    private static HttpResponse<String> get(String url, String key) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url)).header("apikey", key).build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
