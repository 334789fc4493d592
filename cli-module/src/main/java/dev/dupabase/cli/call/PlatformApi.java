package dev.dupabase.cli.call;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Calls a server's platform API. What the server refuses is thrown as a [Refusal].
public final class PlatformApi {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final Server server;
    private final String token;

    /// @param token empty if nobody is signed in
    public PlatformApi(Server server, String token) {
        this.server = server;
        this.token = token;
    }

    public JsonNode get(String path) {
        return json("GET", path, BodyPublishers.noBody(), "");
    }

    public JsonNode post(String path, JsonNode body) {
        return json("POST", path, content(body), "application/json");
    }

    public JsonNode put(String path, JsonNode body) {
        return json("PUT", path, content(body), "application/json");
    }

    public JsonNode patch(String path, JsonNode body) {
        return json("PATCH", path, content(body), "application/json");
    }

    public JsonNode delete(String path) {
        return json("DELETE", path, BodyPublishers.noBody(), "");
    }

    public JsonNode delete(String path, JsonNode body) {
        return json("DELETE", path, content(body), "application/json");
    }

    /// Sends something else than JSON.
    public JsonNode post(String path, BodyPublisher body, String contentType) {
        return json("POST", path, body, contentType);
    }

    /// An answer that is a file, which the caller closes.
    public HttpResponse<InputStream> download(String path) {
        var answer =
                send(
                        request("GET", path, BodyPublishers.noBody(), ""),
                        BodyHandlers.ofInputStream());
        if (answer.statusCode() == 200) {
            return answer;
        }
        try (var body = answer.body()) {
            throw Refusal.of(
                    answer.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private static BodyPublisher content(JsonNode body) {
        return BodyPublishers.ofString(body.toString());
    }

    private JsonNode json(String method, String path, BodyPublisher body, String contentType) {
        var answer = send(request(method, path, body, contentType), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw Refusal.of(answer.statusCode(), answer.body());
        }
        try {
            return Json.read(answer.body());
        } catch (JacksonException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE, "%s is no Dupabase server".formatted(server.url()));
        }
    }

    private HttpRequest request(
            String method, String path, BodyPublisher body, String contentType) {
        var request = HttpRequest.newBuilder(server.address(path)).method(method, body);
        request.header("Accept", "application/json");
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        // A file takes as long as it takes.
        return body.contentLength() < 1_000_000
                ? request.timeout(PATIENCE).build()
                : request.build();
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted");
        }
    }

    private CommandFailure unreachable(IOException cause) {
        var reason = cause.getMessage();
        return new CommandFailure(
                ExitCode.UNREACHABLE,
                "%s does not answer%s"
                        .formatted(
                                server.url(),
                                reason == null || reason.isBlank() ? "" : ": " + reason));
    }
}
