package dev.dupabase.auth.saml;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// An organisation as the API shows it.
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record SsoProviderBody(
        String id,
        @Nullable String resourceId,
        boolean disabled,
        SamlPart saml,
        List<Domain> domains,
        Instant createdAt,
        Instant updatedAt) {
    record Domain(String domain) {}

    /// @param metadataXml left out of lists
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SamlPart(
            String entityId,
            @Nullable String metadataXml,
            @Nullable String metadataUrl,
            Map<String, @Nullable Object> attributeMapping,
            @Nullable String nameIdFormat) {}

    static SsoProviderBody of(SsoProvider provider) {
        return of(provider, provider.metadataXml());
    }

    static SsoProviderBody inList(SsoProvider provider) {
        return of(provider, null);
    }

    private static SsoProviderBody of(SsoProvider provider, @Nullable String xml) {
        return new SsoProviderBody(
                provider.id().toString(),
                provider.resourceId().orElse(null),
                provider.disabled(),
                new SamlPart(
                        provider.entityId(),
                        xml,
                        provider.metadataUrl().orElse(null),
                        provider.attributeMapping(),
                        provider.nameIdFormat().orElse(null)),
                provider.domains().stream().map(Domain::new).toList(),
                provider.createdAt(),
                provider.updatedAt());
    }
}
