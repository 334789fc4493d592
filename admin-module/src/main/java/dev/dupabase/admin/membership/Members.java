package dev.dupabase.admin.membership;

import dev.dupabase.platform.access.OrgRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `platform.org_members`.
@Repository
class Members {
    private static final String OF_ORGANISATION =
            """
            select m.id, m.org_id, m.user_id, u.email, m.role, m.created_at
            from platform.org_members m join platform.users u on u.id = m.user_id
            where m.org_id = :org
            """;

    private static final String LIST = OF_ORGANISATION + " order by m.created_at, m.id";
    private static final String FIND = OF_ORGANISATION + " and m.user_id = :user";
    private static final String FIND_BY_EMAIL = OF_ORGANISATION + " and u.email = :email";

    private static final String ADD =
            "insert into platform.org_members (org_id, user_id, role) values (:org, :user, :role)";

    private static final String SET_ROLE =
            "update platform.org_members set role = :role where org_id = :org and user_id = :user";

    private static final String REMOVE =
            "delete from platform.org_members where org_id = :org and user_id = :user";

    private final JdbcClient platform;

    Members(JdbcClient platform) {
        this.platform = platform;
    }

    /// Oldest first.
    List<Member> of(UUID org) {
        return platform.sql(LIST).param("org", org).query(Members::read).list();
    }

    Optional<Member> find(UUID org, UUID user) {
        return platform.sql(FIND)
                .param("org", org)
                .param("user", user)
                .query(Members::read)
                .optional();
    }

    Optional<Member> findByEmail(UUID org, String email) {
        return platform.sql(FIND_BY_EMAIL)
                .param("org", org)
                .param("email", email)
                .query(Members::read)
                .optional();
    }

    void add(UUID org, UUID user, OrgRole role) {
        platform.sql(ADD)
                .param("org", org)
                .param("user", user)
                .param("role", role.label())
                .update();
    }

    void setRole(UUID org, UUID user, OrgRole role) {
        platform.sql(SET_ROLE)
                .param("org", org)
                .param("user", user)
                .param("role", role.label())
                .update();
    }

    void remove(UUID org, UUID user) {
        platform.sql(REMOVE).param("org", org).param("user", user).update();
    }

    private static Member read(ResultSet row, int number) throws SQLException {
        return new Member(
                row.getObject("id", UUID.class),
                row.getObject("org_id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getString("email"),
                OrgRole.ofLabel(row.getString("role")),
                row.getObject("created_at", OffsetDateTime.class));
    }
}
