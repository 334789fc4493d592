package dev.dupabase.platform.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// The one way to call an address that a user chose (DESIGN §7): it goes where [AddressGuard]
/// allows, to an address looked up once, follows no redirect, keeps no cookie, and ends in time.
@Component
public class GuardedHttpClient implements DisposableBean {
    private final AddressGuard guard;
    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    GuardedHttpClient(AddressGuard guard, CloseableHttpClient outboundConnections) {
        this.guard = guard;
        this.client = outboundConnections;
    }

    /// Calls, and waits for the whole answer, of any status.
    ///
    /// Must not be called while a database connection is held.
    ///
    /// @throws OutboundException if there is none
    public OutboundResponse send(OutboundRequest request) throws OutboundException {
        var exchange = new Exchange(request);
        var answer = threads.submit(exchange::run);
        try {
            return answer.get(request.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            exchange.abort();
            answer.cancel(true);
            throw new OutboundException.TimedOut(
                    "%s did not answer in time".formatted(request.uri().getHost()));
        } catch (InterruptedException e) {
            exchange.abort();
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new OutboundException.TimedOut("the call was broken off");
        } catch (ExecutionException e) {
            throw failure(request, e);
        }
    }

    @Override
    public void destroy() throws IOException {
        threads.shutdownNow();
        client.close();
    }

    private static OutboundException failure(OutboundRequest request, ExecutionException e) {
        return switch (e.getCause()) {
            case OutboundException known -> known;
            case IOException broken ->
                    new OutboundException.Unreachable(
                            "%s cannot be reached".formatted(request.uri().getHost()), broken);
            case null, default -> throw new IllegalStateException("an outbound call failed", e);
        };
    }

    private final class Exchange {
        private final OutboundRequest request;
        private final HttpUriRequestBase message;

        private Exchange(OutboundRequest request) {
            this.request = request;
            this.message = new HttpUriRequestBase(request.method(), request.uri());
            request.headers().forEach(message::setHeader);
            if (!request.body().isEmpty()) {
                message.setEntity(new ByteArrayEntity(request.body().getBytes(UTF_8), null));
            }
        }

        private void abort() {
            message.abort();
        }

        private OutboundResponse run() throws IOException {
            return firstThatConnects(guard.addressesOf(request.uri()));
        }

        private OutboundResponse firstThatConnects(List<InetAddress> addresses) throws IOException {
            IOException failure = new IOException("no address");
            for (var address : addresses) {
                try {
                    return client.execute(target(address), message, this::read);
                } catch (HttpHostConnectException | ConnectTimeoutException e) {
                    failure = e;
                }
            }
            throw failure;
        }

        /// Names the host for TLS and the `Host` header, and the address to connect to.
        private HttpHost target(InetAddress address) {
            var uri = request.uri();
            var host = uri.getHost();
            var name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return new HttpHost(uri.getScheme(), address, name, uri.getPort());
        }

        private OutboundResponse read(ClassicHttpResponse response) throws IOException {
            var headers = new HashMap<String, String>();
            for (var header : response.getHeaders()) {
                headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
            }
            return new OutboundResponse(response.getCode(), headers, body(response));
        }

        private String body(ClassicHttpResponse response) throws IOException {
            var entity = response.getEntity();
            if (entity == null) {
                return "";
            }
            int most = Math.toIntExact(request.mostBytes().toBytes());
            var bytes = entity.getContent().readNBytes(most + 1);
            if (bytes.length > most) {
                abort();
                throw new OutboundException.TooLarge(
                        "%s answered with more than %d bytes"
                                .formatted(request.uri().getHost(), most));
            }
            return new String(bytes, UTF_8);
        }
    }
}
