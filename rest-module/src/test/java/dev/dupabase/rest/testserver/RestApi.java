package dev.dupabase.rest.testserver;

import dev.dupabase.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// The REST API of a new database with the logins, roles and bookkeeping of a project.
public final class RestApi implements AutoCloseable {
    private static final String SECRET = "a-secret-of-more-than-32-characters";
    private static final String API = "p_" + FixedProject.REF.value() + "_api";
    private static final String SERVICE = "p_" + FixedProject.REF.value() + "_svc";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String database = TestPostgres.newDatabase();
    private final CountingProxy proxy;
    private final ConfigurableApplicationContext context;
    private final int port;

    /// @param schema SQL that a superuser runs first; grants to `anon` and `authenticated` are its
    ///   own matter
    public RestApi(String schema) {
        prepare(schema);
        var server = URI.create(database);
        try {
            proxy = new CountingProxy(server.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context =
                SpringApplication.run(
                        RestTestServer.class,
                        "--server.port=0",
                        "--rest.test.port=" + proxy.port(),
                        "--rest.test.database=" + server.getPath().substring(1),
                        "--rest.test.secret=" + SECRET,
                        // one connection: another's start would be counted among the trips
                        "--dupabase.pools.max-per-project=1",
                        "--spring.threads.virtual.enabled=true");
        port = ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    private void prepare(String schema) {
        for (var role : new String[] {"anon", "authenticated", "service_role"}) {
            execute(role("create role %s nologin", role));
        }
        execute(role("create role %s login noinherit password 'api'", API));
        execute(role("create role %s login noinherit password 'svc'", SERVICE));
        execute("alter role service_role bypassrls");
        execute("grant anon, authenticated to " + API);
        execute("grant service_role to " + SERVICE);
        execute("create schema _dupabase");
        execute(resource("/db/project/_dupabase/V1__schema_version.sql"));
        execute("grant usage on schema public to anon, authenticated, service_role");
        execute(schema);
    }

    private static String role(String creation, String name) {
        return "do $$ begin if to_regrole('%s') is null then %s; end if; end $$"
                .formatted(name, creation.formatted(name));
    }

    private static String resource(String path) {
        try (var in = RestApi.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The database's URL, as its superuser.
    public String database() {
        return database;
    }

    /// Runs statements as superuser, past the API.
    public void execute(String sql) {
        TestPostgres.execute(database, sql);
    }

    public CountingProxy wire() {
        return proxy;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /// Replaces the project's REST settings.
    public void settings(String json) {
        send("PATCH", "/settings", "{\"rest\":%s}".formatted(json), Map.of());
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", "/rest/v1" + path, null, pairs(headers));
    }

    public HttpResponse<String> call(String method, String path, String body, String... headers) {
        return send(method, "/rest/v1" + path, body, pairs(headers));
    }

    /// The header that makes the caller someone else.
    public static String[] as(String role, String claims) {
        return new String[] {"Authorization", "Bearer " + token(role, claims)};
    }

    /// @param claims more members of a JSON object, or empty
    public static String token(String role, String claims) {
        var head = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        var payload = "{\"role\":\"%s\"%s}".formatted(role, claims.isEmpty() ? "" : "," + claims);
        var signed = head + "." + base64(payload.getBytes(StandardCharsets.UTF_8));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, String> pairs(String... headers) {
        var pairs = new java.util.LinkedHashMap<String, String>();
        for (int i = 0; i < headers.length; i += 2) {
            pairs.put(headers[i], headers[i + 1]);
        }
        return pairs;
    }

    private HttpResponse<String> send(
            String method, String path, String body, Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        try {
            proxy.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
