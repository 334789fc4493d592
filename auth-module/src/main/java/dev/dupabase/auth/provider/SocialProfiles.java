package dev.dupabase.auth.provider;

import dev.dupabase.auth.provider.ProfileReader.Source;
import dev.dupabase.platform.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/// Reads what places where people meet say of somebody.
final class SocialProfiles {
    private static final String HMAC = "HmacSHA256";

    private SocialProfiles() {}

    static Draft discord(Source source) {
        var user = source.ask("{api}/users/@me");
        var name = Json.text(user, "/username");
        var discriminator = Json.text(user, "/discriminator");
        return new Draft(source.api(), Json.text(user, "/id"))
                .claim("name", discriminator.isEmpty() ? name : name + "#" + discriminator)
                .claim("full_name", name)
                .picture(discordPicture(user))
                .email(Json.text(user, "/email"), Json.isTrue(user, "/verified"))
                .custom("global_name", user.path("global_name"));
    }

    private static String discordPicture(JsonNode user) {
        var avatar = Json.text(user, "/avatar");
        var base = "https://cdn.discordapp.com";
        if (!avatar.isEmpty()) {
            return "%s/avatars/%s/%s.%s"
                    .formatted(
                            base,
                            Json.text(user, "/id"),
                            avatar,
                            avatar.startsWith("a_") ? "gif" : "png");
        }
        var number = Json.text(user, "/discriminator");
        return "%s/embed/avatars/%d.png"
                .formatted(base, number.matches("\\d{1,9}") ? Integer.parseInt(number) % 5 : 0);
    }

    /// The proof shows that we are the application the token was given to.
    static Draft facebook(Source source) {
        var secret = source.settings().secret().map(Secret::reveal).orElse("");
        var user =
                source.ask(
                        "{api}/me?fields=email,first_name,last_name,name,picture&appsecret_proof="
                                + hmac(secret, source.tokens().accessToken()));
        return new Draft(source.api(), Json.text(user, "/id"))
                .name(Json.text(user, "/name"))
                .claim("nickname", Json.text(user, "/alias"))
                .claim("given_name", Json.text(user, "/first_name"))
                .claim("family_name", Json.text(user, "/last_name"))
                .picture(Json.text(user, "/picture/data/url"))
                .email(Json.text(user, "/email"), true);
    }

    static Draft kakao(Source source) {
        var user = source.ask("{api}/v2/user/me");
        var account = user.path("kakao_account");
        var verified =
                Json.isTrue(account, "/is_email_verified")
                        && Json.isTrue(account, "/is_email_valid");
        var name = Json.text(account, "/profile/nickname");
        return new Draft(source.api(), Json.text(user, "/id"))
                .name(name)
                .userName(name)
                .picture(Json.text(account, "/profile/profile_image_url"))
                .email(Json.text(account, "/email"), verified);
    }

    static Draft linkedin(Source source) {
        var user =
                source.ask(
                        "{api}/v2/me?projection=(id,firstName,lastName,"
                                + "profilePicture(displayImage~:playableStreams))");
        var mails = source.ask("{api}/v2/emailAddress?q=members&projection=(elements*(handle~))");
        var name = (localized(user, "/firstName") + " " + localized(user, "/lastName")).strip();
        return new Draft(source.api(), Json.text(user, "/id"))
                .name(name)
                .picture(
                        Json.text(
                                user,
                                "/profilePicture/displayImage~0/elements/0/identifiers/0/identifier"))
                .email(Json.text(mails, "/elements/0/handle~0/emailAddress"), true);
    }

    private static String localized(JsonNode user, String field) {
        var language =
                Json.text(user, field + "/preferredLocale/language")
                        + "_"
                        + Json.text(user, field + "/preferredLocale/country");
        return Json.text(user, field + "/localized/" + language);
    }

    static Draft slack(Source source) {
        var answer = source.ask("{api}/users.identity");
        var user = answer.path("user");
        return new Draft(source.api(), Json.text(user, "/id"))
                .name(Json.text(user, "/name"))
                .picture(Json.text(user, "/image_512"))
                .email(Json.text(user, "/email"), true)
                .custom("https://slack.com/team_id", answer.at("/team/id"));
    }

    static Draft snapchat(Source source) {
        var answer =
                source.ask(
                        "{api}/v1/me?query="
                                + ProviderHttp.encode(
                                        "{me{externalId displayName bitmoji{avatar id}}}"));
        var me = answer.at("/data/me");
        return new Draft(source.api(), Json.text(me, "/externalId"))
                .name(Json.text(me, "/displayName"))
                .picture(Json.text(me, "/bitmoji/avatar"))
                .email(Json.text(me, "/email"), true);
    }

    static Draft spotify(Source source) {
        var user = source.ask("{api}/me");
        return new Draft(source.api(), Json.text(user, "/id"))
                .name(Json.text(user, "/display_name"))
                .picture(Json.text(user, "/images/0/url"))
                .email(Json.text(user, "/email"), false);
    }

    static Draft twitch(Source source) {
        var user = source.ask("{api}/helix/users").at("/data/0");
        var draft =
                new Draft(source.api(), Json.text(user, "/id"))
                        .claim("name", Json.text(user, "/login"))
                        .claim("full_name", Json.text(user, "/login"))
                        .claim("nickname", Json.text(user, "/display_name"))
                        .claim("slug", Json.text(user, "/login"))
                        .picture(Json.text(user, "/profile_image_url"))
                        .email(Json.text(user, "/email"), true);
        for (var name :
                new String[] {
                    "broadcaster_type", "description", "type", "offline_image_url", "view_count"
                }) {
            draft.custom(name, user.path(name));
        }
        return draft;
    }

    static Draft x(Source source) {
        var user =
                source.ask(
                                "{api}/2/users/me?user.fields=confirmed_email,name,profile_image_url,username")
                        .path("data");
        return new Draft(source.api(), Json.text(user, "/id"))
                .name(Json.text(user, "/name"))
                .userName(Json.text(user, "/username"))
                .picture(Json.text(user, "/profile_image_url"))
                .email(Json.text(user, "/confirmed_email"), true);
    }

    static Draft zoom(Source source) {
        var user = source.ask("{api}/users/me");
        var name = (Json.text(user, "/first_name") + " " + Json.text(user, "/last_name")).strip();
        return new Draft(source.api(), Json.text(user, "/id"))
                .name(name)
                .picture(Json.text(user, "/pic_url"))
                .email(Json.text(user, "/email"), Json.isTrue(user, "/verified"));
    }

    static String hmac(String key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
