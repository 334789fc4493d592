package dev.dupabase.admin.account;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `platform.users`.
@Repository
public class AccountRepository {
    private static final String INSERT =
            """
            insert into platform.users (email, password_hash, display_name, is_admin)
            values (:email, :hash, :name, :admin)
            returning id
            """;

    private static final String BY_ID =
            """
            select u.id, u.email, u.display_name, coalesce(p.pg_username, '') as pg_username,
                u.is_admin, u.created_at
            from platform.users u left join platform.pg_users p on p.user_id = u.id
            where u.id = :id
            """;

    private static final String SECRETS =
            "select id, email, password_hash, token_version from platform.users where ";

    private static final String SECRETS_BY_EMAIL =
            SECRETS + "email = :email and deleting_since is null";
    private static final String SECRETS_BY_ID = SECRETS + "id = :id and deleting_since is null";

    private static final String CHANGE_PASSWORD =
            """
            update platform.users
            set password_hash = :new, token_version = token_version + 1, updated_at = now()
            where id = :id and password_hash = :old
            returning token_version
            """;

    private static final String MAKE_ADMIN =
            "update platform.users set is_admin = true, updated_at = now() where id = :id and not is_admin";

    private final JdbcClient platform;

    AccountRepository(JdbcClient platform) {
        this.platform = platform;
    }

    /// What signing in needs to know of an account.
    record Secrets(UUID id, String email, String passwordHash, long tokenVersion) {
        @Override
        public String toString() {
            return "Secrets[" + id + "]";
        }
    }

    /// @throws org.springframework.dao.DuplicateKeyException if the address is taken
    UUID insert(String email, String hash, @Nullable String name, boolean admin) {
        return platform.sql(INSERT)
                .param("email", email)
                .param("hash", hash)
                .param("name", name)
                .param("admin", admin)
                .query(UUID.class)
                .single();
    }

    public Optional<Account> find(UUID id) {
        return platform.sql(BY_ID).param("id", id).query(Account.class).optional();
    }

    Optional<Secrets> secrets(String email) {
        return platform.sql(SECRETS_BY_EMAIL).param("email", email).query(Secrets.class).optional();
    }

    Optional<Secrets> secrets(UUID id) {
        return platform.sql(SECRETS_BY_ID).param("id", id).query(Secrets.class).optional();
    }

    /// Sets a new hash, unless another request has been faster.
    ///
    /// @return the account's new token version
    Optional<Long> changePassword(UUID id, String oldHash, String newHash) {
        return platform.sql(CHANGE_PASSWORD)
                .param("id", id)
                .param("old", oldHash)
                .param("new", newHash)
                .query(Long.class)
                .optional();
    }

    /// @return whether it was none before
    boolean makeAdmin(UUID id) {
        return platform.sql(MAKE_ADMIN).param("id", id).update() > 0;
    }
}
