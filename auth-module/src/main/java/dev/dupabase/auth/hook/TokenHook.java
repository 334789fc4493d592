package dev.dupabase.auth.hook;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.HookName;
import dev.dupabase.platform.error.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lets the project's owner choose what access tokens say (contracts/auth.md §6.3).
@Component
public class TokenHook {
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> CLAIMS =
            new TypeReference<>() {};
    private static final List<String> TEXTS =
            List.of("sub", "email", "phone", "role", "aal", "session_id");
    private static final List<String> TIMES = List.of("exp", "iat");

    private final Hooks hooks;
    private final JsonMapper json;

    TokenHook(Hooks hooks, JsonMapper json) {
        this.hooks = hooks;
        this.json = json;
    }

    /// The claims as the hook wants them; as they are if there is no hook.
    ///
    /// @param method by which the user proved who they are, or `token_refresh`
    public Map<String, @Nullable Object> claims(
            AuthRequest request, Map<String, @Nullable Object> claims, String method) {
        if (!hooks.isOn(request, HookName.CUSTOM_ACCESS_TOKEN)) {
            return claims;
        }
        var input = new LinkedHashMap<String, @Nullable Object>();
        input.put("user_id", claims.get("sub"));
        input.put("claims", claims);
        input.put("authentication_method", method);
        var output = hooks.call(request, HookName.CUSTOM_ACCESS_TOKEN, input).path("claims");
        if (!output.isObject() || output.isEmpty()) {
            throw failed("output claims field is missing");
        }
        var faults = faults(output);
        if (!faults.isEmpty()) {
            throw failed(
                    "output claims do not conform to the expected schema: \n- "
                            + String.join("\n- ", faults));
        }
        return json.convertValue(output, CLAIMS);
    }

    private static List<String> faults(JsonNode claims) {
        var faults = new ArrayList<String>();
        TIMES.forEach(name -> check(faults, claims, name, claims.path(name).isNumber(), "number"));
        TEXTS.forEach(name -> check(faults, claims, name, claims.path(name).isString(), "string"));
        var audience = claims.path("aud");
        check(faults, claims, "aud", audience.isString() || audience.isArray(), "string or array");
        check(faults, claims, "is_anonymous", claims.path("is_anonymous").isBoolean(), "boolean");
        return faults;
    }

    private static void check(
            List<String> faults, JsonNode claims, String name, boolean fits, String type) {
        if (!claims.has(name)) {
            faults.add("(root): %s is required".formatted(name));
        } else if (!fits) {
            faults.add("%s: Invalid type. Expected: %s".formatted(name, type));
        }
    }

    private static ApiException failed(String message) {
        return AuthError.UNEXPECTED_FAILURE.refuse(message);
    }
}
