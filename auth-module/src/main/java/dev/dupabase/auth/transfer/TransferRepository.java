package dev.dupabase.auth.transfer;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRows;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Writes users that come from files, and reads those that go to files. All of it runs inside
/// `asRole(AUTH, …)`.
@Repository
class TransferRepository {
    private static final String INSERT =
            """
            insert into auth.users (instance_id, id, aud, role, email, phone, encrypted_password,
                email_confirmed_at, phone_confirmed_at, raw_app_meta_data, raw_user_meta_data,
                created_at, updated_at, last_sign_in_at, banned_until, confirmation_token,
                recovery_token, email_change_token_new, email_change_token_current, email_change,
                phone_change, phone_change_token, reauthentication_token)
            values ('00000000-0000-0000-0000-000000000000', :id, :aud, :role, nullif(:email, ''),
                nullif(:phone, ''), nullif(:password, ''), :email_confirmed_at,
                :phone_confirmed_at, :app_metadata, :user_metadata, :created_at, :now,
                :last_sign_in_at, :banned_until, '', '', '', '', '', '', '', '')
            on conflict do nothing
            """;

    private static final String INSERT_IDENTITY =
            """
            insert into auth.identities (id, provider_id, user_id, identity_data, provider,
                created_at, updated_at)
            values (gen_random_uuid(), :provider_id, :user_id, :data, :provider, :now, :now)
            on conflict do nothing
            """;

    private static final String PAGE =
            "select "
                    + UserRows.COLUMNS
                    + " from auth.users u where u.id > :after and u.deleted_at is null"
                    + " order by u.id limit :limit";

    private static final String USERNAMES =
            """
            select user_id, username from auth.usernames
            where user_id = any (cast(:ids as uuid[]))
            """;

    private final ProjectDatabase database;

    TransferRepository(ProjectDatabase database) {
        this.database = database;
    }

    /// Whether there was room: neither the id nor the address nor the number were taken.
    boolean insert(
            ImportedUser user,
            String aud,
            String role,
            Map<String, @Nullable Object> appMetadata,
            Instant now) {
        return database.sql(INSERT)
                        .param("id", user.id())
                        .param("aud", aud)
                        .param("role", role)
                        .param("email", user.email())
                        .param("phone", user.phone())
                        .param("password", user.passwordHash())
                        .param("email_confirmed_at", time(user.emailConfirmedAt()))
                        .param("phone_confirmed_at", time(user.phoneConfirmedAt()))
                        .param("app_metadata", Columns.json(appMetadata))
                        .param("user_metadata", Columns.json(user.userMetadata()))
                        .param(
                                "created_at",
                                time(user.createdAt() == null ? now : user.createdAt()))
                        .param("last_sign_in_at", time(user.lastSignInAt()))
                        .param("banned_until", time(user.bannedUntil()))
                        .param("now", Columns.parameter(now))
                        .update()
                > 0;
    }

    void insertIdentity(
            UUID userId,
            String provider,
            String providerId,
            Map<String, @Nullable Object> data,
            Instant now) {
        database.sql(INSERT_IDENTITY)
                .param("user_id", userId)
                .param("provider", provider)
                .param("provider_id", providerId)
                .param("data", Columns.json(data))
                .param("now", Columns.parameter(now))
                .update();
    }

    /// The users behind an id, by their ids.
    List<User> page(UUID after, int limit) {
        return database.sql(PAGE)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> UserRows.read(row))
                .list();
    }

    Map<UUID, String> usernames(List<User> users) {
        var ids =
                users.stream()
                        .map(user -> user.id().toString())
                        .collect(Collectors.joining(",", "{", "}"));
        var names = new HashMap<UUID, String>();
        database.sql(USERNAMES)
                .param("ids", ids)
                .query(row -> {
                    names.put(row.getObject("user_id", UUID.class), row.getString("username"));
                });
        return names;
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : Columns.parameter(at);
    }
}
