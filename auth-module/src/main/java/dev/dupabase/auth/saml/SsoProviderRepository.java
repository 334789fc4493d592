package dev.dupabase.auth.saml;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/// The organisations of the running project. All of it runs inside `asRole(AUTH, …)`.
@Repository
class SsoProviderRepository {
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private static final String SELECT =
            """
            select p.id, p.resource_id, coalesce(p.disabled, false) as disabled, p.created_at,
                greatest(p.updated_at, s.updated_at) as updated_at, s.entity_id, s.metadata_xml,
                s.metadata_url, s.attribute_mapping, s.name_id_format,
                coalesce((
                    select jsonb_agg(d.domain order by d.domain) from auth.sso_domains d
                    where d.sso_provider_id = p.id), '[]') as domains
            from auth.sso_providers p join auth.saml_providers s on s.sso_provider_id = p.id
            """;

    private static final String BY_ID = SELECT + " where p.id = :id";

    private static final String BY_RESOURCE =
            SELECT + " where lower(p.resource_id) = lower(:resource_id)";

    private static final String BY_ENTITY = SELECT + " where s.entity_id = :entity_id";

    private static final String BY_DOMAIN =
            SELECT
                    + """
                     where exists (
                        select from auth.sso_domains d
                        where d.sso_provider_id = p.id and lower(d.domain) = :domain)
                    """;

    private static final String ALL =
            SELECT
                    + """
                     where (:resource_id = '' or p.resource_id = :resource_id)
                        and (:prefix = '' or starts_with(p.resource_id, :prefix))
                    order by p.created_at, p.id
                    """;

    private static final String SAVE_PROVIDER =
            """
            insert into auth.sso_providers (id, resource_id, disabled, created_at, updated_at)
            values (:id, :resource_id, :disabled, :created_at, :updated_at)
            on conflict (id) do update set resource_id = excluded.resource_id,
                disabled = excluded.disabled, updated_at = excluded.updated_at
            """;

    private static final String INSERT_SAML =
            """
            insert into auth.saml_providers (id, sso_provider_id, entity_id, metadata_xml,
                metadata_url, attribute_mapping, name_id_format, created_at, updated_at)
            values (:saml_id, :id, :entity_id, :metadata_xml, :metadata_url,
                cast(:mapping as jsonb), :name_id_format, :created_at, :updated_at)
            """;

    private static final String UPDATE_SAML =
            """
            update auth.saml_providers set metadata_xml = :metadata_xml,
                metadata_url = :metadata_url, attribute_mapping = cast(:mapping as jsonb),
                name_id_format = :name_id_format, updated_at = :updated_at
            where sso_provider_id = :id
            """;

    private static final String DELETE_DOMAINS =
            "delete from auth.sso_domains where sso_provider_id = :id";

    private static final String INSERT_DOMAIN =
            """
            insert into auth.sso_domains (id, sso_provider_id, domain, created_at, updated_at)
            values (:id, :provider_id, :domain, :now, :now)
            """;

    private static final String DELETE = "delete from auth.sso_providers where id = :id";

    private final ProjectDatabase database;

    SsoProviderRepository(ProjectDatabase database) {
        this.database = database;
    }

    Optional<SsoProvider> find(UUID id) {
        return database.sql(BY_ID).param("id", id).query((row, n) -> read(row)).optional();
    }

    Optional<SsoProvider> findByResource(String resourceId) {
        return database.sql(BY_RESOURCE)
                .param("resource_id", resourceId)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<SsoProvider> findByEntity(String entityId) {
        return database.sql(BY_ENTITY)
                .param("entity_id", entityId)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<SsoProvider> findByDomain(String domain) {
        return database.sql(BY_DOMAIN)
                .param("domain", domain.toLowerCase(Locale.ROOT))
                .query((row, n) -> read(row))
                .optional();
    }

    /// @param resourceId empty: any; likewise the prefix
    List<SsoProvider> all(String resourceId, String prefix) {
        return database.sql(ALL)
                .param("resource_id", resourceId)
                .param("prefix", prefix)
                .query((row, n) -> read(row))
                .list();
    }

    void insert(SsoProvider provider) {
        saveProvider(provider);
        database.sql(INSERT_SAML)
                .param("saml_id", UUID.randomUUID())
                .param("id", provider.id())
                .param("entity_id", provider.entityId())
                .param("metadata_xml", provider.metadataXml())
                .param("metadata_url", provider.metadataUrl().orElse(null))
                .param("mapping", Columns.json(provider.attributeMapping()))
                .param("name_id_format", provider.nameIdFormat().orElse(null))
                .param("created_at", Columns.parameter(provider.createdAt()))
                .param("updated_at", Columns.parameter(provider.updatedAt()))
                .update();
        saveDomains(provider);
    }

    void update(SsoProvider provider) {
        saveProvider(provider);
        database.sql(UPDATE_SAML)
                .param("id", provider.id())
                .param("metadata_xml", provider.metadataXml())
                .param("metadata_url", provider.metadataUrl().orElse(null))
                .param("mapping", Columns.json(provider.attributeMapping()))
                .param("name_id_format", provider.nameIdFormat().orElse(null))
                .param("updated_at", Columns.parameter(provider.updatedAt()))
                .update();
        database.sql(DELETE_DOMAINS).param("id", provider.id()).update();
        saveDomains(provider);
    }

    void delete(UUID id) {
        database.sql(DELETE).param("id", id).update();
    }

    private void saveProvider(SsoProvider provider) {
        database.sql(SAVE_PROVIDER)
                .param("id", provider.id())
                .param("resource_id", provider.resourceId().orElse(null))
                .param("disabled", provider.disabled())
                .param("created_at", Columns.parameter(provider.createdAt()))
                .param("updated_at", Columns.parameter(provider.updatedAt()))
                .update();
    }

    private void saveDomains(SsoProvider provider) {
        for (var domain : provider.domains()) {
            database.sql(INSERT_DOMAIN)
                    .param("id", UUID.randomUUID())
                    .param("provider_id", provider.id())
                    .param("domain", domain)
                    .param("now", Columns.parameter(provider.updatedAt()))
                    .update();
        }
    }

    private static SsoProvider read(ResultSet row) throws SQLException {
        return new SsoProvider(
                row.getObject("id", UUID.class),
                Optional.ofNullable(row.getString("resource_id")),
                row.getBoolean("disabled"),
                Columns.JSON.readValue(row.getString("domains"), TEXTS),
                row.getString("entity_id"),
                row.getString("metadata_xml"),
                Optional.ofNullable(row.getString("metadata_url")),
                Columns.object(row, "attribute_mapping"),
                Optional.ofNullable(row.getString("name_id_format")),
                Objects.requireNonNullElse(Columns.instant(row, "created_at"), Instant.EPOCH),
                Objects.requireNonNullElse(Columns.instant(row, "updated_at"), Instant.EPOCH));
    }
}
