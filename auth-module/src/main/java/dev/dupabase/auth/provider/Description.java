package dev.dupabase.auth.provider;

import dev.dupabase.auth.settings.ProviderSettings;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How one provider is asked. Addresses may begin with `{host}`, which a project's setting `_URL`
/// replaces, or `{api}`, which `_API_URL` replaces.
///
/// @param parameters sent along with every start
/// @param headers sent along with every question to the API
record Description(
        String name,
        String host,
        String api,
        String authorize,
        String token,
        List<String> scopes,
        Set<Trait> traits,
        Map<String, String> parameters,
        Map<String, String> headers,
        ProfileReader reader) {
    enum Trait {
        /// The client authenticates by header, not in the form.
        BASIC_AUTHENTICATION,
        /// Takes a PKCE challenge.
        PKCE,
        /// Its addresses stand in its discovery document, and `{host}` is the issuer.
        DISCOVERED,
        /// `_URL` must be set.
        NEEDS_URL,
        /// Users may have no address there.
        NO_ADDRESS
    }

    static Description of(String name, String host, String api) {
        return new Description(
                name,
                host,
                api,
                "",
                "",
                List.of(),
                EnumSet.noneOf(Trait.class),
                Map.of(),
                Map.of(),
                source -> {
                    throw new IllegalStateException("no reader");
                });
    }

    Description at(String authorizeUrl, String tokenUrl) {
        return new Description(
                name,
                host,
                api,
                authorizeUrl,
                tokenUrl,
                scopes,
                traits,
                parameters,
                headers,
                reader);
    }

    Description asking(String... always) {
        return new Description(
                name,
                host,
                api,
                authorize,
                token,
                List.of(always),
                traits,
                parameters,
                headers,
                reader);
    }

    Description with(Trait trait) {
        var more = EnumSet.of(trait);
        more.addAll(traits);
        return new Description(
                name, host, api, authorize, token, scopes, more, parameters, headers, reader);
    }

    Description parameter(String key, String value) {
        var more = new LinkedHashMap<>(parameters);
        more.put(key, value);
        return new Description(
                name, host, api, authorize, token, scopes, traits, more, headers, reader);
    }

    Description header(String key, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(key, value);
        return new Description(
                name, host, api, authorize, token, scopes, traits, parameters, more, reader);
    }

    Description readBy(ProfileReader by) {
        return new Description(
                name, host, api, authorize, token, scopes, traits, parameters, headers, by);
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    String hostFor(ProviderSettings settings) {
        return OidcDirectory.withoutSlash(settings.url().orElse(host));
    }

    /// One who runs the provider himself has its API there too.
    String apiFor(ProviderSettings settings) {
        return OidcDirectory.withoutSlash(
                settings.apiUrl().orElseGet(() -> settings.url().map(this::apiBelow).orElse(api)));
    }

    private String apiBelow(String url) {
        return name.equals("github") ? OidcDirectory.withoutSlash(url) + "/api/v3" : url;
    }

    String resolve(String address, ProviderSettings settings) {
        return address.replace("{host}", hostFor(settings)).replace("{api}", apiFor(settings));
    }
}
