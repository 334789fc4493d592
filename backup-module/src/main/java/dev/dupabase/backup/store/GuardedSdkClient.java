package dev.dupabase.backup.store;

import dev.dupabase.platform.outbound.GuardedStreams;
import dev.dupabase.platform.outbound.StreamedRequest;
import dev.dupabase.platform.outbound.StreamedResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/// Lets the SDK's calls go where the guard allows, and nowhere else (DESIGN §7).
final class GuardedSdkClient implements SdkHttpClient {
    /// What the connection says itself.
    private static final Set<String> NOT_OURS =
            Set.of("host", "content-length", "transfer-encoding", "connection", "expect");

    private final GuardedStreams streams;

    GuardedSdkClient(GuardedStreams streams) {
        this.streams = streams;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var call = streams.prepare(translate(request));
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return translate(call.execute(), call);
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    private static StreamedRequest translate(HttpExecuteRequest request) {
        var http = request.httpRequest();
        var headers = new LinkedHashMap<String, List<String>>();
        http.forEachHeader((name, values) -> {
            if (!NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values);
            }
        });
        var content = request.contentStreamProvider().orElse(null);
        long length = http.firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(0L);
        return new StreamedRequest(
                http.method().name(),
                http.getUri(),
                headers,
                content == null ? null : content::newStream,
                length);
    }

    private static HttpExecuteResponse translate(
            StreamedResponse response, GuardedStreams.Call call) {
        Map<String, List<String>> headers = response.headers();
        return HttpExecuteResponse.builder()
                .response(
                        SdkHttpFullResponse.builder()
                                .statusCode(response.status())
                                .headers(headers)
                                .build())
                .responseBody(AbortableInputStream.create(response.body(), call::abort))
                .build();
    }

    @Override
    public String clientName() {
        return "Guarded";
    }

    @Override
    public void close() {
        // the connections belong to all
    }
}
