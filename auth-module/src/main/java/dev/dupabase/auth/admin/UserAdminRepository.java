package dev.dupabase.auth.admin;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRows;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// What only administrators do to the running project's users. All of it runs inside `asRole(AUTH,
/// …)`.
@Repository
class UserAdminRepository {
    /// Which users are listed; empty text means any.
    ///
    /// @param filter part of an address or of a full name
    record Search(String aud, String filter, String email, String phone, String provider) {}

    private static final String MATCHES =
            """
             from auth.users u
            where (u.aud = :aud or coalesce(u.aud, '') = '')
              and (:filter = '' or u.email like :pattern
                   or u.raw_user_meta_data ->> 'full_name' ilike :pattern)
              and (:email = '' or u.email = :email)
              and (:phone = '' or u.phone = :phone)
              and (:provider = '' or exists (
                   select from auth.identities i where i.user_id = u.id and i.provider = :provider))
            """;

    private static final String COUNT = "select count(*)" + MATCHES;

    private static final String NEWEST =
            "select "
                    + UserRows.COLUMNS
                    + MATCHES
                    + " order by u.created_at desc, u.id limit :limit offset :offset";

    private static final String OLDEST =
            "select "
                    + UserRows.COLUMNS
                    + MATCHES
                    + " order by u.created_at, u.id limit :limit offset :offset";

    // The order of the index users_keyset_idx; rows made by SQL may have no time.
    private static final String NEWEST_BEHIND =
            "select "
                    + UserRows.COLUMNS
                    + MATCHES
                    + """
                      and (coalesce(u.created_at, timestamptz '0001-01-01 00:00:00Z'), u.id) < (:at, :id)
                    order by coalesce(u.created_at, timestamptz '0001-01-01 00:00:00Z') desc, u.id desc limit :limit
                    """;

    private static final String OLDEST_BEHIND =
            "select "
                    + UserRows.COLUMNS
                    + MATCHES
                    + """
                      and (coalesce(u.created_at, timestamptz '0001-01-01 00:00:00Z'), u.id) > (:at, :id)
                    order by coalesce(u.created_at, timestamptz '0001-01-01 00:00:00Z'), u.id limit :limit
                    """;

    private static final String SET_ROLE =
            "update auth.users set role = :role, updated_at = :now where id = :id";

    private static final String SET_AUD =
            "update auth.users set aud = :aud, updated_at = :now where id = :id";

    private static final String SET_EMAIL =
            """
            update auth.users set email = :email, email_change = '', updated_at = :now
            where id = :id
            """;

    private static final String SET_PHONE =
            """
            update auth.users set phone = :phone, phone_change = '', updated_at = :now
            where id = :id
            """;

    private static final String CONFIRM_PHONE =
            """
            update auth.users set phone_confirmed_at = coalesce(phone_confirmed_at, :now),
                updated_at = :now,
                raw_user_meta_data = coalesce(nullif(raw_user_meta_data, 'null'), '{}')
                    || '{"phone_verified": true}'
            where id = :id
            """;

    private static final String BAN =
            "update auth.users set banned_until = :until, updated_at = :now where id = :id";

    private static final String INVITED =
            """
            update auth.users set invited_at = :now, confirmation_sent_at = :now, updated_at = :now
            where id = :id
            """;

    private static final String DELETE = "delete from auth.users where id = :id";

    private static final String SOFT_DELETE =
            """
            with factor as (delete from auth.mfa_factors where user_id = :id),
            passkey as (delete from auth.webauthn_credentials where user_id = :id),
            token as (delete from auth.one_time_tokens where user_id = :id),
            session as (delete from auth.sessions where user_id = :id)
            update auth.users set deleted_at = :now, updated_at = :now, email = :email,
                phone = :phone, email_change = :email_change, phone_change = :phone_change,
                encrypted_password = null, confirmation_token = '', recovery_token = '',
                email_change_token_new = '', email_change_token_current = '',
                phone_change_token = '', reauthentication_token = '',
                raw_user_meta_data = '{}', raw_app_meta_data = '{}'
            where id = :id
            """;

    private static final String SOFT_DELETE_IDENTITY =
            """
            update auth.identities set identity_data = '{}', provider_id = :provider_id,
                updated_at = :now
            where id = :id
            """;

