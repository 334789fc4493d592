package dev.dupabase.auth.provider;

import dev.dupabase.auth.identity.ExternalProfile.Email;
import dev.dupabase.auth.provider.ProfileReader.Source;
import tools.jackson.databind.JsonNode;

/// Reads what places for code and design say of somebody.
final class CodeProfiles {
    private CodeProfiles() {}

    static Draft bitbucket(Source source) {
        var user = source.ask("{api}/user");
        var name = Json.text(user, "/display_name");
        var draft =
                new Draft(source.api(), Json.text(user, "/uuid"))
                        .name(name)
                        .picture(Json.text(user, "/links/avatar/href"));
        source.ask("{api}/user/emails")
                .path("values")
                .forEach(mail ->
                        draft.email(
                                new Email(
                                        Json.text(mail, "/email"),
                                        Json.isTrue(mail, "/is_confirmed"),
                                        Json.isTrue(mail, "/is_primary"))));
        return draft;
    }

    static Draft figma(Source source) {
        var user = source.ask("{api}/v1/me");
        return new Draft(source.api(), Json.text(user, "/id"))
                .name(Json.text(user, "/handle"))
                .picture(Json.text(user, "/img_url"))
                .email(Json.text(user, "/email"), true);
    }

    static Draft fly(Source source) {
        var user = source.ask("{api}/oauth/token/info");
        var organizations = user.path("organizations");
        return new Draft(source.api(), Json.text(user, "/user_id"))
                .name(Json.text(user, "/user_name"))
                .email(Json.text(user, "/email"), true)
                .custom("organizations", organizations);
    }

    static Draft github(Source source) {
        var user = source.ask("{api}/user");
        var draft =
                new Draft(source.api(), Json.text(user, "/id"))
                        .name(Json.text(user, "/name"))
                        .userName(Json.text(user, "/login"))
                        .claim("avatar_url", Json.text(user, "/avatar_url"));
        source.ask("{api}/user/emails")
                .path("list")
                .forEach(mail ->
                        draft.email(
                                new Email(
                                        Json.text(mail, "/email"),
                                        Json.isTrue(mail, "/verified"),
                                        Json.isTrue(mail, "/primary"))));
        return draft;
    }

    /// Its other addresses are not known to be the user's.
    static Draft gitlab(Source source) {
        var user = source.ask("{host}/api/v4/user");
        var confirmed = !Json.text(user, "/confirmed_at").isEmpty();
        var draft =
                new Draft(source.api(), Json.text(user, "/id"))
                        .name(Json.text(user, "/name"))
                        .userName(Json.text(user, "/username"))
                        .picture(Json.text(user, "/avatar_url"))
                        .email(Json.text(user, "/email"), confirmed);
        for (var mail : source.ask("{host}/api/v4/user/emails").path("list")) {
            draft.email(new Email(Json.text(mail, "/email"), false, false));
        }
        return draft;
    }

    static Draft notion(Source source) {
        var me = source.ask("{api}/v1/users/me");
        JsonNode owner = me.at("/bot/owner");
        var user = owner.path("user");
        return new Draft(source.api(), Json.text(user, "/id"))
                .name(Json.text(user, "/name"))
                .picture(Json.text(user, "/avatar_url"))
                .email(Json.text(user, "/person/email"), true);
    }

    /// The profile comes with the tokens.
    static Draft workos(Source source) {
        var profile = source.tokens().all().path("profile");
        var name =
                (Json.text(profile, "/first_name") + " " + Json.text(profile, "/last_name"))
                        .strip();
        return new Draft(source.api(), Json.text(profile, "/id"))
                .name(name)
                .email(Json.text(profile, "/email"), true)
                .custom("connection_id", profile.path("connection_id"))
                .custom("organization_id", profile.path("organization_id"));
    }
}
