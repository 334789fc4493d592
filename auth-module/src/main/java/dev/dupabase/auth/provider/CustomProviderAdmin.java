package dev.dupabase.auth.provider;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Administrator;
import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.secret.Secret;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/// Keeps a project's own providers.
@Component
class CustomProviderAdmin {
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
            new TypeReference<>() {};

    private final ProjectDatabase database;
    private final CustomProviderRepository repository;
    private final CustomProviderRules rules;
    private final OidcDirectory directory;
    private final AuditLog audit;
    private final Clock clock;

    CustomProviderAdmin(
            ProjectDatabase database,
            CustomProviderRepository repository,
            CustomProviderRules rules,
            OidcDirectory directory,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.repository = repository;
        this.rules = rules;
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
    }

    List<CustomProvider> list(String type) {
        return database.asRole(InternalRole.AUTH, () -> repository.all(type));
    }

    CustomProvider get(String identifier) {
        return database.asRole(InternalRole.AUTH, () -> repository.find(identifier))
                .orElseThrow(CustomProviderAdmin::unknown);
    }

    CustomProvider create(AuthRequest request, Administrator admin, CustomProviderForm form) {
        CustomProviderRules.requireComplete(form);
        var now = clock.instant();
        var empty =
                new CustomProvider(
                        UUID.randomUUID(),
                        form.providerType().orElse(""),
                        form.identifier().orElse(""),
                        "",
                        "",
                        new Secret(""),
                        List.of(),
                        List.of(),
                        true,
                        Map.of(),
                        List.of(),
                        Map.of(),
                        true,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        null,
                        now,
                        now);
        var provider = checked(changed(empty, form));
        try {
            return database.asRole(
                    InternalRole.AUTH,
                    () -> {
                        requireRoom(request);
                        repository.save(provider);
                        record(request, admin, "created", provider);
                        return provider;
                    });
        } catch (DuplicateKeyException e) {
            throw AuthError.CONFLICT.refuse(
                    HttpStatus.BAD_REQUEST,
                    "A custom OAuth provider with this identifier already exists");
        }
    }

    CustomProvider update(
            AuthRequest request, Administrator admin, String identifier, CustomProviderForm form) {
        var provider = checked(changed(get(identifier), form));
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    if (repository.find(identifier).isEmpty()) {
                        throw unknown();
                    }
                    repository.save(provider);
                    record(request, admin, "updated", provider);
                    return provider;
                });
    }

    void delete(AuthRequest request, Administrator admin, String identifier) {
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    var provider =
                            repository.find(identifier).orElseThrow(CustomProviderAdmin::unknown);
                    repository.delete(provider.id());
                    record(request, admin, "deleted", provider);
                    return provider;
                });
    }

    private void requireRoom(AuthRequest request) {
        int most = request.settings().federation().customProviders().most();
        if (most > 0 && repository.count() >= most) {
            throw AuthError.OVER_CUSTOM_PROVIDER_QUOTA.refuse(
                    "Maximum number of custom OAuth/OIDC providers reached");
        }
    }

    /// Asks an OIDC provider for its discovery document, so that a wrong address shows now.
    private CustomProvider checked(CustomProvider provider) {
        rules.require(provider);
        if (!provider.isOidc()) {
            return provider;
        }
        var issuer = provider.issuer().orElseThrow();
        var url =
                provider.discoveryUrl()
                        .orElse(
                                OidcDirectory.withoutSlash(issuer)
                                        + "/.well-known/openid-configuration");
        try {
            var json = directory.fetch(url);
            var document = OidcDocument.of(json);
            if (!OidcDirectory.withoutSlash(document.issuer())
                    .equals(OidcDirectory.withoutSlash(issuer))) {
                throw CustomProviderRules.refuse(
                        "OIDC discovery from \"%s\" failed: it is of issuer %s"
                                .formatted(url, document.issuer()));
            }
            return provider.withDiscovery(Columns.JSON.convertValue(json, OBJECT));
        } catch (ProviderFault e) {
            throw CustomProviderRules.refuse(
                    e.reason().startsWith("OIDC discovery")
                            ? e.reason()
                            : "OIDC discovery from \"%s\" failed: %s".formatted(url, e.reason()));
        }
    }

    private CustomProvider changed(CustomProvider before, CustomProviderForm form) {
        return new CustomProvider(
                before.id(),
                before.type(),
                before.identifier(),
                form.name().orElse(before.name()),
                form.clientId().orElse(before.clientId()),
                form.clientSecret()
                        .filter(secret -> !secret.isEmpty())
                        .map(Secret::new)
                        .orElse(before.clientSecret()),
                form.acceptableClientIds().orElse(before.acceptableClientIds()),
                form.scopes().orElse(before.scopes()),
                form.pkceEnabled().orElse(before.pkce()),
                form.attributeMapping().orElse(before.attributeMapping()),
                form.customClaimsAllowlist().orElse(before.customClaims()),
                form.authorizationParams().orElse(before.parameters()),
                form.enabled().orElse(before.enabled()),
                form.emailOptional().orElse(before.emailOptional()),
                address(form.issuer(), before.issuer()),
                address(form.discoveryUrl(), before.discoveryUrl()),
                form.skipNonceCheck().orElse(before.skipNonceCheck()),
                address(form.authorizationUrl(), before.authorizationUrl()),
                address(form.tokenUrl(), before.tokenUrl()),
                address(form.userinfoUrl(), before.userInfoUrl()),
                address(form.jwksUri(), before.jwksUri()),
                before.discovery(),
                before.createdAt(),
                clock.instant());
    }

    /// Empty text takes an address away.
    private static Optional<String> address(Optional<String> given, Optional<String> before) {
        return given.isPresent() ? given.filter(text -> !text.isEmpty()) : before;
    }

    private void record(
            AuthRequest request, Administrator admin, String what, CustomProvider provider) {
        audit.recordByRole(
                request,
                AuditAction.PROVIDER_CHANGED,
                admin.role(),
                Map.of("provider", provider.identifier(), "change", what));
    }

    private static ApiException unknown() {
        return AuthError.CUSTOM_PROVIDER_NOT_FOUND.refuse("Custom OAuth provider not found");
    }
}
