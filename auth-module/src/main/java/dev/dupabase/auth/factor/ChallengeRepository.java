package dev.dupabase.auth.factor;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Challenges of second factors. All of it runs inside `asRole(AUTH, …)`.
@Repository
class ChallengeRepository {
    /// @param sameAddress whether it was made by a client with the given address
    /// @param codeHash of a code that was sent; null if none was
    /// @param ceremony of WebAuthn, as JSON; null for others
    record Stored(
            UUID id,
            Instant createdAt,
            boolean verified,
            boolean sameAddress,
            @Nullable String codeHash,
            @Nullable String ceremony) {}

    private static final String INSERT =
            """
            insert into auth.mfa_challenges (id, factor_id, created_at, ip_address, otp_code,
                web_authn_session_data)
            values (:id, :factor_id, :now, cast(:ip as inet), :code, cast(:ceremony as jsonb))
            """;

    private static final String FIND =
            """
            select id, created_at, verified_at is not null as verified,
                ip_address = cast(:ip as inet) as same_address, otp_code, web_authn_session_data
            from auth.mfa_challenges where id = :id and factor_id = :factor_id
            """;

    private static final String USE =
            """
            update auth.mfa_challenges set verified_at = :now
            where id = :id and verified_at is null
            """;

    private static final String DELETE = "delete from auth.mfa_challenges where id = :id";

    private final ProjectDatabase database;

    ChallengeRepository(ProjectDatabase database) {
        this.database = database;
    }

    void insert(
            UUID id,
            UUID factorId,
            String address,
            @Nullable String codeHash,
            @Nullable String ceremony,
            Instant now) {
        database.sql(INSERT)
                .param("id", id)
                .param("factor_id", factorId)
                .param("ip", address)
                .param("code", codeHash)
                .param("ceremony", ceremony)
                .param("now", Columns.parameter(now))
                .update();
    }

    /// @param address of the client that answers it
    Optional<Stored> find(UUID factorId, UUID id, String address) {
        return database.sql(FIND)
                .param("id", id)
                .param("factor_id", factorId)
                .param("ip", address)
                .query((row, number) ->
                        new Stored(
                                row.getObject("id", UUID.class),
                                Objects.requireNonNull(Columns.instant(row, "created_at")),
                                row.getBoolean("verified"),
                                row.getBoolean("same_address"),
                                row.getString("otp_code"),
                                row.getString("web_authn_session_data")))
                .optional();
    }

    /// Whether it had not been answered before.
    boolean use(UUID id, Instant now) {
        return database.sql(USE).param("id", id).param("now", Columns.parameter(now)).update() > 0;
    }

    void delete(UUID id) {
        database.sql(DELETE).param("id", id).update();
    }
}
