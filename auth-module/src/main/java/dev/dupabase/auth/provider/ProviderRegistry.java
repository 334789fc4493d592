package dev.dupabase.auth.provider;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.provider.Description.Trait;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.ProviderSettings;
import dev.dupabase.platform.error.ApiException;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// The providers of a project: those built in that it has set up, and those of its own making.
@Component
public class ProviderRegistry {
    private static final String CUSTOM = "custom:";
    private static final String TWITTER = "twitter";

    private final ProviderHttp http;
    private final OidcDirectory directory;
    private final IdTokenVerifier verifier;
    private final CustomProviders custom;

    ProviderRegistry(
            ProviderHttp http,
            OidcDirectory directory,
            IdTokenVerifier verifier,
            CustomProviders custom) {
        this.http = http;
        this.directory = directory;
        this.verifier = verifier;
        this.custom = custom;
    }

    /// @throws ApiException if there is none of that name, or it is not set up
    public Provider get(AuthRequest request, String given) {
        var name = given.toLowerCase(Locale.ROOT);
        var tools = tools(request);
        if (name.startsWith(CUSTOM)) {
            return custom.provider(request, name, tools)
                    .orElseThrow(
                            () -> unsupported("Provider %s could not be found".formatted(name)));
        }
        var settings = request.settings().external().providers().get(name);
        if (settings == null) {
            throw unsupported("Provider %s could not be found".formatted(given));
        }
        requireSetUp(settings);
        if (name.equals(TWITTER)) {
            return new TwitterProvider(settings, http);
        }
        var description =
                BuiltInProviders.find(name)
                        .orElseThrow(() ->
                                unsupported("Provider %s could not be found".formatted(given)));
        if (description.is(Trait.NEEDS_URL) && settings.url().isEmpty()) {
            throw unsupported("unable to find URL for the %s provider".formatted(name));
        }
        return new OAuthProvider(description, settings, tools);
    }

    Toolbox tools(AuthRequest request) {
        return new Toolbox(
                http, directory, verifier, request.settings().federation().idTokens().cacheLife());
    }

    private static void requireSetUp(ProviderSettings settings) {
        if (!settings.enabled()) {
            throw unsupported("provider is not enabled");
        }
        if (settings.clientIds().isEmpty()) {
            throw unsupported("missing OAuth client ID");
        }
        if (settings.secret().isEmpty()) {
            throw unsupported("missing OAuth secret");
        }
    }

    static ApiException unsupported(String reason) {
        return AuthError.VALIDATION_FAILED.refuse("Unsupported provider: " + reason);
    }
}
