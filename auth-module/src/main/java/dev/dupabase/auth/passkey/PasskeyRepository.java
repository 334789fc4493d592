package dev.dupabase.auth.passkey;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.auth.webauthn.Assertion;
import dev.dupabase.auth.webauthn.Credential;
import dev.dupabase.platform.database.ProjectDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/// Passkeys of the running project's users. All of it runs inside `asRole(AUTH, …)`.
@Repository
public class PasskeyRepository {
    /// A passkey with what proves it.
    record Stored(UUID id, UUID userId, Credential credential) {}

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private static final String OF_USER =
            """
            select id, friendly_name, created_at, last_used_at
            from auth.webauthn_credentials where user_id = :user_id order by created_at, id
            """;

    private static final String HANDLES =
            """
            select credential_id, transports from auth.webauthn_credentials
            where user_id = :user_id order by created_at, id
            """;

    private static final String BY_CREDENTIAL =
            """
            select id, user_id, credential_id, public_key, attestation_type, aaguid, sign_count,
                transports, backup_eligible, backed_up
            from auth.webauthn_credentials where credential_id = :credential_id
            """;

    private static final String INSERT =
            """
            insert into auth.webauthn_credentials (id, user_id, credential_id, public_key,
                attestation_type, aaguid, sign_count, transports, backup_eligible, backed_up,
                friendly_name, created_at, updated_at)
            values (:id, :user_id, :credential_id, :public_key, :attestation_type, :aaguid,
                :sign_count, cast(:transports as jsonb), :backup_eligible, :backed_up, :name, :now,
                :now)
            """;

    private static final String RENAME =
            """
            update auth.webauthn_credentials set friendly_name = :name, updated_at = :now
            where id = :id and user_id = :user_id
            returning id, friendly_name, created_at, last_used_at
            """;

    private static final String DELETE =
            "delete from auth.webauthn_credentials where id = :id and user_id = :user_id";

    private static final String USED =
            """
            update auth.webauthn_credentials set sign_count = :sign_count, backed_up = :backed_up,
                last_used_at = :now, updated_at = :now
            where id = :id
            """;

    private final ProjectDatabase database;

    PasskeyRepository(ProjectDatabase database) {
        this.database = database;
    }

    /// Of one user, the oldest first.
    public List<Passkey> ofUser(UUID userId) {
        return database.sql(OF_USER)
                .param("user_id", userId)
                .query((row, number) -> passkey(row))
                .list();
    }

    List<Credential.Handle> handles(UUID userId) {
        return database.sql(HANDLES)
                .param("user_id", userId)
                .query((row, number) -> handle(row))
                .list();
    }

    Optional<Stored> find(byte[] credentialId) {
        return database.sql(BY_CREDENTIAL)
                .param("credential_id", credentialId)
                .query((row, number) -> stored(row))
                .optional();
    }

    /// @throws org.springframework.dao.DuplicateKeyException if it is registered already
    Passkey insert(UUID userId, Credential credential, String name, Instant now) {
        var id = UUID.randomUUID();
        database.sql(INSERT)
                .param("id", id)
                .param("user_id", userId)
                .param("credential_id", credential.handle().bytes())
                .param("public_key", credential.cose())
                .param("attestation_type", credential.attestationType())
                .param("aaguid", credential.aaguid())
                .param("sign_count", credential.signCount())
                .param("transports", Columns.json(credential.handle().transports()))
                .param("backup_eligible", credential.backupEligible())
                .param("backed_up", credential.backedUp())
                .param("name", name)
                .param("now", Columns.parameter(now))
                .update();
        return new Passkey(id, name, now, null);
    }

    Optional<Passkey> rename(UUID userId, UUID id, String name, Instant now) {
        return database.sql(RENAME)
                .param("id", id)
                .param("user_id", userId)
                .param("name", name)
                .param("now", Columns.parameter(now))
                .query((row, number) -> passkey(row))
                .optional();
    }

    /// Whether the user had it.
    public boolean delete(UUID userId, UUID id) {
        return database.sql(DELETE).param("id", id).param("user_id", userId).update() > 0;
    }

    void used(UUID id, Assertion assertion, Instant now) {
        database.sql(USED)
                .param("id", id)
                .param("sign_count", assertion.signCount())
                .param("backed_up", assertion.backedUp())
                .param("now", Columns.parameter(now))
                .update();
    }

    private static Passkey passkey(ResultSet row) throws SQLException {
        return new Passkey(
                row.getObject("id", UUID.class),
                Columns.text(row, "friendly_name"),
                Objects.requireNonNullElse(Columns.instant(row, "created_at"), Instant.EPOCH),
                Columns.instant(row, "last_used_at"));
    }

    private static Credential.Handle handle(ResultSet row) throws SQLException {
        return Credential.Handle.of(
                row.getBytes("credential_id"),
                Columns.JSON.readValue(row.getString("transports"), TEXTS));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                new Credential(
                        handle(row),
                        Base64.getEncoder().encodeToString(row.getBytes("public_key")),
                        row.getString("attestation_type"),
                        Objects.requireNonNullElse(
                                row.getObject("aaguid", UUID.class), new UUID(0, 0)),
                        row.getLong("sign_count"),
                        row.getBoolean("backup_eligible"),
                        row.getBoolean("backed_up")));
    }
}
