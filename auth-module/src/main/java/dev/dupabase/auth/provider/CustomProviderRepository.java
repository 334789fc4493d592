package dev.dupabase.auth.provider;

import dev.dupabase.auth.seal.SealedText;
import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.secret.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Providers of the running project's own making. All of it runs inside `asRole(AUTH, …)`.
@Repository
class CustomProviderRepository {
    private static final String TABLE = "custom_oauth_providers";
    private static final String SECRET = "client_secret";

    private static final String BY_IDENTIFIER =
            "select * from auth.custom_oauth_providers where identifier = :identifier";

    private static final String ALL =
            """
            select * from auth.custom_oauth_providers
            where :type = '' or provider_type = :type order by created_at, id
            """;

    private static final String COUNT = "select count(*) from auth.custom_oauth_providers";

    private static final String SAVE =
            """
            insert into auth.custom_oauth_providers (id, provider_type, identifier, name, client_id,
                client_secret, acceptable_client_ids, scopes, pkce_enabled, attribute_mapping,
                custom_claims_allowlist, authorization_params, enabled, email_optional, issuer,
                discovery_url, skip_nonce_check, authorization_url, token_url, userinfo_url,
                jwks_uri, cached_discovery, discovery_cached_at, created_at, updated_at)
            values (:id, :type, :identifier, :name, :client_id, :secret,
                array(select jsonb_array_elements_text(cast(:acceptable as jsonb))),
                array(select jsonb_array_elements_text(cast(:scopes as jsonb))), :pkce,
                cast(:mapping as jsonb),
                array(select jsonb_array_elements_text(cast(:custom_claims as jsonb))),
                cast(:parameters as jsonb), :enabled, :email_optional, :issuer, :discovery_url,
                :skip_nonce, :authorization_url, :token_url, :userinfo_url, :jwks_uri,
                cast(:discovery as jsonb),
                case when cast(:discovery as jsonb) is not null
                    then cast(:updated_at as timestamptz) end,
                :created_at, :updated_at)
            on conflict (id) do update set name = excluded.name, client_id = excluded.client_id,
                client_secret = excluded.client_secret,
                acceptable_client_ids = excluded.acceptable_client_ids, scopes = excluded.scopes,
                pkce_enabled = excluded.pkce_enabled,
                attribute_mapping = excluded.attribute_mapping,
                custom_claims_allowlist = excluded.custom_claims_allowlist,
                authorization_params = excluded.authorization_params, enabled = excluded.enabled,
                email_optional = excluded.email_optional, issuer = excluded.issuer,
                discovery_url = excluded.discovery_url,
                skip_nonce_check = excluded.skip_nonce_check,
                authorization_url = excluded.authorization_url, token_url = excluded.token_url,
                userinfo_url = excluded.userinfo_url, jwks_uri = excluded.jwks_uri,
                cached_discovery = excluded.cached_discovery,
                discovery_cached_at = excluded.discovery_cached_at,
                updated_at = excluded.updated_at
            """;

    private static final String DELETE = "delete from auth.custom_oauth_providers where id = :id";

    private final ProjectDatabase database;
    private final SealedText secrets;

    CustomProviderRepository(ProjectDatabase database, SealedText secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    Optional<CustomProvider> find(String identifier) {
        return database.sql(BY_IDENTIFIER)
                .param("identifier", identifier)
                .query((row, number) -> read(row))
                .optional();
    }

    /// @param type empty: of both
    List<CustomProvider> all(String type) {
        return database.sql(ALL).param("type", type).query((row, number) -> read(row)).list();
    }

    int count() {
        return database.sql(COUNT).query(Integer.class).single();
    }

    /// Makes it, or changes the one of that id.
    void save(CustomProvider provider) {
        bind(database.sql(SAVE), provider).update();
    }

    void delete(UUID id) {
        database.sql(DELETE).param("id", id).update();
    }

    private JdbcClient.StatementSpec bind(
            JdbcClient.StatementSpec statement, CustomProvider provider) {
        return statement
                .param("id", provider.id())
                .param("type", provider.type())
                .param("identifier", provider.identifier())
                .param("name", provider.name())
                .param("client_id", provider.clientId())
                .param(
                        "secret",
                        secrets.seal(
                                provider.clientSecret().reveal(), TABLE, SECRET, provider.id()))
                .param("acceptable", Columns.json(provider.acceptableClientIds()))
                .param("scopes", Columns.json(provider.scopes()))
                .param("pkce", provider.pkce())
                .param("mapping", Columns.json(provider.attributeMapping()))
                .param("custom_claims", Columns.json(provider.customClaims()))
                .param("parameters", Columns.json(provider.parameters()))
                .param("enabled", provider.enabled())
                .param("email_optional", provider.emailOptional())
                .param("issuer", provider.issuer().orElse(null))
                .param("discovery_url", provider.discoveryUrl().orElse(null))
                .param("skip_nonce", provider.skipNonceCheck())
                .param("authorization_url", provider.authorizationUrl().orElse(null))
                .param("token_url", provider.tokenUrl().orElse(null))
                .param("userinfo_url", provider.userInfoUrl().orElse(null))
                .param("jwks_uri", provider.jwksUri().orElse(null))
                .param(
                        "discovery",
                        provider.discovery() == null ? null : Columns.json(provider.discovery()))
                .param("created_at", Columns.parameter(provider.createdAt()))
                .param("updated_at", Columns.parameter(provider.updatedAt()));
    }

    private CustomProvider read(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var discovery = row.getString("cached_discovery");
        return new CustomProvider(
                id,
                row.getString("provider_type"),
                row.getString("identifier"),
                row.getString("name"),
                row.getString("client_id"),
                new Secret(secrets.open(row.getString(SECRET), TABLE, SECRET, id)),
                list(row, "acceptable_client_ids"),
                list(row, "scopes"),
                row.getBoolean("pkce_enabled"),
                Columns.object(row, "attribute_mapping"),
                list(row, "custom_claims_allowlist"),
                Columns.object(row, "authorization_params"),
                row.getBoolean("enabled"),
                row.getBoolean("email_optional"),
                Optional.ofNullable(row.getString("issuer")),
                Optional.ofNullable(row.getString("discovery_url")),
                row.getBoolean("skip_nonce_check"),
                Optional.ofNullable(row.getString("authorization_url")),
                Optional.ofNullable(row.getString("token_url")),
                Optional.ofNullable(row.getString("userinfo_url")),
                Optional.ofNullable(row.getString("jwks_uri")),
                discovery == null ? null : Columns.object(row, "cached_discovery"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(Columns.instant(row, column), Instant.EPOCH);
    }

    private static List<String> list(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null
                ? List.of()
                : Arrays.stream((String[]) array.getArray()).filter(Objects::nonNull).toList();
    }
}
