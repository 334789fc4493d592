package dev.dupabase.auth;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import no.nav.security.mock.oauth2.http.Ssl;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import tools.jackson.databind.json.JsonMapper;

/// A real OpenID provider, one for all tests of a run.
public final class OpenIdServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MockOAuth2Server SERVER = start(new OAuth2Config(true));
    private static final Ssl TLS = new Ssl();
    private static final MockOAuth2Server SAFE_SERVER =
            start(
                    new OAuth2Config(
                            true,
                            null,
                            null,
                            false,
                            new OAuth2TokenProvider(),
                            Set.of(),
                            new MockWebServerWrapper(TLS)));

    private OpenIdServer() {}

    private static MockOAuth2Server start(OAuth2Config config) {
        var server = new MockOAuth2Server(config);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        return server;
    }

    public static String issuer(String name) {
        return SERVER.issuerUrl(name).toString();
    }

    /// An issuer whose addresses begin with `https`.
    public static String safeIssuer(String name) {
        return SAFE_SERVER.issuerUrl(name).toString();
    }

    /// Trusts the server, and nobody else.
    static SSLContext trust() {
        try {
            var own = TLS.getSslKeystore().getKeyStore();
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (var alias : Collections.list(own.aliases())) {
                trusted.setCertificateEntry(alias, own.getCertificate(alias));
            }
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
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