    private static final Cursor.Position FIRST_OF_NEWEST =
            new Cursor.Position(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1, -1));

    private static final Cursor.Position FIRST_OF_OLDEST =
            new Cursor.Position(Cursor.NO_TIME, new UUID(0, 0));

    private final ProjectDatabase database;

    UserAdminRepository(ProjectDatabase database) {
        this.database = database;
    }

    long count(Search search) {
        return bind(database.sql(COUNT), search).query(Long.class).single();
    }

    List<User> newest(Search search, Page page) {
        return list(bind(database.sql(NEWEST), search), page);
    }

    List<User> oldest(Search search, Page page) {
        return list(bind(database.sql(OLDEST), search), page);
    }

    /// One more than the page holds, if there are more.
    List<User> newest(Search search, Cursor cursor) {
        return behind(bind(database.sql(NEWEST_BEHIND), search), cursor, FIRST_OF_NEWEST);
    }

    /// One more than the page holds, if there are more.
    List<User> oldest(Search search, Cursor cursor) {
        return behind(bind(database.sql(OLDEST_BEHIND), search), cursor, FIRST_OF_OLDEST);
    }

    private static List<User> behind(
            StatementSpec statement, Cursor cursor, Cursor.Position start) {
        var after = cursor.after().orElse(start);
        return statement
                .param("at", Columns.parameter(after.at()))
                .param("id", after.id())
                .param("limit", cursor.size() + 1)
                .query((row, number) -> UserRows.read(row))
                .list();
    }

    private static List<User> list(StatementSpec statement, Page page) {
        return statement
                .param("limit", page.size())
                .param("offset", page.offset())
                .query((row, number) -> UserRows.read(row))
                .list();
    }

    private static StatementSpec bind(StatementSpec statement, Search search) {
        return statement
                .param("aud", search.aud())
                .param("filter", search.filter())
                .param("pattern", "%" + search.filter().replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .param("email", search.email())
                .param("phone", search.phone())
                .param("provider", search.provider());
    }

    void setRole(UUID id, String role, Instant now) {
        update(database.sql(SET_ROLE).param("role", role), id, now);
    }

    void setAud(UUID id, String aud, Instant now) {
        update(database.sql(SET_AUD).param("aud", aud), id, now);
    }

    /// @throws org.springframework.dao.DuplicateKeyException if another user has it
    void setEmail(UUID id, String email, Instant now) {
        update(database.sql(SET_EMAIL).param("email", email), id, now);
    }

    /// @throws org.springframework.dao.DuplicateKeyException if another user has it
    void setPhone(UUID id, String phone, Instant now) {
        update(database.sql(SET_PHONE).param("phone", phone), id, now);
    }

    void confirmPhone(UUID id, Instant now) {
        update(database.sql(CONFIRM_PHONE), id, now);
    }

    /// @param until null: no longer
    void ban(UUID id, @Nullable Instant until, Instant now) {
        update(
                database.sql(BAN).param("until", until == null ? null : Columns.parameter(until)),
                id,
                now);
    }

    void invited(UUID id, Instant now) {
        update(database.sql(INVITED), id, now);
    }

    void delete(UUID id) {
        database.sql(DELETE).param("id", id).update();
    }

    /// Leaves a row that nobody can sign in as, and whose address is free again.
    void softDelete(User user, Instant now) {
        update(
                database.sql(SOFT_DELETE)
                        .param("email", Pseudonym.of(user.id(), user.email()))
                        .param("phone", Pseudonym.ofPhone(user.id(), user.phone()))
                        .param("email_change", Pseudonym.of(user.id(), user.emailChange()))
                        .param("phone_change", Pseudonym.ofPhone(user.id(), user.phoneChange())),
                user.id(),
                now);
        for (var identity : user.identities()) {
            update(
                    database.sql(SOFT_DELETE_IDENTITY)
                            .param("provider_id", Pseudonym.of(user.id(), identity.providerId())),
                    identity.id(),
                    now);
        }
    }

    private static void update(StatementSpec statement, UUID id, Instant now) {
        statement.param("id", id).param("now", Columns.parameter(now)).update();
    }
}
