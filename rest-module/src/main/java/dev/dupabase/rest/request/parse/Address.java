package dev.dupabase.rest.request.parse;

import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.request.header.HeaderText;
import dev.dupabase.rest.settings.RestSettings;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// What a request is about: its path, schema and method, checked in this order.
///
/// @param path the raw path after `/rest/v1`
/// @param schema one of `db_schemas`
/// @param profile the schema header's value; null if the client sent none
public record Address(
        String method, String path, Target target, String schema, @Nullable String profile) {
    public static Address of(HttpServletRequest request, String path, RestSettings settings) {
        var target = Target.of(path, settings);
        var method = request.getMethod();
        var profile = request.getHeader(profileHeader(method));
        var schema = schema(profile == null ? null : HeaderText.utf8(profile), settings);
        refuseMethod(method, target);
        return new Address(method, path, target, schema, profile);
    }

    private static String profileHeader(String method) {
        return switch (method) {
            case "POST", "PATCH", "PUT", "DELETE" -> "Content-Profile";
            default -> "Accept-Profile";
        };
    }

    private static String schema(@Nullable String profile, RestSettings settings) {
        var exposed = settings.database().schemas();
        if (profile == null) {
            return exposed.getFirst();
        }
        if (!exposed.contains(profile)) {
            throw RestError.UNKNOWN_SCHEMA
                    .because("Invalid schema: %s", profile)
                    .hint("Only the following schemas are exposed: " + String.join(", ", exposed));
        }
        return profile;
    }

    private static void refuseMethod(String method, Target target) {
        boolean allowed =
                switch (method) {
                    case "GET", "HEAD", "OPTIONS" -> true;
                    case "POST" -> !(target instanceof Target.Root);
                    case "PATCH", "PUT", "DELETE" -> target instanceof Target.Relation;
                    default -> false;
                };
        if (!allowed) {
            throw target instanceof Target.Function
                    ? RestError.RPC_METHOD.because("Cannot use the %s method on RPC", method)
                    : RestError.METHOD.because("Unsupported HTTP method: %s", method);
        }
    }
}
