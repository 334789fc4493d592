package dev.dupabase.auth.factor;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Second factors of the running project's users. All of it runs inside `asRole(AUTH, …)`.
@Repository
public class FactorRepository {
    private static final String INSERT =
            """
            insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status,
                created_at, updated_at, secret, phone)
            values (:id, :user_id, :name, cast(:type as auth.factor_type), 'unverified', :now,
                :now, nullif(:secret, ''), nullif(:phone, ''))
            """;

    private static final String FIND =
            """
            select id, user_id, factor_type, status, friendly_name, secret, phone,
                web_authn_credential, last_challenged_at
            from auth.mfa_factors
            where id = :id and user_id = :user_id and factor_type <> 'recovery_code'
            """;

    private static final String LOCK = FIND + " for update";

    private static final String DELETE_STALE =
            """
            delete from auth.mfa_factors
            where user_id = :user_id and status = 'unverified' and created_at < :before
            """;

    private static final String DELETE_UNVERIFIED =
            """
            delete from auth.mfa_factors
            where user_id = :user_id and status = 'unverified' and id <> :id
              and factor_type = cast(:type as auth.factor_type)
            """;

    private static final String DELETE_UNVERIFIED_PHONE =
            """
            delete from auth.mfa_factors
            where user_id = :user_id and status = 'unverified' and phone = :phone
            """;

    private static final String CHALLENGED =
            """
            update auth.mfa_factors set last_challenged_at = :at where id = :id
            """;

    private static final String VERIFIED =
            "update auth.mfa_factors set status = 'verified', updated_at = :now where id = :id";

    private static final String SET_CREDENTIAL =
            """
            update auth.mfa_factors set web_authn_credential = cast(:credential as jsonb),
                web_authn_aaguid = :aaguid, updated_at = :now
            where id = :id
            """;

    // A session that the factor raised is no longer proven by it, and recovery codes recover
    // nothing
    // once there is no factor.
    private static final String DELETE =
            """
            with raised as (
                update auth.sessions set aal = 'aal1', factor_id = null where factor_id = :id
                returning id),
            proof as (
                delete from auth.mfa_amr_claims a using raised
                where a.session_id = raised.id
                  and a.authentication_method in
                      ('totp', 'mfa/phone', 'mfa/webauthn', 'mfa/recovery_code')),
            gone as (delete from auth.mfa_factors where id = :id returning user_id)
            delete from auth.mfa_factors r using gone
            where r.user_id = gone.user_id and r.factor_type = 'recovery_code' and r.id <> :id
              and not exists (
                select from auth.mfa_factors f
                where f.user_id = gone.user_id and f.status = 'verified' and f.id <> :id
                  and f.factor_type <> 'recovery_code')
            """;

    private static final String HAS_VERIFIED =
            """
            select exists (
                select from auth.mfa_factors
                where user_id = :user_id and status = 'verified'
                  and factor_type <> 'recovery_code')
            """;

    private final ProjectDatabase database;

    FactorRepository(ProjectDatabase database) {
        this.database = database;
    }

    /// @throws org.springframework.dao.DuplicateKeyException if the user has one of that name or
    ///   number
    void insert(StoredFactor factor, Instant now) {
        database.sql(INSERT)
                .param("id", factor.id())
                .param("user_id", factor.userId())
                .param("name", factor.name())
                .param("type", factor.type().label())
                .param("secret", factor.secret())
                .param("phone", factor.phone())
                .param("now", Columns.parameter(now))
                .update();
    }

    Optional<StoredFactor> find(UUID userId, UUID id) {
        return one(database.sql(FIND), userId, id);
    }

    /// Keeps others from verifying it meanwhile.
    Optional<StoredFactor> lock(UUID userId, UUID id) {
        return one(database.sql(LOCK), userId, id);
    }

    private static Optional<StoredFactor> one(StatementSpec statement, UUID userId, UUID id) {
        return statement
                .param("id", id)
                .param("user_id", userId)
                .query((row, number) -> read(row))
                .optional();
    }

    void deleteUnverifiedBefore(UUID userId, Instant before) {
        database.sql(DELETE_STALE)
                .param("user_id", userId)
                .param("before", Columns.parameter(before))
                .update();
    }

    /// Deletes what else of that type was never verified.
    void deleteUnverified(StoredFactor kept) {
        database.sql(DELETE_UNVERIFIED)
                .param("user_id", kept.userId())
                .param("type", kept.type().label())
                .param("id", kept.id())
                .update();
    }

    void deleteUnverifiedPhone(UUID userId, String phone) {
        database.sql(DELETE_UNVERIFIED_PHONE)
                .param("user_id", userId)
                .param("phone", phone)
                .update();
    }

    /// @throws org.springframework.dao.DuplicateKeyException if another factor was challenged at
    ///   the very same time: the table wants that to be unique
    ///
    /// @param at null: never
    void challenged(UUID id, @Nullable Instant at) {
        database.sql(CHALLENGED)
                .param("id", id)
                .param("at", at == null ? null : Columns.parameter(at))
                .update();
    }

    void verified(UUID id, Instant now) {
        database.sql(VERIFIED).param("id", id).param("now", Columns.parameter(now)).update();
    }

    void setCredential(UUID id, String credential, UUID aaguid, Instant now) {
        database.sql(SET_CREDENTIAL)
                .param("id", id)
                .param("credential", credential)
                .param("aaguid", aaguid)
                .param("now", Columns.parameter(now))
                .update();
    }

    /// Deletes a factor and lowers the sessions it raised.
    public void delete(UUID id) {
        database.sql(DELETE).param("id", id).update();
    }

    /// Whether the user has any factor that was verified, recovery codes aside.
    public boolean hasVerified(UUID userId) {
        return database.sql(HAS_VERIFIED).param("user_id", userId).query(Boolean.class).single();
    }

    private static StoredFactor read(ResultSet row) throws SQLException {
        return new StoredFactor(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                FactorType.ofLabel(row.getString("factor_type")),
                row.getString("status").equals("verified"),
                Columns.text(row, "friendly_name"),
                Columns.text(row, "secret"),
                Columns.text(row, "phone"),
                row.getString("web_authn_credential"),
                Columns.instant(row, "last_challenged_at"));
    }
}
