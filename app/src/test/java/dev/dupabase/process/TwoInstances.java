package dev.dupabase.process;

import dev.dupabase.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;

/// Two servers that share a platform database and secrets, started at the same time. Each caller of
/// them has an address of his own, unless a test says which.
public final class TwoInstances implements AutoCloseable {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String SECRET = "only-for-tests-only-for-tests-only";
    private static final String ADMIN = "admin@example.com";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String database;
    private final DupabaseProcess a;
    private final DupabaseProcess b;

    private TwoInstances(String database, DupabaseProcess a, DupabaseProcess b) {
        this.database = database;
        this.a = a;
        this.b = b;
    }

    public static TwoInstances start(Map<String, String> variables) {
        var database = TestPostgres.newDatabase();
        var all = new HashMap<>(variables);
        all.put("DATABASE_URL", database);
        all.put("MASTER_ENCRYPTION_KEY", KEY);
        all.put("PLATFORM_JWT_SECRET", SECRET);
        all.put("ADMIN_EMAIL", ADMIN);
        all.put("ADMIN_PASSWORD", PlatformClient.PASSWORD);
        var started =
                inParallel(
                        List.<Callable<DupabaseProcess>>of(
                                () -> DupabaseProcess.start(all),
                                () -> DupabaseProcess.start(all)));
        return new TwoInstances(database, started.get(0), started.get(1));
    }

    public String a() {
        return a.url();
    }

    public String b() {
        return b.url();
    }

    public PlatformClient administrator() {
        return PlatformClient.signIn(a(), ADMIN, PlatformClient.PASSWORD);
    }

    /// The superuser's address of another database of the same server.
    public String url(String name) {
        return database.substring(0, database.lastIndexOf('/') + 1) + name;
    }

    /// A call of one instance.
    public interface Call<T> {
        T call(String server, int number);
    }

    /// Calls both in turns, all at once.
    public <T> List<T> atBoth(int calls, Call<T> call) {
        var all = new ArrayList<Callable<T>>();
        for (int i = 0; i < calls; i++) {
            int number = i;
            all.add(() -> call.call(number % 2 == 0 ? a() : b(), number));
        }
        return inParallel(all);
    }

    public HttpResponse<String> get(String url, String key) {
        return get(url, key, address());
    }

    /// @param address whom to be taken for
    public HttpResponse<String> get(String url, String key, String address) {
        return send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("apikey", key)
                        .header("X-Forwarded-For", address));
    }

    public HttpResponse<String> post(String url, Object body) {
        return post(url, body, "");
    }

    public HttpResponse<String> post(String url, Object body, String key) {
        return send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("apikey", key)
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(body))));
    }

    private static String address() {
        var random = UUID.randomUUID().getLeastSignificantBits();
        return "198.18.%d.%d".formatted(random & 255, random >> 8 & 255);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static <T> List<T> inParallel(List<Callable<T>> calls) {
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            var results = new ArrayList<T>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        a.close();
        b.close();
    }
}
