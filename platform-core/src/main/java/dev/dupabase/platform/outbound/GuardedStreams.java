package dev.dupabase.platform.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.springframework.stereotype.Component;

/// Calls to addresses that users chose whose bodies are too large to hold, such as those of an
/// object store: as guarded as [GuardedHttpClient], but streamed both ways. Time and size are the
/// caller's to bound.
@Component
public class GuardedStreams {
    private final AddressGuard guard;
    private final CloseableHttpClient client;

    GuardedStreams(AddressGuard guard, CloseableHttpClient outboundConnections) {
        this.guard = guard;
        this.client = outboundConnections;
    }

    /// A call that has not begun. [Call#abort] ends it from another thread.
    public Call prepare(StreamedRequest request) {
        return new Call(request);
    }

    /// One call.
    public final class Call {
        private final StreamedRequest request;
        private final HttpUriRequestBase message;

        private Call(StreamedRequest request) {
            this.request = request;
            this.message = new HttpUriRequestBase(request.method(), request.uri());
            request.headers()
                    .forEach((name, values) ->
                            values.forEach(value -> message.addHeader(name, value)));
        }

        public void abort() {
            message.abort();
        }

        /// Sends, and returns when the head of the answer is there. A redirect is an answer and not
        /// followed. Close the body.
        ///
        /// @throws OutboundException if the address may not be called, or nobody answers
        public StreamedResponse execute() throws IOException {
            return firstThatConnects(guard.addressesOf(request.uri()));
        }

        private StreamedResponse firstThatConnects(List<InetAddress> addresses) throws IOException {
            IOException failure = new IOException("no address");
            for (var address : addresses) {
                try {
                    if (request.body() != null) {
                        message.setEntity(
                                new InputStreamEntity(
                                        request.body().open(), request.bodyBytes(), null));
                    }
                    return answer(client.executeOpen(target(address), message, null));
                } catch (HttpHostConnectException | ConnectTimeoutException e) {
                    failure = e;
                }
            }
            throw new OutboundException.Unreachable(
                    "%s cannot be reached".formatted(request.uri().getHost()), failure);
        }

        private StreamedResponse answer(ClassicHttpResponse response) throws IOException {
            var headers = new LinkedHashMap<String, List<String>>();
            for (var header : response.getHeaders()) {
                headers.merge(
                        header.getName(),
                        List.of(header.getValue()),
                        (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
            }
            var entity = response.getEntity();
            var content = entity == null ? InputStream.nullInputStream() : entity.getContent();
            return new StreamedResponse(response.getCode(), headers, new Body(content, response));
        }

        /// Names the host for TLS and the `Host` header, and the address to connect to.
        private HttpHost target(InetAddress address) {
            var uri = request.uri();
            var host = uri.getHost();
            var name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return new HttpHost(uri.getScheme(), address, name, uri.getPort());
        }
    }

    /// Gives the connection back once it is read to its end, and drops it otherwise.
    private static final class Body extends FilterInputStream {
        private final ClassicHttpResponse response;

        private Body(InputStream content, ClassicHttpResponse response) {
            super(content);
            this.response = response;
        }

        @Override
        public void close() throws IOException {
            response.close();
        }
    }
}
