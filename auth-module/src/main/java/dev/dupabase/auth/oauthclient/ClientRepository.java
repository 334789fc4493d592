package dev.dupabase.auth.oauthclient;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// The OAuth clients of the running project. All of it runs inside `asRole(AUTH, …)`.
@Repository
public class ClientRepository {
    private static final String BY_ID =
            "select * from auth.oauth_clients where id = :id and deleted_at is null";

    private static final String ALL =
            "select * from auth.oauth_clients where deleted_at is null order by created_at desc, id";

    private static final String SAVE =
            """
            insert into auth.oauth_clients (id, client_secret_hash, registration_type,
                redirect_uris, grant_types, client_name, client_uri, logo_uri, client_type,
                token_endpoint_auth_method, created_at, updated_at)
            values (:id, :hash, cast(:registration as auth.oauth_registration_type), :redirect_uris,
                :grant_types, :name, :uri, :logo_uri, cast(:type as auth.oauth_client_type),
                :auth_method, :created_at, :updated_at)
            on conflict (id) do update set client_secret_hash = excluded.client_secret_hash,
                redirect_uris = excluded.redirect_uris, grant_types = excluded.grant_types,
                client_name = excluded.client_name, client_uri = excluded.client_uri,
                logo_uri = excluded.logo_uri, client_type = excluded.client_type,
                token_endpoint_auth_method = excluded.token_endpoint_auth_method,
                updated_at = excluded.updated_at
            """;

    private static final String DELETE =
            """
            update auth.oauth_clients set deleted_at = :now, updated_at = :now
            where id = :id and deleted_at is null
            """;

    private static final String END_SESSIONS =
            "delete from auth.sessions where oauth_client_id = :id";

    private final ProjectDatabase database;

    ClientRepository(ProjectDatabase database) {
        this.database = database;
    }

    public Optional<OAuthClient> find(UUID id) {
        return database.sql(BY_ID).param("id", id).query((row, n) -> read(row)).optional();
    }

    List<OAuthClient> all() {
        return database.sql(ALL).query((row, n) -> read(row)).list();
    }

    /// Makes it, or changes the one of that id.
    void save(OAuthClient client) {
        database.sql(SAVE)
                .param("id", client.id())
                .param("hash", client.secretHash().orElse(null))
                .param("registration", client.registration())
                .param("redirect_uris", String.join(",", client.redirectUris()))
                .param("grant_types", String.join(",", client.grantTypes()))
                .param("name", client.name().orElse(null))
                .param("uri", client.uri().orElse(null))
                .param("logo_uri", client.logoUri().orElse(null))
                .param("type", client.type())
                .param("auth_method", client.authMethod())
                .param("created_at", Columns.parameter(client.createdAt()))
                .param("updated_at", Columns.parameter(client.updatedAt()))
                .update();
    }

    /// Its users' sessions end with it.
    ///
    /// @return whether there was one
    boolean delete(UUID id, Instant now) {
        var found =
                database.sql(DELETE).param("id", id).param("now", Columns.parameter(now)).update()
                        > 0;
        database.sql(END_SESSIONS).param("id", id).update();
        return found;
    }

    private static OAuthClient read(ResultSet row) throws SQLException {
        return new OAuthClient(
                row.getObject("id", UUID.class),
                Optional.ofNullable(row.getString("client_secret_hash")),
                row.getString("registration_type"),
                list(row, "redirect_uris"),
                list(row, "grant_types"),
                text(row, "client_name"),
                text(row, "client_uri"),
                text(row, "logo_uri"),
                row.getString("client_type"),
                row.getString("token_endpoint_auth_method"),
                Objects.requireNonNullElse(Columns.instant(row, "created_at"), Instant.EPOCH),
                Objects.requireNonNullElse(Columns.instant(row, "updated_at"), Instant.EPOCH));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.of(Columns.text(row, column)).filter(value -> !value.isEmpty());
    }

    private static List<String> list(ResultSet row, String column) throws SQLException {
        return Arrays.stream(Columns.text(row, column).split(","))
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
