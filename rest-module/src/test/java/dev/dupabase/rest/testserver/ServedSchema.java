package dev.dupabase.rest.testserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// A [RestServer] over a schema, which several test classes may share: started by the first that
/// needs it, closed after the last. Before each test the settings are put back; nothing is
/// committed unless a test asks for it, so tests don't see each other's rows.
public final class ServedSchema implements BeforeAllCallback, BeforeEachCallback {
    private static final Map<String, ?> ROLLBACK = Map.of("db_tx_end", "rollback");

    private final String name;
    private final String sql;
    private final Map<String, ?> defaults;
    private RestServer server;

    private ServedSchema(String name, String sql, Map<String, ?> defaults) {
        this.name = name;
        this.sql = sql;
        this.defaults = defaults;
    }

    /// @param resource SQL beside the tests, such as `/contract.sql`
    public static ServedSchema of(String resource) {
        try (var in = ServedSchema.class.getResourceAsStream(resource)) {
            return new ServedSchema(
                    resource, new String(in.readAllBytes(), StandardCharsets.UTF_8), ROLLBACK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A schema of one test class.
    public static ServedSchema sql(String sql) {
        return new ServedSchema(sql, sql, ROLLBACK);
    }

    /// The same for tests that commit what they write.
    public ServedSchema committing() {
        return new ServedSchema(name, sql, Map.of());
    }

    private record Running(RestServer server) implements AutoCloseable {
        @Override
        public void close() {
            server.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server =
                (isShared() ? context.getRoot() : context)
                        .getStore(Namespace.create(ServedSchema.class))
                        .computeIfAbsent(
                                name, key -> new Running(RestServer.start(sql)), Running.class)
                        .server();
    }

    private boolean isShared() {
        return name.startsWith("/");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server.settings(defaults);
    }

    /// Settings besides the defaults of tests, until the test ends.
    public void set(String key, Object value) {
        set(Map.of(key, value));
    }

    public void set(Map<String, ?> settings) {
        var all = new HashMap<String, Object>(defaults);
        all.putAll(settings);
        server.settings(all);
    }

    public String databaseUrl() {
        return server.databaseUrl();
    }

    public RestServer server() {
        return server;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return server.get(path, headers);
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        return server.send(method, path, body, headers);
    }

    /// Sends a body of JSON.
    public HttpResponse<String> json(String method, String path, String body, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return server.send(method, path, body, all);
    }

    /// The header that makes the caller someone else.
    public static String[] as(String role) {
        return new String[] {"Authorization", "Bearer " + RestServer.token(Map.of("role", role))};
    }
}
