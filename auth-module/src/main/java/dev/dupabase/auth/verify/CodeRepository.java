package dev.dupabase.auth.verify;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// One-time codes of the running project's users: kept in a table of their own and, as older
/// servers know them, in the users' rows. All of it runs inside `asRole(AUTH, …)`.
@Repository
public class CodeRepository {
    record Stored(UUID userId, CodeKind kind, String hash) {}

    private static final String CONFIRMATION =
            """
            update auth.users set confirmation_token = :hash, confirmation_sent_at = :now,
                updated_at = :now where id = :user_id
            """;

    private static final String RECOVERY =
            """
            update auth.users set recovery_token = :hash, recovery_sent_at = :now,
                updated_at = :now where id = :user_id
            """;

    private static final String REAUTHENTICATION =
            """
            update auth.users set reauthentication_token = :hash, reauthentication_sent_at = :now,
                updated_at = :now where id = :user_id
            """;

    private static final String CHANGE_NEW =
            """
            update auth.users set email_change_token_new = :hash, email_change_sent_at = :now,
                updated_at = :now where id = :user_id
            """;

    private static final String CHANGE_CURRENT =
            """
            update auth.users set email_change_token_current = :hash, email_change_sent_at = :now,
                updated_at = :now where id = :user_id
            """;

    private static final String PHONE_CHANGE =
            """
            update auth.users set phone_change_token = :hash, phone_change_sent_at = :now,
                updated_at = :now where id = :user_id
            """;

    private static final String REPLACE =
            """
            insert into auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to,
                created_at, updated_at)
            values (:id, :user_id, cast(:kind as auth.one_time_token_type), :hash, :relates_to,
                :now_utc, :now_utc)
            on conflict (user_id, token_type) do update set id = excluded.id,
                token_hash = excluded.token_hash, relates_to = excluded.relates_to,
                created_at = excluded.created_at, updated_at = excluded.updated_at
            """;

    private static final String FORGIVE =
            """
            delete from auth.one_time_token_failures
            where user_id = :user_id and token_type = cast(:kind as auth.one_time_token_type)
            """;

    private static final String BY_HASH =
            """
            select user_id, token_type::text, token_hash from auth.one_time_tokens
            where token_hash in (:hashes)
            """;

    private static final String OF_USER =
            """
            select user_id, token_type::text, token_hash from auth.one_time_tokens
            where user_id = :user_id
            """;

    private static final String FAIL =
            """
            insert into auth.one_time_token_failures (user_id, token_type, failures)
            values (:user_id, cast(:kind as auth.one_time_token_type), 1)
            on conflict (user_id, token_type) do update
                set failures = one_time_token_failures.failures + 1
            returning failures
            """;

    private static final String REMOVE =
            """
            delete from auth.one_time_tokens
            where user_id = :user_id and token_type = cast(:kind as auth.one_time_token_type)
            """;

    private static final String REMOVE_ALL =
            """
            with failures as (
                delete from auth.one_time_token_failures where user_id = :user_id),
            tokens as (
                delete from auth.one_time_tokens where user_id = :user_id)
            update auth.users set confirmation_token = '', recovery_token = '',
                email_change_token_new = '', email_change_token_current = '',
                reauthentication_token = '', phone_change_token = ''
            where id = :user_id
            """;

    private final ProjectDatabase database;

    CodeRepository(ProjectDatabase database) {
        this.database = database;
    }

    /// Stores a code; the one before it of its kind is void.
    ///
    /// @param address it belongs to
    public void store(UUID userId, CodeKind kind, String hash, String address, Instant now) {
        var update =
                switch (kind) {
                    case CONFIRMATION_TOKEN -> database.sql(CONFIRMATION);
                    case RECOVERY_TOKEN -> database.sql(RECOVERY);
                    case REAUTHENTICATION_TOKEN -> database.sql(REAUTHENTICATION);
                    case EMAIL_CHANGE_TOKEN_NEW -> database.sql(CHANGE_NEW);
                    case EMAIL_CHANGE_TOKEN_CURRENT -> database.sql(CHANGE_CURRENT);
                    case PHONE_CHANGE_TOKEN -> database.sql(PHONE_CHANGE);
                };
        update.param("hash", hash)
                .param("now", Columns.parameter(now))
                .param("user_id", userId)
                .update();
        database.sql(REPLACE)
                .param("id", UUID.randomUUID())
                .param("user_id", userId)
                .param("kind", kind.label())
                .param("hash", hash)
                .param("relates_to", address)
                .param("now_utc", Columns.utcParameter(now))
                .update();
        database.sql(FORGIVE).param("user_id", userId).param("kind", kind.label()).update();
    }

    Optional<Stored> findByHash(Collection<String> hashes) {
        return database
                .sql(BY_HASH)
                .param("hashes", hashes)
                .query((row, number) -> stored(row))
                .list()
                .stream()
                .findFirst();
    }

    List<Stored> ofUser(UUID userId) {
        return database.sql(OF_USER)
                .param("user_id", userId)
                .query((row, number) -> stored(row))
                .list();
    }

    /// Counts a wrong guess.
    ///
    /// @return how many there have been at this code
    int fail(UUID userId, CodeKind kind) {
        return database.sql(FAIL)
                .param("user_id", userId)
                .param("kind", kind.label())
                .query(Integer.class)
                .single();
    }

    void remove(UUID userId, CodeKind kind) {
        database.sql(REMOVE).param("user_id", userId).param("kind", kind.label()).update();
        database.sql(FORGIVE).param("user_id", userId).param("kind", kind.label()).update();
    }

    /// Voids every code of a user.
    public void removeAll(UUID userId) {
        database.sql(REMOVE_ALL).param("user_id", userId).update();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getObject("user_id", UUID.class),
                CodeKind.ofLabel(row.getString("token_type")),
                row.getString("token_hash"));
    }
}
