package dev.dupabase.auth;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Goes where it is sent, one step at a time, without any key.
public final class Browser {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().sslContext(OpenIdServer.trust()).build();

    private Browser() {}

    /// Where a page sends its visitor.
    public static String follow(String url) {
        return location(send(HttpRequest.newBuilder(URI.create(url)).build()));
    }

    public static HttpResponse<String> open(String url, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /// Where a form sends its visitor.
    public static String submit(String url, Map<String, String> values) {
        return location(post(url, values));
    }

    public static HttpResponse<String> post(
            String url, Map<String, String> values, String... headers) {
        var form =
                values.entrySet().stream()
                        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /// The values of the query, or of the fragment, of an address.
    public static Map<String, String> values(String url, char mark) {
        var all = new TreeMap<String, String>();
        int from = url.indexOf(mark);
        if (from < 0) {
            return all;
        }
        int to = mark == '?' && url.indexOf('#') > from ? url.indexOf('#') : url.length();
        for (var pair : url.substring(from + 1, to).split("&")) {
            var halves = pair.split("=", 2);
            all.put(decode(halves[0]), halves.length == 1 ? "" : decode(halves[1]));
        }
        return all;
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String location(HttpResponse<String> response) {
        return response.headers()
                .firstValue("location")
                .orElseThrow(
                        () -> new AssertionError(response.statusCode() + ": " + response.body()));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
