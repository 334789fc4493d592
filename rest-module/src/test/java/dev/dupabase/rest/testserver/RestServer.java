package dev.dupabase.rest.testserver;

import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.tenant.Login;
import dev.dupabase.platform.token.TokenSigner;
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
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A [RestTestServer] on a new database, and a client for it.
public final class RestServer implements AutoCloseable {
    private final String databaseUrl;
    private final ConfigurableApplicationContext application;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String root;

    private RestServer(String databaseUrl, ConfigurableApplicationContext application) {
        this.databaseUrl = databaseUrl;
        this.application = application;
        this.root =
                "http://127.0.0.1:%s/rest/v1"
                        .formatted(application.getEnvironment().getProperty("local.server.port"));
    }

    /// @param schema SQL that a superuser runs first
    /// @param properties settings of the server, such as `dupabase.rest.buffer-rows=1`
    public static RestServer start(String schema, String... properties) {
        return over(database(schema), properties);
    }

    /// A new database as a project's.
    public static String database(String schema) {
        return database(TestPostgres.newDatabase(), schema);
    }

    /// An empty database as a project's.
    ///
    /// @param url of a superuser
    public static String database(String url, String schema) {
        TestPostgres.execute(url, roles());
        TestPostgres.execute(url, resource("/db/project/_dupabase/V1__schema_version.sql"));
        TestPostgres.execute(url, schema);
        return url;
    }

    /// One more server, over a database that is there.
    public static RestServer over(String url, String... properties) {
        var uri = URI.create(url);
        var arguments =
                Stream.concat(
                                Stream.of(
                                        "server.port=0",
                                        "server.address=127.0.0.1",
                                        "server.max-http-request-header-size=32KB",
                                        "server.tomcat.relaxed-query-chars=\",<,>,[,\\,],^,`,{,|,}",
                                        "spring.threads.virtual.enabled=true",
                                        "rest.test.port=" + uri.getPort(),
                                        "rest.test.database=" + uri.getPath().substring(1)),
                                Stream.of(properties))
                        .map(property -> "--" + property)
                        .toArray(String[]::new);
        return new RestServer(
                url, new SpringApplicationBuilder(RestTestServer.class).run(arguments));
    }

    private static String roles() {
        return """
        do $$
        declare r text;
        begin
            foreach r in array array['anon nologin', 'authenticated nologin',
                    'service_role nologin bypassrls',
                    '%1$s login noinherit password ''api''',
                    '%2$s login noinherit password ''svc'''] loop
                if not exists (select from pg_roles where rolname = split_part(r, ' ', 1)) then
                    execute 'create role ' || r;
                end if;
            end loop;
        end $$;
        grant anon, authenticated to %1$s;
        grant service_role to %2$s;
        create schema _dupabase;
        """
                .formatted(
                        Login.API.roleName(FixedProject.REF),
                        Login.SERVICE.roleName(FixedProject.REF));
    }

    private static String resource(String name) {
        try (var in = RestServer.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Replaces the project's `rest` settings.
    public void settings(Map<String, ?> rest) {
        var overrides = JsonMapper.shared().valueToTree(Map.of("rest", rest));
        application.getBean(FixedProject.class).replaceSettings((ObjectNode) overrides);
    }

    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    public String databaseUrl() {
        return databaseUrl;
    }

    /// The port of the HTTP door.
    public int port() {
        return URI.create(root).getPort();
    }

    /// A token of the project.
    public static String token(Map<String, ?> claims) {
        return new TokenSigner().sign(new Secret(RestTestServer.DEFAULT_SECRET), claims);
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /// @param headers names and values in turn
    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(root + path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
        application.close();
    }
}
