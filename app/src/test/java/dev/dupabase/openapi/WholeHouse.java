package dev.dupabase.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.DupabaseApplication;
import dev.dupabase.testing.TestHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.json.JsonMapper;

/// The server with all of its modules, and the document it serves.
@SpringBootTest(
        classes = DupabaseApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "dupabase.http.rate-limit-auth=off",
            "dupabase.http.rate-limit-api=off",
            "dupabase.admin.password-check-limit=off"
        })
@ContextConfiguration(initializers = TestHost.class)
public abstract class WholeHouse {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort int port;

    final Document document() {
        var answer = answer(to("/platform/openapi.json"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new Document(JsonMapper.shared().readTree(answer.body()));
    }

    protected final HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    protected static HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
