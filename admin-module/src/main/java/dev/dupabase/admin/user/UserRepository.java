package dev.dupabase.admin.user;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Accounts with what administrators want to know of them.
@Repository
class UserRepository {
    private static final String USER =
            """
            select u.id, u.email, u.display_name, coalesce(p.pg_username, '') as pg_username,
                u.is_admin, u.created_at,
                (select count(*) from platform.projects c
                    where c.created_by = u.id and c.status <> 'deleted') as project_count
            from platform.users u left join platform.pg_users p on p.user_id = u.id
            """;

    private static final String FOUND =
            """
             where u.deleting_since is null
                and strpos(u.email || ' ' || lower(coalesce(u.display_name, '')), lower(:search)) > 0
            """;

    private static final String PAGE =
            USER + FOUND + " order by u.created_at, u.id limit :limit offset :offset";

    private static final String GET = USER + " where u.id = :id and u.deleting_since is null";

    private static final String COUNT = "select count(*) from platform.users u" + FOUND;

    private static final String LOCK_ADMINS =
            "select id from platform.users where is_admin order by id for update";

    private static final String SET_ADMIN =
            """
            update platform.users set is_admin = :admin, updated_at = now()
            where id = :id and is_admin <> :admin and deleting_since is null
            """;

    /// Its tokens are of another version now, should a session begin at this very moment.
    private static final String MARK_DELETING =
            """
            update platform.users
            set deleting_since = now(), token_version = token_version + 1, updated_at = now()
            where id = :id and not is_admin and deleting_since is null
            """;

    private static final String DELETE =
            "delete from platform.users where id = :id and deleting_since is not null";

    private static final RowMapper<User> ROW = new SimplePropertyRowMapper<>(User.class);

    private final JdbcClient platform;

    UserRepository(JdbcClient platform) {
        this.platform = platform;
    }

    UserPage page(String search, int page, int size) {
        var users =
                platform.sql(PAGE)
                        .param("search", search)
                        .param("limit", size)
                        .param("offset", (long) (page - 1) * size)
                        .query(ROW)
                        .list();
        var total = platform.sql(COUNT).param("search", search).query(Long.class).single();
        return new UserPage(users, total, page, size);
    }

    Optional<User> find(UUID id) {
        return platform.sql(GET).param("id", id).query(ROW).optional();
    }

    /// The administrators, who stay as they are until the transaction ends.
    List<UUID> lockAdministrators() {
        return platform.sql(LOCK_ADMINS)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /// @return whether that was a change
    boolean setAdmin(UUID id, boolean admin) {
        return platform.sql(SET_ADMIN).param("id", id).param("admin", admin).update() > 0;
    }

    /// @return whether there is such an account that is no administrator
    boolean markDeleting(UUID id) {
        return platform.sql(MARK_DELETING).param("id", id).update() > 0;
    }

    boolean delete(UUID id) {
        return platform.sql(DELETE).param("id", id).update() > 0;
    }
}
