package dev.dupabase.auth.recovery;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// Recovery codes of the running project's users: one factor a user, and the hashes of its codes.
/// All of it runs inside `asRole(AUTH, …)`.
@Repository
class RecoveryCodeRepository {
    /// @param factorId of the factor that stands for all of a user's codes
    record CodeSet(UUID factorId, String name, int total, int remaining) {}

    private static final String FIND =
            """
            select f.id, coalesce(f.friendly_name, '') as name, count(c.id) as total,
                count(c.id) filter (where c.used_at is null) as remaining
            from auth.mfa_factors f
            left join auth.mfa_recovery_codes c on c.factor_id = f.id
            where f.user_id = :user_id and f.factor_type = 'recovery_code'
            group by f.id
            """;

    private static final String INSERT_FACTOR =
            """
            insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status,
                created_at, updated_at)
            values (:id, :user_id, :name, 'recovery_code', 'verified', :now, :now)
            """;

    private static final String REPLACE =
            """
            with gone as (delete from auth.mfa_recovery_codes where factor_id = :factor_id)
            insert into auth.mfa_recovery_codes (id, factor_id, code_hash, created_at)
            select gen_random_uuid(), :factor_id, hash, :now
            from unnest(cast(:hashes as text[])) as hash
            """;

    private static final String IS_UNUSED =
            """
            select exists (
                select from auth.mfa_recovery_codes
                where factor_id = :factor_id and code_hash = :hash and used_at is null)
            """;

    private static final String USE =
            """
            update auth.mfa_recovery_codes set used_at = :now
            where factor_id = :factor_id and code_hash = :hash and used_at is null
            """;

    private final ProjectDatabase database;

    RecoveryCodeRepository(ProjectDatabase database) {
        this.database = database;
    }

    Optional<CodeSet> find(UUID userId) {
        return database.sql(FIND)
                .param("user_id", userId)
                .query((row, number) ->
                        new CodeSet(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                row.getInt("total"),
                                row.getInt("remaining")))
                .optional();
    }

    /// @throws org.springframework.dao.DuplicateKeyException if the user has a factor of that name
    void insertFactor(UUID id, UUID userId, String name, Instant now) {
        database.sql(INSERT_FACTOR)
                .param("id", id)
                .param("user_id", userId)
                .param("name", name)
                .param("now", Columns.parameter(now))
                .update();
    }

    /// Stores codes in place of those there were.
    void replace(UUID factorId, List<String> hashes, Instant now) {
        database.sql(REPLACE)
                .param("factor_id", factorId)
                .param("hashes", "{" + String.join(",", hashes) + "}")
                .param("now", Columns.parameter(now))
                .update();
    }

    /// Whether it is one of the codes, not used yet.
    boolean isUnused(UUID factorId, String hash) {
        return database.sql(IS_UNUSED)
                .param("factor_id", factorId)
                .param("hash", hash)
                .query(Boolean.class)
                .single();
    }

    /// Uses a code up, if it is one of them, not used before.
    boolean use(UUID factorId, String hash, Instant now) {
        return database.sql(USE)
                        .param("factor_id", factorId)
                        .param("hash", hash)
                        .param("now", Columns.parameter(now))
                        .update()
                > 0;
    }
}
