package dev.dupabase.auth.saml;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Keeps the organisations that a project trusts (contracts/auth.md §1.18).
@Component
class SsoAdmin {
    private static final String RESOURCE = "resource_";
    private static final Set<String> FORMATS =
            Set.of(
                    SamlNames.PERSISTENT,
                    SamlNames.EMAIL,
                    SamlNames.TRANSIENT,
                    SamlNames.UNSPECIFIED);

    private final ProjectDatabase database;
    private final SsoProviderRepository repository;
    private final MetadataFetcher fetcher;
    private final AuditLog audit;
    private final Clock clock;

    SsoAdmin(
            ProjectDatabase database,
            SsoProviderRepository repository,
            MetadataFetcher fetcher,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.repository = repository;
        this.fetcher = fetcher;
        this.audit = audit;
        this.clock = clock;
    }

    List<SsoProvider> list(String resourceId, String prefix) {
        return database.asRole(InternalRole.AUTH, () -> repository.all(resourceId, prefix));
    }

    /// @param id a UUID, or `resource_` and the administrator's own name
    SsoProvider get(String id) {
        return database.asRole(
                        InternalRole.AUTH,
                        () ->
                                id.startsWith(RESOURCE)
                                        ? repository.findByResource(id.substring(RESOURCE.length()))
                                        : Uuids.parse(id).flatMap(repository::find))
                .orElseThrow(() ->
                        AuthError.SSO_PROVIDER_NOT_FOUND.refuse("SSO Identity Provider not found"));
    }

    SsoProvider create(AuthRequest request, SsoForm form, String role) {
        if (!form.type().orElse("").equals("saml")) {
            throw refuse("Only 'saml' supported for SSO provider type");
        }
        if (form.metadataUrl().isPresent() && form.metadataXml().isPresent()) {
            throw refuse("Only one of metadata_xml or metadata_url needs to be set");
        }
        if (form.metadataUrl().isEmpty() && form.metadataXml().isEmpty()) {
            throw refuse("Either metadata_xml or metadata_url must be set");
        }
        var xml = xml(form).orElseThrow();
        var idp = parse(xml);
        var now = clock.instant();
        var provider =
                new SsoProvider(
                        UUID.randomUUID(),
                        given(form.resourceId()),
                        form.disabled().orElse(false),
                        domains(form.domains().orElse(List.of())),
                        idp.entityId(),
                        xml,
                        given(form.metadataUrl()),
                        form.attributeMapping().orElse(Map.of()),
                        format(form.nameIdFormat()),
                        now,
                        now);
        store(
                request,
                provider,
                role,
                "created",
                stored -> {
                    if (repository.findByEntity(stored.entityId()).isPresent()) {
                        throw AuthError.SAML_IDP_ALREADY_EXISTS.refuse(
                                "SAML Identity Provider with this EntityID (%s) already exists"
                                        .formatted(stored.entityId()));
                    }
                    requireFreeDomains(stored);
                    repository.insert(stored);
                });
        return provider;
    }

    SsoProvider update(AuthRequest request, String id, SsoForm form, String role) {
        var before = get(id);
        if (form.metadataUrl().isPresent() && form.metadataXml().isPresent()) {
            throw refuse("Only one of metadata_xml or metadata_url needs to be set");
        }
        var xml = xml(form);
        xml.map(SsoAdmin::parse)
                .filter(idp -> !idp.entityId().equals(before.entityId()))
                .ifPresent(idp -> {
                    throw AuthError.SAML_ENTITY_ID_MISMATCH.refuse(
                            "SAML Metadata can be updated only if the EntityID matches for the"
                                    + " provider; expected '%s' but got '%s'"
                                            .formatted(before.entityId(), idp.entityId()));
                });
        var provider =
                new SsoProvider(
                        before.id(),
                        form.resourceId().isPresent()
                                ? given(form.resourceId())
                                : before.resourceId(),
                        form.disabled().orElse(before.disabled()),
                        form.domains().map(SsoAdmin::domains).orElse(before.domains()),
                        before.entityId(),
                        xml.orElse(before.metadataXml()),
                        xml.isPresent() ? given(form.metadataUrl()) : before.metadataUrl(),
                        form.attributeMapping().orElse(before.attributeMapping()),
                        form.nameIdFormat().isPresent()
                                ? format(form.nameIdFormat())
                                : before.nameIdFormat(),
                        before.createdAt(),
                        clock.instant());
        store(
                request,
                provider,
                role,
                "updated",
                stored -> {
                    requireFreeDomains(stored);
                    repository.update(stored);
                });
        return provider;
    }

    SsoProvider delete(AuthRequest request, String id, String role) {
        var provider = get(id);
        store(request, provider, role, "deleted", stored -> repository.delete(stored.id()));
        return provider;
    }

    private void store(
            AuthRequest request,
            SsoProvider provider,
            String role,
            String change,
            Consumer<SsoProvider> write) {
        try {
            database.asRole(
                    InternalRole.AUTH,
                    () -> {
                        write.accept(provider);
                        audit.recordByRole(
                                request,
                                AuditAction.PROVIDER_CHANGED,
                                role,
                                Map.of("provider", provider.identityProvider(), "change", change));
                        return provider;
                    });
        } catch (DuplicateKeyException e) {
            throw AuthError.CONFLICT.refuse(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "Another SSO provider has this resource_id, EntityID or domain");
        }
    }

    private void requireFreeDomains(SsoProvider provider) {
        for (var domain : provider.domains()) {
            repository
                    .findByDomain(domain)
                    .filter(other -> !other.id().equals(provider.id()))
                    .ifPresent(other -> {
                        throw AuthError.SSO_DOMAIN_ALREADY_EXISTS.refuse(
                                "SSO Domain '%s' is already assigned to an SSO identity provider (%s)"
                                        .formatted(domain, other.id()));
                    });
        }
    }

    private Optional<String> xml(SsoForm form) {
        return form.metadataXml()
                .or(() ->
                        form.metadataUrl()
                                .map(url -> {
                                    requireHttps(url);
                                    return fetcher.fetch(url);
                                }));
    }

    private static void requireHttps(String url) {
        try {
            var uri = new URI(url);
            if (uri.getHost() == null) {
                throw refuse("metadata_url is not a valid URL");
            }
            if (!"https".equalsIgnoreCase(uri.getScheme())) {
                throw refuse("metadata_url is not a HTTPS URL");
            }
        } catch (URISyntaxException e) {
            throw refuse("metadata_url is not a valid URL");
        }
    }

    private static IdpMetadata parse(String xml) {
        try {
            return IdpMetadata.parse(xml);
        } catch (SamlFault e) {
            throw refuse(e.reason());
        }
    }

    private static Optional<String> format(Optional<String> given) {
        var format = given(given);
        if (format.filter(name -> !FORMATS.contains(name)).isPresent()) {
            throw refuse(
                    "name_id_format must be unspecified or one of the SAML 2.0 formats persistent,"
                            + " emailAddress, transient and unspecified");
        }
        return format;
    }

    private static List<String> domains(List<String> given) {
        return given.stream()
                .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                .filter(domain -> !domain.isEmpty())
                .distinct()
                .toList();
    }

    private static Optional<String> given(Optional<String> text) {
        return text.filter(value -> !value.isEmpty());
    }

    private static ApiException refuse(String message) {
        return AuthError.VALIDATION_FAILED.refuse(message);
    }
}
