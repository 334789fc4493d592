package dev.dupabase.auth.provider;

import dev.dupabase.auth.provider.ProfileReader.Source;
import dev.dupabase.auth.user.Columns;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads what OpenID providers say, and where each has words of its own.
final class OpenIdProfiles {
    private static final List<String> STANDARD =
            List.of(
                    "family_name",
                    "given_name",
                    "middle_name",
                    "nickname",
                    "preferred_username",
                    "profile",
                    "website",
                    "gender",
                    "birthdate",
                    "zoneinfo",
                    "locale",
                    "updated_at");

    private OpenIdProfiles() {}

    /// The standard claims (OpenID Connect Core §5.1).
    static Draft standard(JsonNode claims, String issuer) {
        var own = Json.text(claims, "/iss");
        var draft =
                new Draft(own.isEmpty() ? issuer : own, Json.text(claims, "/sub"))
                        .name(Json.text(claims, "/name"))
                        .picture(Json.text(claims, "/picture"));
        for (var name : STANDARD) {
            draft.claim(name, Json.text(claims, "/" + name));
        }
        return draft;
    }

    static Draft google(Source source) {
        var claims = source.tokens().idToken().isEmpty() ? source.userInfo() : source.idToken();
        return standard(claims, "https://accounts.google.com")
                .email(Json.text(claims, "/email"), Json.isTrue(claims, "/email_verified"))
                .custom("hd", claims.path("hd"));
    }

    static Draft userInfo(Source source) {
        var claims = source.userInfo();
        return standard(claims, source.api())
                .email(Json.text(claims, "/email"), Json.isTrue(claims, "/email_verified"));
    }

    /// Tells the name only once, in a field of the first way back.
    static Draft apple(Source source) {
        var claims = source.idToken();
        var draft =
                standard(claims, "https://appleid.apple.com")
                        .email(Json.text(claims, "/email"), true)
                        .custom("is_private_email", claims.path("is_private_email"));
        var user = parse(source.values().getOrDefault("user", ""));
        var full =
                (Json.text(user, "/name/firstName") + " " + Json.text(user, "/name/lastName"))
                        .strip();
        return draft.name(full);
    }

    /// An address whose owner Microsoft has not seen is marked, but only if the project asks for
    /// the claim.
    static Draft azure(Source source) {
        return azure(source.idToken());
    }

    static Draft azure(JsonNode claims) {
        var edov = claims.path("xms_edov");
        var verified = edov.isMissingNode() || Json.isTrue(claims, "/xms_edov");
        return standard(claims, "")
                .email(Json.text(claims, "/email"), verified)
                .custom("tid", claims.path("tid"))
                .custom("xms_edov", edov);
    }

    static Draft keycloak(Source source) {
        var claims = source.ask("{host}/protocol/openid-connect/userinfo");
        return standard(claims, source.settings().url().orElse(""))
                .email(Json.text(claims, "/email"), Json.isTrue(claims, "/email_verified"));
    }

    static Draft slack(Source source) {
        var claims = source.ask("{api}/openid.connect.userInfo");
        var team = "https://slack.com/team_id";
        return standard(claims, "https://slack.com")
                .email(Json.text(claims, "/email"), Json.isTrue(claims, "/email_verified"))
                .custom(team, claims.path(team));
    }

    static Draft vercel(Source source) {
        var claims = source.idToken();
        return vercel(claims);
    }

    static Draft vercel(JsonNode claims) {
        var draft =
                standard(claims, "https://marketplace.vercel.com")
                        .email(
                                Json.text(claims, "/user_email"),
                                Json.isTrue(claims, "/user_email_verified"))
                        .email(Json.text(claims, "/email"), Json.isTrue(claims, "/email_verified"))
                        .name(Json.text(claims, "/user_name"))
                        .picture(Json.text(claims, "/user_avatar_url"));
        for (var name : List.of("installation_id", "account_id", "user_id", "user_role")) {
            draft.custom(name, claims.path(name));
        }
        return draft;
    }

    private static JsonNode parse(String json) {
        try {
            return Columns.JSON.readTree(json);
        } catch (JacksonException e) {
            return Columns.JSON.createObjectNode();
        }
    }
}
