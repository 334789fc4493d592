package dev.dupabase.auth;

import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectSecrets;
import dev.dupabase.testing.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A project of its own for one test class: its API and its database.
public record TestProject(Project project, ProjectSecrets secrets, int port) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public String anonKey() {
        return secrets.anonKey().reveal();
    }

    public String serviceKey() {
        return secrets.serviceRoleKey().reveal();
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Reply post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Reply put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    public Reply delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    /// The public address of a path of this API, for programs without a key.
    public String url(String path) {
        return "http://127.0.0.1:%d/p/%s/auth/v1%s".formatted(port, project.ref(), path);
    }

    /// The same address, however the server calls itself.
    public String here(String url) {
        int at = url.indexOf("/auth/v1");
        return url(url.substring(at + "/auth/v1".length()));
    }

    /// The header that carries a user's token.
    public static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    public Reply send(String method, String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/auth/v1" + path));
        var given = new HashMap<String, String>();
        given.put("apikey", anonKey());
        for (int i = 0; i < headers.length; i += 2) {
            given.put(headers[i], headers[i + 1]);
        }
        given.forEach(request::header);
        request.method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Signs a new user up, where that needs no confirmation.
    public Reply signUp(String email, String password) {
        return post("/signup", credentials(email, password)).ok();
    }

    public Reply signIn(String email, String password) {
        return post("/token?grant_type=password", credentials(email, password));
    }

    public Reply refresh(String token) {
        return post(
                "/token?grant_type=refresh_token", "{\"refresh_token\":\"%s\"}".formatted(token));
    }

    public static String credentials(String email, String password) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    }

    /// The first column of a query, by a superuser.
    public List<String> query(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public void execute(String sql) {
        TestPostgres.execute(databaseUrl(), sql);
    }

    public Connection connect() {
        return TestPostgres.connect(databaseUrl());
    }

    private String databaseUrl() {
        return TestPostgres.adminUrl().replaceFirst("/[^/]*$", "/" + project.databaseName());
    }

    Map<String, String> forClients() {
        return Map.of(
                "url", "http://127.0.0.1:%d/p/%s".formatted(port, project.ref()),
                "anonKey", anonKey(),
                "serviceKey", serviceKey());
    }
}
