package dev.dupabase.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// contracts/platform.md §20-8
class GuardedStreamsTest {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<String> body = new AtomicReference<>("");
    private final AtomicReference<String> host = new AtomicReference<>("");
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    calls.incrementAndGet();
                    host.set(exchange.getRequestHeaders().getFirst("Host"));
                    body.set(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    exchange.getResponseHeaders().set("Location", "http://127.0.0.1/inside");
                    exchange.getResponseHeaders().set("X-Two", "a");
                    exchange.getResponseHeaders().add("X-Two", "b");
                    exchange.sendResponseHeaders(302, 2);
                    exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private GuardedStreams streams(NameService names, String... allowed) {
        return new GuardedStreams(
                new AddressGuard(new OutboundProperties(List.of(allowed)), names),
                OutboundConfiguration.connections(SSLContexts.createDefault()));
    }

    private StreamedResponse put(GuardedStreams streams, String name) throws IOException {
        var content = "content".getBytes(StandardCharsets.UTF_8);
        return streams.prepare(
                        new StreamedRequest(
                                "PUT",
                                URI.create(
                                        "http://%s:%d/a"
                                                .formatted(name, server.getAddress().getPort())),
                                Map.of("X-Meta", List.of("m")),
                                () -> new ByteArrayInputStream(content),
                                content.length))
                .execute();
    }

    @Test
    void bodies_go_both_ways_and_a_redirect_is_an_answer() throws IOException {
        var answer = put(streams(name -> loopback(), "127.0.0.0/8"), "store.example");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers().get("X-two")).containsExactly("a", "b");
        try (var stream = answer.body()) {
            assertThat(stream.readAllBytes()).asString().isEqualTo("ok");
        }
        assertThat(body).hasValue("content");
        assertThat(host.get()).startsWith("store.example:");
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_name_that_leads_inside_is_refused() {
        assertThatThrownBy(() -> put(streams(name -> loopback()), "store.example"))
                .isInstanceOf(OutboundException.Refused.class);
        assertThat(calls).hasValue(0);
    }

    /// A name that first shows an address that may be called, and then one inside.
    @Test
    void a_name_is_looked_up_once() {
        var lookups = new AtomicInteger();
        NameService rebinding =
                name ->
                        lookups.getAndIncrement() == 0
                                ? new InetAddress[] {InetAddress.ofLiteral("192.0.0.170")}
                                : loopback();

        assertThatThrownBy(() -> put(streams(rebinding, "192.0.0.170/32"), "rebind.example"))
                .isInstanceOf(IOException.class);
        assertThat(lookups).hasValue(1);
        assertThat(calls).hasValue(0);
    }

    private static InetAddress[] loopback() {
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }
}
