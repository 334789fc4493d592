package dev.dupabase.admin.credential;

import dev.dupabase.platform.provisioning.DatabaseLogins;
import dev.dupabase.platform.secret.PasswordSeal;
import dev.dupabase.platform.secret.Secret;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The PostgreSQL login of each account, table `platform.pg_users`. Its password is sealed under
/// the account's own, so only its owner can have it shown (contracts/platform.md §17).
@Component
public class Credentials {
    private static final String INSERT =
            """
            insert into platform.pg_users (user_id, pg_username, pg_password_encrypted)
            values (:user, :login, :sealed)
            """;

    private static final String OF =
            """
            select pg_username as login, pg_password_encrypted as sealed_password
            from platform.pg_users where user_id = :user
            """;

    private static final String REPLACE =
            """
            update platform.pg_users set pg_password_encrypted = :new, updated_at = now()
            where user_id = :user and pg_password_encrypted = :old
            """;

    private final JdbcClient platform;
    private final DatabaseLogins logins;

    Credentials(JdbcClient platform, DatabaseLogins logins) {
        this.platform = platform;
        this.logins = logins;
    }

    /// A login that is not made yet.
    public record Fresh(String login, Secret password, String sealedPassword) {}

    /// A login as it is stored.
    public record Stored(String login, String sealedPassword) {
        @Override
        public String toString() {
            return "Stored[" + login + "]";
        }
    }

    /// Thinks of a login; sealing its password takes some hundred milliseconds.
    public Fresh fresh(Secret accountPassword) {
        var password = logins.newPassword();
        return new Fresh(logins.newName(), password, PasswordSeal.seal(accountPassword, password));
    }

    /// Makes it in PostgreSQL; to be called before the transaction that stores it.
    public void createLogin(Fresh fresh) {
        logins.create(fresh.login(), fresh.password());
    }

    public void dropLogin(String login) {
        logins.drop(login);
    }

    public void insert(UUID user, Fresh fresh) {
        platform.sql(INSERT)
                .param("user", user)
                .param("login", fresh.login())
                .param("sealed", fresh.sealedPassword())
                .update();
    }

    public Optional<Stored> of(UUID user) {
        return platform.sql(OF).param("user", user).query(Stored.class).optional();
    }

    /// Stores another sealed password.
    ///
    /// @return whether it was still the old one that it replaced
    public boolean replace(UUID user, String oldSealed, String newSealed) {
        return platform.sql(REPLACE)
                        .param("user", user)
                        .param("old", oldSealed)
                        .param("new", newSealed)
                        .update()
                > 0;
    }
}
