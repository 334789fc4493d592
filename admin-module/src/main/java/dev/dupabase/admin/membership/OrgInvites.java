package dev.dupabase.admin.membership;

import dev.dupabase.platform.access.OrgRole;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `platform.org_invites`. Of tokens only the SHA-256 is stored.
@Repository
class OrgInvites {
    private static final String COLUMNS =
            "id, org_id, email, role, invited_by, accepted_at, expires_at, created_at";

    private static final String SELECT = "select " + COLUMNS + " from platform.org_invites ";

    private static final String INSERT =
            """
            insert into platform.org_invites (org_id, email, role, invited_by, token_hash, expires_at)
            values (:org, :email, :role, :by, :hash, now() + interval '7 days')
            returning id, org_id, email, role, invited_by, accepted_at, expires_at, created_at
            """;

    private static final String OPEN =
            SELECT
                    + """
                    where org_id = :org and accepted_at is null and expires_at > now()
                    order by created_at desc, id
                    """;

    private static final String BY_TOKEN = SELECT + "where token_hash = :hash";

    private static final String HAS_EXPIRED =
            "select expires_at <= now() from platform.org_invites where id = :id";

    private static final String ACCEPT =
            """
            update platform.org_invites set accepted_at = now()
            where id = :id and accepted_at is null and expires_at > now()
            """;

    private static final String REVOKE =
            """
            delete from platform.org_invites
            where id = :id and org_id = :org and accepted_at is null
            """;

    private static final String REVOKE_OF =
            """
            delete from platform.org_invites
            where org_id = :org and invited_by = :by and accepted_at is null
            """;

    private static final String REVOKE_ROLES_OF = REVOKE_OF + " and role = any (:roles)";

    private final JdbcClient platform;

    OrgInvites(JdbcClient platform) {
        this.platform = platform;
    }

    /// Makes an invitation that is good for seven days.
    OrgInvite insert(UUID org, String email, OrgRole role, UUID by, String token) {
        return platform.sql(INSERT)
                .param("org", org)
                .param("email", email)
                .param("role", role.label())
                .param("by", by)
                .param("hash", hash(token))
                .query(OrgInvites::read)
                .single();
    }

    /// Neither accepted nor expired, newest first.
    List<OrgInvite> open(UUID org) {
        return platform.sql(OPEN).param("org", org).query(OrgInvites::read).list();
    }

    Optional<OrgInvite> byToken(String token) {
        return platform.sql(BY_TOKEN).param("hash", hash(token)).query(OrgInvites::read).optional();
    }

    boolean hasExpired(OrgInvite invite) {
        return platform.sql(HAS_EXPIRED).param("id", invite.id()).query(Boolean.class).single();
    }

    /// Uses it up.
    ///
    /// @return whether it was good until now
    boolean accept(UUID invite) {
        return platform.sql(ACCEPT).param("id", invite).update() > 0;
    }

    /// @return whether there was such an open one
    boolean revoke(UUID org, UUID invite) {
        return platform.sql(REVOKE).param("org", org).param("id", invite).update() > 0;
    }

    /// Revokes what a member has open.
    void revokeOf(UUID org, UUID by) {
        platform.sql(REVOKE_OF).param("org", org).param("by", by).update();
    }

    /// Revokes what a member has open and could not make any more with a new role.
    void revokeBeyond(UUID org, UUID by, OrgRole role) {
        if (!role.isAtLeast(OrgRole.ADMIN)) {
            revokeOf(org, by);
            return;
        }
        var beyond =
                Arrays.stream(OrgRole.values())
                        .filter(granted -> granted.isAtLeast(role))
                        .map(OrgRole::label)
                        .toArray(String[]::new);
        platform.sql(REVOKE_ROLES_OF)
                .param("org", org)
                .param("by", by)
                .param("roles", beyond)
                .update();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static OrgInvite read(ResultSet row, int number) throws SQLException {
        return new OrgInvite(
                row.getObject("id", UUID.class),
                row.getObject("org_id", UUID.class),
                row.getString("email"),
                OrgRole.ofLabel(row.getString("role")),
                row.getObject("invited_by", UUID.class),
                row.getObject("accepted_at", OffsetDateTime.class),
                row.getObject("expires_at", OffsetDateTime.class),
                row.getObject("created_at", OffsetDateTime.class));
    }
}
