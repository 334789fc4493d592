package dev.dupabase.auth.hook;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.HookName;
import dev.dupabase.auth.settings.HookSettings.Target;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Calls the hooks of projects (contracts/auth.md §6).
@Component
public class Hooks {
    private final HttpHook http;
    private final FunctionHook functions;
    private final JsonMapper json;
    private final Clock clock;

    Hooks(HttpHook http, FunctionHook functions, JsonMapper json, Clock clock) {
        this.http = http;
        this.functions = functions;
        this.json = json;
        this.clock = clock;
    }

    public boolean isOn(AuthRequest request, HookName name) {
        return request.settings().hooks().of(name).isPresent();
    }

    /// Calls a hook that is on. Must not be called inside a transaction of the project.
    ///
    /// @param input what the payload says beside its metadata
    /// @return what it answered; an empty object if nothing
    /// @throws ApiException if it says so, or does not answer as it should
    public JsonNode call(AuthRequest request, HookName name, Map<String, ?> input) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a hook would be waited for with a connection in hand");
        }
        var target = request.settings().hooks().of(name).orElseThrow();
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("metadata", metadata(request, name));
        payload.putAll(input);
        var text = json.writeValueAsString(payload);
        var answer =
                switch (target) {
                    case Target.Http(var address, var secrets) -> http.call(address, secrets, text);
                    case Target.Function function -> functions.call(function, text);
                };
        refuseIfAsked(answer);
        return answer.isNull() ? JsonNodeFactory.instance.objectNode() : answer;
    }

    private Map<String, String> metadata(AuthRequest request, HookName name) {
        return Map.of(
                "uuid",
                UUID.randomUUID().toString(),
                "time",
                clock.instant().toString(),
                "name",
                name.label(),
                "ip_address",
                request.clientAddress());
    }

    private static void refuseIfAsked(JsonNode answer) {
        var error = answer.path("error");
        if (!error.isObject() || error.isEmpty()) {
            return;
        }
        int wanted = error.path("http_code").asInt(0);
        var status = HttpStatus.resolve(wanted);
        var message = error.path("message").asString("");
        if (status == null || !status.isError()) {
            throw AuthError.UNEXPECTED_FAILURE.refuse(message);
        }
        throw status.is5xxServerError()
                ? AuthError.UNEXPECTED_FAILURE.refuse(status, message)
                : AuthError.UNKNOWN.refuse(status, message);
    }
}
