package dev.dupabase.auth.settings;

import dev.dupabase.platform.secret.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How this project's users and those of other places come together: accounts elsewhere, wallets,
/// single sign-on, and this project as a provider itself.
public record FederationSettings(
        Linking linking,
        IdTokens idTokens,
        Optional<String> finalRedirect,
        Web3 web3,
        CustomProviders customProviders,
        OAuthServer oauthServer,
        Saml saml) {
    private static final String SINGLE_SIGN_ON = "sso:";

    /// Which providers' addresses count as one person's.
    ///
    /// @param ownDomain providers that are never linked with others
    /// @param domains of providers that are linked among themselves only, by provider
    public record Linking(Set<String> ownDomain, Map<String, String> domains) {
        public static boolean isSingleSignOn(String provider) {
            return provider.startsWith(SINGLE_SIGN_ON);
        }

        public String domainOf(String provider) {
            if (isSingleSignOn(provider) || ownDomain.contains(provider)) {
                return provider;
            }
            return domains.getOrDefault(provider, "default");
        }

        static Linking read(SettingsReader reader) {
            var name = "EXPERIMENTAL_PROVIDER_LINKING_DOMAINS";
            var domains = new HashMap<String, String>();
            for (var pair : reader.list(name, List.of())) {
                int colon = pair.lastIndexOf(':');
                if (colon <= 0 || colon == pair.length() - 1) {
                    throw SettingsReader.refuse(name, "must list provider:domain pairs");
                }
                domains.put(pair.substring(0, colon), pair.substring(colon + 1));
            }
            var own = reader.list("EXPERIMENTAL_PROVIDERS_WITH_OWN_LINKING_DOMAIN", List.of());
            return new Linking(Set.copyOf(own), Map.copyOf(domains));
        }
    }

    /// @param iosBundleId counts as one of Apple's client ids
    /// @param allowedIssuers whose tokens are taken without a provider of theirs being set up
    /// @param cacheLife how long a provider's discovery document and keys are kept
    public record IdTokens(
            Optional<String> iosBundleId, List<String> allowedIssuers, Duration cacheLife) {}

    /// Sign-in by a wallet's signature.
    ///
    /// @param validity how far from now a message may have been written
    public record Chain(boolean enabled, Duration validity) {}

    public record Web3(Chain solana, Chain ethereum) {}

    /// @param most how many there may be; 0: any number
    public record CustomProviders(boolean enabled, int most, Optional<String> externalUrl) {}

    /// This project as an OAuth 2.1 server.
    ///
    /// @param authorizationPath of the site's page that asks for consent
    public record OAuthServer(
            boolean enabled,
            boolean dynamicRegistration,
            Optional<String> authorizationPath,
            Duration authorizationLife,
            String defaultScope) {}

    /// @param privateKey PKCS #1 or PKCS #8, Base64 without headers; or PEM
    public record Saml(
            boolean enabled,
            Optional<Secret> privateKey,
            Optional<Secret> nextPrivateKey,
            boolean encryptedAssertions,
            Duration relayStateLife,
            Optional<String> externalUrl,
            int assertionsPerFiveMinutes) {}

    static FederationSettings read(SettingsReader reader) {
        var ten = Duration.ofMinutes(10);
        return new FederationSettings(
                Linking.read(reader),
                new IdTokens(
                        reader.text("EXTERNAL_IOS_BUNDLE_ID"),
                        reader.list(
                                "EXTERNAL_ALLOWED_ID_TOKEN_ISSUERS",
                                List.of(
                                        "https://appleid.apple.com",
                                        "https://accounts.google.com")),
                        reader.duration("EXTERNAL_OIDC_PROVIDER_CACHE_TTL", Duration.ofHours(1))),
                reader.text("EXTERNAL_REDIRECTURL"),
                new Web3(chain(reader, "SOLANA", ten), chain(reader, "ETHEREUM", ten)),
                new CustomProviders(
                        reader.flag("CUSTOM_OAUTH_ENABLED", true),
                        reader.number("CUSTOM_OAUTH_MAX_PROVIDERS", 0, 0, 1_000_000),
                        reader.text("CUSTOM_OAUTH_EXTERNAL_URL")),
                new OAuthServer(
                        reader.flag("OAUTH_SERVER_ENABLED", false),
                        reader.flag("OAUTH_SERVER_ALLOW_DYNAMIC_REGISTRATION", false),
                        reader.text("OAUTH_SERVER_AUTHORIZATION_PATH"),
                        reader.duration("OAUTH_SERVER_AUTHORIZATION_TTL", ten),
                        reader.text("OAUTH_SERVER_DEFAULT_SCOPE", "email")),
                saml(reader));
    }

    private static Chain chain(SettingsReader reader, String name, Duration validity) {
        var prefix = "EXTERNAL_WEB3_" + name;
        return new Chain(
                reader.flag(prefix + "_ENABLED", false),
                reader.duration(prefix + "_MAXIMUM_VALIDITY_DURATION", validity));
    }

    private static Saml saml(SettingsReader reader) {
        return new Saml(
                reader.flag("SAML_ENABLED", false),
                reader.secret("SAML_PRIVATE_KEY"),
                reader.secret("SAML_PRIVATE_KEY_NEXT"),
                reader.flag("SAML_ALLOW_ENCRYPTED_ASSERTIONS", false),
                reader.duration("SAML_RELAY_STATE_VALIDITY_PERIOD", Duration.ofMinutes(2)),
                reader.text("SAML_EXTERNAL_URL"),
                reader.number("SAML_RATE_LIMIT_ASSERTION", 15, 0, 1_000_000));
    }
}
