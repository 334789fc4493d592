package dev.dupabase.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A user of the platform API: registered under an address of its own, and signed in.
public final class PlatformClient {
    public static final String PASSWORD = "correct horse battery";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String server;
    private final String token;

    private PlatformClient(String server) {
        this.server = server;
        this.token = "";
    }

    private PlatformClient(String server, String token) {
        this.server = server;
        this.token = token;
    }

    public static PlatformClient register(String server) {
        return register(server, UUID.randomUUID() + "@example.com");
    }

    public static PlatformClient register(String server, String email) {
        var answer =
                new PlatformClient(server)
                        .call(
                                "POST",
                                "/platform/auth/register",
                                Map.of("email", email, "password", PASSWORD));
        return new PlatformClient(server, answer.get("token").asString());
    }

    public static PlatformClient signIn(String server, String email, String password) {
        var answer =
                new PlatformClient(server)
                        .call(
                                "POST",
                                "/platform/auth/login",
                                Map.of("email", email, "password", password));
        return new PlatformClient(server, answer.get("token").asString());
    }

    /// The same user at another address of the server, or at another instance of it.
    public PlatformClient at(String otherServer) {
        return new PlatformClient(otherServer, token);
    }

    /// Waits until an answer is as wanted; what is no JSON, or a failure, is not.
    public JsonNode await(String path, Predicate<JsonNode> wanted) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var response = sendWithoutBody("GET", path);
            if (response.statusCode() < 300) {
                var json = JSON.readTree(response.body());
                if (wanted.test(json)) {
                    return json;
                }
            }
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "%s: %d %s".formatted(path, response.statusCode(), response.body()));
            }
            Thread.sleep(200);
        }
    }

    /// Sends, and waits for no answer.
    public void sendLater(String method, String path) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        sendWithoutBody(method, path);
                    } catch (UncheckedIOException e) {
                        // the server was killed meanwhile
                    }
                });
    }

    private HttpResponse<String> sendWithoutBody(String method, String path) {
        var request =
                HttpRequest.newBuilder(URI.create(server + path))
                        .header("Authorization", "Bearer " + token)
                        .header("X-Forwarded-For", address())
                        .method(method, BodyPublishers.noBody())
                        .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String token() {
        return token;
    }

    public JsonNode createProject(String name) {
        return call("POST", "/platform/projects", Map.of("name", name));
    }

    /// A call that must succeed.
    public JsonNode call(String method, String path, Object body) {
        var response = send(method, path, body);
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    "%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
        }
        return JSON.readTree(response.body());
    }

    /// Another one each time: a server that believes it counts no two calls together.
    private static String address() {
        var random = UUID.randomUUID().getLeastSignificantBits();
        return "198.18.%d.%d".formatted(random & 255, random >> 8 & 255);
    }

    /// Sends a form with one file.
    public JsonNode upload(String path, String name, String content) {
        var form =
                "--of-the-tests\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n--of-the-tests--\r\n"
                        .formatted(name, content);
        var response =
                exchange(
                        HttpRequest.newBuilder(URI.create(server + path))
                                .header(
                                        "Content-Type",
                                        "multipart/form-data; boundary=of-the-tests")
                                .header("Authorization", "Bearer " + token)
                                .POST(BodyPublishers.ofString(form)));
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /// Signs a user of a project in.
    ///
    /// @return the status of the answer
    public int signInUser(String anonKey, String email, String password) {
        var body = JSON.writeValueAsString(Map.of("email", email, "password", password));
        return exchange(
                        HttpRequest.newBuilder(
                                        URI.create(server + "/auth/v1/token?grant_type=password"))
                                .header("Content-Type", "application/json")
                                .header("apikey", anonKey)
                                .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> send(String method, String path, Object body) {
        var request =
                HttpRequest.newBuilder(URI.create(server + path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
