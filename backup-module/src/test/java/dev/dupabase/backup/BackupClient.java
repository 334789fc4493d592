package dev.dupabase.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls the routes of backups as a member of an organisation of its own.
public final class BackupClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long PATIENCE = 60_000_000_000L;

    private final String base;
    private final UUID user;
    private final String role;

    public BackupClient(int port) {
        this("http://127.0.0.1:" + port + "/platform/backups", UUID.randomUUID(), "owner");
    }

    private BackupClient(String base, UUID user, String role) {
        this.base = base;
        this.user = user;
        this.role = role;
    }

    /// The caller, who is his own personal organisation in these tests.
    public UUID organisation() {
        return user;
    }

    public BackupClient as(String otherRole) {
        return new BackupClient(base, user, otherRole);
    }

    /// What came back.
    public record Answer(int status, String body, String location) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String error() {
            return json().path("error").asString();
        }

        public String code() {
            return json().path("code").asString();
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Map<String, ?> body) {
        return send("POST", path, body);
    }

    public Answer patch(String path, Map<String, ?> body) {
        return send("PATCH", path, body);
    }

    private Answer send(String method, String path, Map<String, ?> body) {
        var publisher =
                body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(JSON.writeValueAsString(body));
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .method(method, publisher)
                        .header("Content-Type", "application/json")
                        .header("X-Test-User", user.toString());
        if (!role.isEmpty()) {
            request.header("X-Test-Role", role);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Location").orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Waits until an answer is as wanted.
    public JsonNode await(String path, Predicate<JsonNode> wanted) {
        var end = System.nanoTime() + PATIENCE;
        while (true) {
            var json = get(path).json();
            if (wanted.test(json)) {
                return json;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(path + " stays " + json);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /// Starts a backup of the organisation's only project and waits for its end.
    public JsonNode backUp() {
        var before = get("/history").json();
        var started = post("/run", null);
        if (started.status() != 200) {
            throw new IllegalStateException(started.toString());
        }
        return await(
                        "/history",
                        list ->
                                list.size() > before.size()
                                        && !list.get(0).path("status").asString().equals("running"))
                .get(0);
    }

    /// Restores a backup and waits for its end.
    public JsonNode restore(long id, Map<String, ?> more) {
        var wish = new java.util.HashMap<String, Object>(more);
        wish.put("platform_password", "right");
        var started = post("/" + id + "/restore", wish);
        if (started.status() != 202) {
            throw new IllegalStateException(started.toString());
        }
        return await(
                "/restores/" + started.json().path("task_id").asLong(),
                task -> !task.path("status").asString().equals("running"));
    }
}
