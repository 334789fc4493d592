package dev.dupabase.auth.provider;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.outbound.GuardedHttpClient;
import dev.dupabase.platform.outbound.OutboundException;
import dev.dupabase.platform.outbound.OutboundRequest;
import dev.dupabase.platform.outbound.OutboundResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks providers, who answer in JSON. Not to be called while a connection is held.
@Component
public class ProviderHttp {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final GuardedHttpClient client;

    ProviderHttp(GuardedHttpClient client) {
        this.client = client;
    }

    /// @throws ProviderFault if there is no good answer
    JsonNode get(String url, Map<String, String> headers) {
        return json(url, send(with(OutboundRequest.get(uri(url)), headers)));
    }

    /// Posts a form.
    ///
    /// @throws ProviderFault if there is no good answer
    JsonNode post(String url, Map<String, String> form, Map<String, String> headers) {
        return json(url, send(with(OutboundRequest.post(uri(url), FORM, encode(form)), headers)));
    }

    /// The answer to a form as it came.
    String postForText(String url, Map<String, String> form, Map<String, String> headers) {
        var response = send(with(OutboundRequest.post(uri(url), FORM, encode(form)), headers));
        if (!response.isSuccess()) {
            throw new ProviderFault("%s answered %d".formatted(host(url), response.status()));
        }
        return response.body();
    }

    /// A document as it stands there.
    public String getText(String url) {
        var response = send(OutboundRequest.get(uri(url)));
        if (!response.isSuccess()) {
            throw new ProviderFault("%s answered %d".formatted(host(url), response.status()));
        }
        return response.body();
    }

    static String encode(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private OutboundResponse send(OutboundRequest request) {
        try {
            return client.send(request.header("Accept", "application/json"));
        } catch (OutboundException e) {
            throw new ProviderFault(String.valueOf(e.getMessage()), e);
        }
    }

    private static OutboundRequest with(OutboundRequest request, Map<String, String> headers) {
        var more = request;
        for (var header : headers.entrySet()) {
            more = more.header(header.getKey(), header.getValue());
        }
        return more;
    }

    private static JsonNode json(String url, OutboundResponse response) {
        if (!response.isSuccess()) {
            throw new ProviderFault("%s answered %d".formatted(host(url), response.status()));
        }
        try {
            if (Columns.JSON.readTree(response.body()) instanceof ObjectNode object) {
                return object;
            }
            return Columns.JSON
                    .createObjectNode()
                    .set("list", Columns.JSON.readTree(response.body()));
        } catch (JacksonException e) {
            throw new ProviderFault("%s did not answer in JSON".formatted(host(url)), e);
        }
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new ProviderFault("not an address: " + url, e);
        }
    }

    private static String host(String url) {
        return String.valueOf(uri(url).getHost());
    }
}
