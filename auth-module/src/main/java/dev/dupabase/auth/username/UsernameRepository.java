package dev.dupabase.auth.username;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Repository;

/// Usernames of the running project: unique whatever their case. All of it runs inside
/// `asRole(AUTH, …)`.
@Repository
public class UsernameRepository {
    // No address has this shape, for want of an @, and no phone number, for want of a letter.
    private static final Pattern SHAPE =
            Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9_][A-Za-z0-9._-]{2,63}");

    private static final String FIND =
            "select username from auth.usernames where user_id = :user_id";

    private static final String HOLDER =
            "select user_id from auth.usernames where username_key = :key";

    private static final String SET =
            """
            insert into auth.usernames (user_id, username, username_key, created_at, updated_at)
            values (:user_id, :username, :key, :now, :now)
            on conflict (user_id) do update set username = :username, username_key = :key,
                updated_at = :now
            """;

    private static final String INSERT =
            """
            insert into auth.usernames (user_id, username, username_key, created_at, updated_at)
            values (:user_id, :username, :key, :now, :now) on conflict do nothing
            """;

    private static final String DELETE = "delete from auth.usernames where user_id = :user_id";

    private final ProjectDatabase database;

    UsernameRepository(ProjectDatabase database) {
        this.database = database;
    }

    /// Whether it could be one.
    public static boolean isUsername(String text) {
        return SHAPE.matcher(text).matches();
    }

    public Optional<String> find(UUID userId) {
        return database.sql(FIND).param("user_id", userId).query(String.class).optional();
    }

    /// Whose name it is.
    public Optional<UUID> holder(String username) {
        return database.sql(HOLDER).param("key", key(username)).query(UUID.class).optional();
    }

    /// @throws org.springframework.dao.DuplicateKeyException if another user has it
    void set(UUID userId, String username, Instant now) {
        database.sql(SET)
                .param("user_id", userId)
                .param("username", username)
                .param("key", key(username))
                .param("now", Columns.parameter(now))
                .update();
    }

    /// Gives a user a name, if nobody has it and the user has none.
    public boolean insert(UUID userId, String username, Instant now) {
        return database.sql(INSERT)
                        .param("user_id", userId)
                        .param("username", username)
                        .param("key", key(username))
                        .param("now", Columns.parameter(now))
                        .update()
                > 0;
    }

    void delete(UUID userId) {
        database.sql(DELETE).param("user_id", userId).update();
    }

    private static String key(String username) {
        return username.toLowerCase(Locale.ROOT);
    }
}
