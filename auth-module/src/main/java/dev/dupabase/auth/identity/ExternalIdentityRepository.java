package dev.dupabase.auth.identity;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Identities that come from elsewhere, and what of a user's row hangs on them. All of it runs
/// inside `asRole(AUTH, …)`.
@Repository
class ExternalIdentityRepository {
    record Owner(UUID userId, String provider) {}

    // Ethereum's addresses may be written with or without their checksum of capitals.
    private static final String OWNER =
            """
            select user_id from auth.identities
            where provider = :provider and (provider_id = :subject
                or (provider = 'web3' and lower(provider_id) = lower(:subject)
                    and provider_id like 'web3:ethereum:%'))
            order by provider_id = :subject desc limit 1
            """;

    private static final String OWNERS_OF_ADDRESSES =
            """
            select distinct user_id, provider from auth.identities where email in (:addresses)
            """;

    private static final String USERS_OF_ADDRESSES =
            "select id from auth.users where email in (:addresses) and not is_sso_user";

    private static final String REFRESH =
            """
            update auth.identities set identity_data = cast(:data as jsonb), last_sign_in_at = :now,
                updated_at = :now
            where id = :id
            """;

    private static final String DELETE = "delete from auth.identities where id = :id";

    private static final String DELETE_OTHERS =
            "delete from auth.identities where user_id = :user_id and id <> :id";

    private static final String REPLACE_METADATA =
            """
            update auth.users set raw_user_meta_data = cast(:data as jsonb),
                encrypted_password = null, updated_at = :now
            where id = :id
            """;

    private static final String SET_EMAIL =
            """
            update auth.users set email = nullif(:email, ''), updated_at = :now,
                email_confirmed_at = case when :verified then coalesce(email_confirmed_at, :now)
                    end
            where id = :id
            """;

    private static final String CLEAR_PHONE =
            """
            update auth.users set phone = null, phone_confirmed_at = null, updated_at = :now
            where id = :id
            """;

    private static final String NO_LONGER_ANONYMOUS =
            "update auth.users set is_anonymous = false where id = :id and is_anonymous";

    private static final String INVITED =
            """
            select user_id from auth.one_time_tokens
            where token_hash = :hash and token_type in ('confirmation_token', 'recovery_token')
            """;

    private final ProjectDatabase database;

    ExternalIdentityRepository(ProjectDatabase database) {
        this.database = database;
    }

    Optional<UUID> findOwner(String provider, String subject) {
        return database.sql(OWNER)
                .param("provider", provider)
                .param("subject", subject)
                .query(UUID.class)
                .optional();
    }

    List<Owner> ownersOfAddresses(Collection<String> addresses) {
        return database.sql(OWNERS_OF_ADDRESSES)
                .param("addresses", addresses)
                .query((row, number) ->
                        new Owner(row.getObject("user_id", UUID.class), row.getString("provider")))
                .list();
    }

    /// Users known by one of the addresses, those of single sign-on aside.
    List<UUID> usersOfAddresses(Collection<String> addresses) {
        return database.sql(USERS_OF_ADDRESSES)
                .param("addresses", addresses)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    void refresh(UUID id, Map<String, @Nullable Object> data, Instant now) {
        database.sql(REFRESH)
                .param("id", id)
                .param("data", Columns.json(data))
                .param("now", Columns.parameter(now))
                .update();
    }

    void delete(UUID id) {
        database.sql(DELETE).param("id", id).update();
    }

    void deleteOthers(UUID userId, UUID kept) {
        database.sql(DELETE_OTHERS).param("user_id", userId).param("id", kept).update();
    }

    /// Leaves of a user only what this data tells: no password, no metadata of before.
    void startAnew(UUID userId, Map<String, @Nullable Object> data, Instant now) {
        database.sql(REPLACE_METADATA)
                .param("id", userId)
                .param("data", Columns.json(data))
                .param("now", Columns.parameter(now))
                .update();
    }

    /// @param email empty: none
    void setEmail(UUID userId, String email, boolean verified, Instant now) {
        database.sql(SET_EMAIL)
                .param("id", userId)
                .param("email", email)
                .param("verified", verified)
                .param("now", Columns.parameter(now))
                .update();
    }

    void clearPhone(UUID userId, Instant now) {
        database.sql(CLEAR_PHONE).param("id", userId).param("now", Columns.parameter(now)).update();
    }

    void identified(UUID userId) {
        database.sql(NO_LONGER_ANONYMOUS).param("id", userId).update();
    }

    /// Who was invited with this token.
    Optional<UUID> findInvited(String token) {
        return database.sql(INVITED).param("hash", token).query(UUID.class).optional();
    }
}
