package dev.dupabase.auth.request;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.platform.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// Reads bodies into records, with the rules of [JsonBody].
@Component
public class JsonBodies {
    private static final byte[] NUL = {'u', '0', '0', '0', '0'};

    private final JsonMapper json =
            JsonMapper.builder()
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .changeDefaultNullHandling(
                            nulls -> JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.AS_EMPTY))
                    .withCoercionConfig(LogicalType.Textual, JsonBodies::refuseOtherScalars)
                    .build();

    /// The body of a request.
    ///
    /// @throws ApiException `bad_json`, if it is not JSON or does not fit
    public <T> T read(AuthRequest request, Class<T> type) {
        return read(AuthRequests.body(request.servlet()), type);
    }

    <T> T read(byte[] body, Class<T> type) {
        if (hasNul(body)) {
            throw AuthError.BAD_JSON.refuse(
                    "Could not parse request body as JSON: text must not contain NUL");
        }
        try {
            return json.readValue(isNull(body) ? new byte[] {'{', '}'} : body, type);
        } catch (JacksonException e) {
            var reason = body.length == 0 ? "unexpected end of JSON input" : e.getOriginalMessage();
            throw AuthError.BAD_JSON.refuse(
                    "Could not parse request body as JSON: " + firstLine(reason));
        }
    }

    private static void refuseOtherScalars(MutableCoercionConfig config) {
        for (var shape :
                List.of(
                        CoercionInputShape.Integer,
                        CoercionInputShape.Float,
                        CoercionInputShape.Boolean)) {
            config.setCoercion(shape, CoercionAction.Fail);
        }
    }

    /// PostgreSQL's text cannot hold it. In JSON it is always escaped.
    private static boolean hasNul(byte[] body) {
        int backslashes = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '\\') {
                backslashes++;
            } else {
                if (backslashes % 2 == 1 && isEscapedNul(body, i)) {
                    return true;
                }
                backslashes = 0;
            }
        }
        return false;
    }

    private static boolean isEscapedNul(byte[] body, int from) {
        if (from + NUL.length > body.length) {
            return false;
        }
        return Arrays.equals(body, from, from + NUL.length, NUL, 0, NUL.length);
    }

    private static boolean isNull(byte[] body) {
        return body.length < 16 && new String(body, StandardCharsets.UTF_8).strip().equals("null");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
