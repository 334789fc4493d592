package dev.dupabase.auth;

import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import tools.jackson.databind.json.JsonMapper;

/// A real OpenID provider, one for all tests of a run.
public final class OpenIdServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MockOAuth2Server SERVER = start();

    private OpenIdServer() {}

    private static MockOAuth2Server start() {
        var server = new MockOAuth2Server(new OAuth2Config(true));
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        return server;
    }

    public static String issuer(String name) {
        return SERVER.issuerUrl(name).toString();
    }

    /// Signs in at the page that an address leads to.
    ///
    /// @return where the browser is sent
    public static String signIn(String url, String subject, Map<String, ?> claims) {
        return Browser.submit(
                url, Map.of("username", subject, "claims", JSON.writeValueAsString(claims)));
    }

    public static String idToken(
            String issuer, String subject, String audience, Map<String, ?> claims) {
        return SERVER.issueToken(issuer, subject, audience, Map.copyOf(claims)).serialize();
    }
}
