package dev.dupabase.auth.provider;

import dev.dupabase.auth.provider.Description.Trait;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The providers that need nothing but a client id and secret (contracts/auth.md §1.12).
final class BuiltInProviders {
    private static final Map<String, Description> ALL =
            Stream.of(openId(), code(), social())
                    .flatMap(Function.identity())
                    .collect(Collectors.toUnmodifiableMap(Description::name, Function.identity()));

    private BuiltInProviders() {}

    static Optional<Description> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /// Those that tell who it is in an ID token or at a user-info endpoint.
    private static Stream<Description> openId() {
        return Stream.of(
                Description.of("apple", "https://appleid.apple.com", "")
                        .at("{host}/auth/authorize", "{host}/auth/token")
                        .asking("email", "name")
                        .parameter("response_mode", "form_post")
                        .readBy(OpenIdProfiles::apple),
                Description.of("azure", "https://login.microsoftonline.com/common", "")
                        .at("{host}/oauth2/v2.0/authorize", "{host}/oauth2/v2.0/token")
                        .asking("openid")
                        .readBy(OpenIdProfiles::azure),
                Description.of("google", "https://accounts.google.com", "")
                        .with(Trait.DISCOVERED)
                        .asking("email", "profile")
                        .readBy(OpenIdProfiles::google),
                Description.of("keycloak", "", "")
                        .with(Trait.NEEDS_URL)
                        .at(
                                "{host}/protocol/openid-connect/auth",
                                "{host}/protocol/openid-connect/token")
                        .asking("profile", "email")
                        .readBy(OpenIdProfiles::keycloak),
                Description.of("linkedin_oidc", "https://www.linkedin.com/oauth", "")
                        .with(Trait.DISCOVERED)
                        .asking("openid", "email", "profile")
                        .readBy(OpenIdProfiles::userInfo),
                Description.of("slack_oidc", "https://slack.com", "https://slack.com/api")
                        .at("{host}/openid/connect/authorize", "{api}/openid.connect.token")
                        .asking("profile", "email", "openid")
                        .readBy(OpenIdProfiles::slack),
                Description.of(
                                "vercel_marketplace",
                                "https://api.vercel.com",
                                "https://marketplace.vercel.com")
                        .at("{host}/oauth/authorize", "{host}/oauth/token")
                        .readBy(OpenIdProfiles::vercel));
    }

    /// Where code is kept and drawn.
    private static Stream<Description> code() {
        return Stream.of(
                Description.of(
                                "bitbucket",
                                "https://bitbucket.org",
                                "https://api.bitbucket.org/2.0")
                        .at("{host}/site/oauth2/authorize", "{host}/site/oauth2/access_token")
                        .asking("account", "email")
                        .readBy(CodeProfiles::bitbucket),
                Description.of("figma", "https://www.figma.com", "https://api.figma.com")
                        .at("{host}/oauth", "{api}/v1/oauth/token")
                        .asking("current_user:read")
                        .readBy(CodeProfiles::figma),
                Description.of("fly", "https://api.fly.io", "https://api.fly.io")
                        .at("{host}/oauth/authorize", "{host}/oauth/token")
                        .asking("read")
                        .readBy(CodeProfiles::fly),
                Description.of("github", "https://github.com", "https://api.github.com")
                        .at("{host}/login/oauth/authorize", "{host}/login/oauth/access_token")
                        .asking("user:email")
                        .readBy(CodeProfiles::github),
                Description.of("gitlab", "https://gitlab.com", "https://gitlab.com")
                        .at("{host}/oauth/authorize", "{host}/oauth/token")
                        .asking("read_user")
                        .readBy(CodeProfiles::gitlab),
                Description.of("notion", "https://api.notion.com", "https://api.notion.com")
                        .at("{host}/v1/oauth/authorize", "{host}/v1/oauth/token")
                        .with(Trait.BASIC_AUTHENTICATION)
                        .parameter("owner", "user")
                        .header("Notion-Version", "2021-08-16")
                        .readBy(CodeProfiles::notion),
                Description.of("workos", "https://api.workos.com", "https://api.workos.com")
                        .at("{host}/sso/authorize", "{host}/sso/token")
                        .readBy(CodeProfiles::workos));
    }

    /// Where people meet, play and talk.
    private static Stream<Description> social() {
        return Stream.of(
                Description.of("discord", "https://discord.com/api", "https://discord.com/api")
                        .at("{host}/oauth2/authorize", "{host}/oauth2/token")
                        .asking("email", "identify")
                        .readBy(SocialProfiles::discord),
                Description.of("facebook", "https://www.facebook.com", "https://graph.facebook.com")
                        .at("{host}/dialog/oauth", "{api}/oauth/access_token")
                        .asking("email")
                        .readBy(SocialProfiles::facebook),
                Description.of("kakao", "https://kauth.kakao.com", "https://kapi.kakao.com")
                        .at("{host}/oauth/authorize", "{host}/oauth/token")
                        .asking("account_email", "profile_image", "profile_nickname")
                        .readBy(SocialProfiles::kakao),
                Description.of("linkedin", "https://www.linkedin.com", "https://api.linkedin.com")
                        .at("{host}/oauth/v2/authorization", "{host}/oauth/v2/accessToken")
                        .asking("r_emailaddress", "r_liteprofile")
                        .readBy(SocialProfiles::linkedin),
                Description.of("slack", "https://slack.com", "https://slack.com/api")
                        .at("{host}/oauth/authorize", "{api}/oauth.access")
                        .asking("profile", "email", "openid")
                        .readBy(SocialProfiles::slack),
                Description.of(
                                "snapchat",
                                "https://accounts.snapchat.com",
                                "https://kit.snapchat.com")
                        .at("{host}/accounts/oauth2/auth", "{host}/accounts/oauth2/token")
                        .asking(
                                "https://auth.snapchat.com/oauth2/api/user.external_id",
                                "https://auth.snapchat.com/oauth2/api/user.display_name",
                                "https://auth.snapchat.com/oauth2/api/user.bitmoji.avatar")
                        .with(Trait.NO_ADDRESS)
                        .readBy(SocialProfiles::snapchat),
                Description.of(
                                "spotify",
                                "https://accounts.spotify.com",
                                "https://api.spotify.com/v1")
                        .at("{host}/authorize", "{host}/api/token")
                        .asking("user-read-email")
                        .readBy(SocialProfiles::spotify),
                Description.of("twitch", "https://id.twitch.tv", "https://api.twitch.tv")
                        .at("{host}/oauth2/authorize", "{host}/oauth2/token")
                        .asking("user:read:email")
                        .header("Client-Id", "{client}")
                        .readBy(SocialProfiles::twitch),
                Description.of("x", "https://x.com", "https://api.x.com")
                        .at("{host}/i/oauth2/authorize", "{api}/2/oauth2/token")
                        .asking("users.email", "tweet.read", "users.read", "offline.access")
                        .with(Trait.PKCE)
                        .with(Trait.BASIC_AUTHENTICATION)
                        .readBy(SocialProfiles::x),
                Description.of("zoom", "https://zoom.us", "https://api.zoom.us/v2")
                        .at("{host}/oauth/authorize", "{host}/oauth/token")
                        .with(Trait.BASIC_AUTHENTICATION)
                        .readBy(SocialProfiles::zoom));
    }
}
