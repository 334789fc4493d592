package dev.dupabase.auth.sms;

import dev.dupabase.platform.outbound.GuardedHttpClient;
import dev.dupabase.platform.outbound.OutboundException;
import dev.dupabase.platform.outbound.OutboundRequest;
import dev.dupabase.platform.secret.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls providers: they all take a form and answer with JSON.
@Component
class ProviderCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// @param body an empty object if it is no JSON
    record Answer(int status, JsonNode body) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    private final GuardedHttpClient client;
    private final JsonMapper json;

    ProviderCalls(GuardedHttpClient client, JsonMapper json) {
        this.client = client;
        this.json = json;
    }

    static String basic(String user, Secret password) {
        var pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /// @param authorization the header; empty: none
    Answer post(URI address, String authorization, Map<String, String> form) throws NotSent {
        var request =
                OutboundRequest.post(address, "application/x-www-form-urlencoded", encode(form))
                        .header("Accept", "application/json")
                        .within(PATIENCE);
        try {
            var response =
                    client.send(
                            authorization.isEmpty()
                                    ? request
                                    : request.header("Authorization", authorization));
            return new Answer(response.status(), read(response.body()));
        } catch (OutboundException e) {
            throw new NotSent(String.valueOf(e.getMessage()));
        }
    }

    private JsonNode read(String body) {
        try {
            return body.isBlank() ? json.createObjectNode() : json.readTree(body);
        } catch (JacksonException e) {
            return json.createObjectNode();
        }
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
