package dev.dupabase.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class GuardedHttpClientTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : open) {
            each.close();
        }
    }

    @Test
    void a_call_brings_status_headers_and_body_of_the_answer() throws Exception {
        var seen = new ConcurrentHashMap<String, String>();
        var server =
                serve(exchange -> {
                    seen.put(
                            "body",
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    seen.put("host", exchange.getRequestHeaders().getFirst("Host"));
                    seen.put("x", exchange.getRequestHeaders().getFirst("X-Y"));
                    exchange.getResponseHeaders().set("Content-Type", "Text/Plain; a=b");
                    answer(exchange, 418, "grüß");
                });
        var client = client(Map.of("hook.example", HERE), "127.0.0.0/8");

        var uri = URI.create("http://hook.example:" + port(server) + "/a?b=c");
        var answer =
                client.send(OutboundRequest.post(uri, "application/json", "{}").header("X-Y", "z"));

        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.body()).isEqualTo("grüß");
        assertThat(answer.mediaType()).isEqualTo("text/plain");
        assertThat(seen)
                .containsEntry("body", "{}")
                .containsEntry("x", "z")
                .containsEntry("host", "hook.example:" + port(server));
    }

    @Test
    void a_redirect_is_an_answer_and_not_followed() throws Exception {
        var calls = new AtomicInteger();
        var server =
                serve(exchange -> {
                    calls.incrementAndGet();
                    exchange.getResponseHeaders().set("Location", "/again");
                    answer(exchange, 302, "");
                });
        var client = client(Map.of(), "127.0.0.0/8");

        var answer = client.send(OutboundRequest.get(uri(server)));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).contains("/again");
        assertThat(calls).hasValue(1);
    }

    /// A name that first shows a public address, to pass the check, and then a private one.
    @Test
    void a_name_is_looked_up_once_and_the_call_goes_to_the_address_that_was_checked()
            throws Exception {
        var calls = new AtomicInteger();
        var server = serve(exchange -> answer(exchange, calls.incrementAndGet() + 199, "secret"));
        var lookups = new AtomicInteger();
        var client =
                client(
                        host -> {
                            var first = lookups.getAndIncrement() == 0;
                            return new InetAddress[] {
                                InetAddress.ofLiteral(first ? "192.0.0.170" : "127.0.0.1")
                            };
                        },
                        "192.0.0.170/32");

        assertThatThrownBy(() ->
                        client.send(
                                OutboundRequest.get(
                                                URI.create("http://rebind.example:" + port(server)))
                                        .within(Duration.ofSeconds(2))))
                .isInstanceOf(OutboundException.class);
        assertThat(lookups).hasValue(1);
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_private_address_is_refused_before_anything_is_sent() throws Exception {
        var calls = new AtomicInteger();
        var server = serve(exchange -> answer(exchange, calls.incrementAndGet() + 199, "secret"));
        var client = client(Map.of("hook.example", HERE));

        for (var url : List.of(uri(server), URI.create("https://hook.example:" + port(server)))) {
            assertThatThrownBy(() -> client.send(OutboundRequest.get(url)))
                    .isInstanceOf(OutboundException.Refused.class);
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void an_answer_that_drips_is_given_up_when_the_time_is_over() throws Exception {
        var server =
                serve(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    for (int i = 0; i < 600; i++) {
                        exchange.getResponseBody().write('.');
                        exchange.getResponseBody().flush();
                        pause();
                    }
                });
        var client = client(Map.of(), "127.0.0.0/8");

        var before = System.nanoTime();
        assertThatThrownBy(() ->
                        client.send(
                                OutboundRequest.get(uri(server)).within(Duration.ofMillis(500))))
                .isInstanceOf(OutboundException.TimedOut.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void an_answer_that_is_too_large_is_not_read_to_its_end() throws Exception {
        var server =
                serve(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (true) {
                        exchange.getResponseBody().write(new byte[10_000]);
                    }
                });
        var client = client(Map.of(), "127.0.0.0/8");

        assertThatThrownBy(() ->
                        client.send(
                                OutboundRequest.get(uri(server)).atMost(DataSize.ofKilobytes(200))))
                .isInstanceOf(OutboundException.TooLarge.class)
                .hasMessageContaining("204800");
    }

    @Test
    void a_server_that_is_not_there_is_unreachable() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var client = client(Map.of(), "127.0.0.0/8");

        assertThatThrownBy(() ->
                        client.send(OutboundRequest.get(URI.create("http://127.0.0.1:" + free))))
                .isInstanceOf(OutboundException.Unreachable.class);
    }

    @Test
    void the_next_address_is_tried_when_one_does_not_answer() throws Exception {
        var server = serve(exchange -> answer(exchange, 200, "here"));
        var client =
                client(
                        host -> new InetAddress[] {InetAddress.ofLiteral("127.255.255.254"), HERE},
                        "127.0.0.0/8");

        var answer =
                client.send(OutboundRequest.get(URI.create("http://two.example:" + port(server))));

        assertThat(answer.body()).isEqualTo("here");
    }

    @Test
    void the_certificate_must_be_of_the_name_called_not_of_the_address(@TempDir Path folder)
            throws Exception {
        var keys = certificate(folder, "hook.example");
        var server = serveTls(keys, exchange -> answer(exchange, 200, "sealed"));
        var names = Map.of("hook.example", HERE, "other.example", HERE);
        var client = client(named(names), trusting(keys), "127.0.0.0/8");

        var good = URI.create("https://hook.example:" + port(server));
        assertThat(client.send(OutboundRequest.get(good)).body()).isEqualTo("sealed");
        for (var host : List.of("other.example", "127.0.0.1")) {
            var bad = URI.create("https://" + host + ":" + port(server));
            assertThatThrownBy(() -> client.send(OutboundRequest.get(bad)))
                    .isInstanceOf(OutboundException.Unreachable.class);
        }
    }

    @Test
    void a_header_cannot_begin_another() {
        assertThatThrownBy(() ->
                        OutboundRequest.get(URI.create("https://a.example"))
                                .header("X", "a\r\nY: b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private GuardedHttpClient client(Map<String, InetAddress> names, String... allowed) {
        return client(named(names), allowed);
    }

    private static NameService named(Map<String, InetAddress> names) {
        return host ->
                names.containsKey(host)
                        ? new InetAddress[] {names.get(host)}
                        : InetAddress.getAllByName(host);
    }

    private GuardedHttpClient client(NameService names, String... allowed) {
        return client(names, SSLContexts.createSystemDefault(), allowed);
    }

    private GuardedHttpClient client(NameService names, SSLContext tls, String... allowed) {
        var guard = new AddressGuard(new OutboundProperties(List.of(allowed)), names);
        var client = new GuardedHttpClient(guard, OutboundConfiguration.connections(tls));
        open.add(client::destroy);
        return client;
    }

    private HttpServer serve(HttpHandler handler) throws IOException {
        return start(HttpServer.create(new InetSocketAddress(HERE, 0), 0), handler);
    }

    private HttpServer serveTls(KeyStore keys, HttpHandler handler) throws Exception {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "password".toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        var server = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return start(server, handler);
    }

    private HttpServer start(HttpServer server, HttpHandler handler) {
        server.createContext("/", handler);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.start();
        open.add(() -> {
            server.stop(0);
            threads.shutdownNow();
        });
        return server;
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }

    private static KeyStore certificate(Path folder, String host) throws Exception {
        var file = folder.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made =
                new ProcessBuilder(
                                keytool,
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + host,
                                "-ext",
                                "san=dns:" + host,
                                "-ext",
                                "bc=ca:true",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                "password")
                        .inheritIO()
                        .start()
                        .waitFor();
        assertThat(made).isZero();
        var keys = KeyStore.getInstance(file.toFile(), "password".toCharArray());
        keys.setCertificateEntry("trusted", keys.getCertificate("mykey"));
        return keys;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }

    private static URI uri(HttpServer server) {
        return URI.create("http://127.0.0.1:" + port(server) + "/");
    }
}
