package dev.dupabase.admin.organisation;

import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.platform.error.ApiException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What becomes of organisations when an account goes.
@Component
public class Departures {
    private static final String ALONE =
            """
            select m.org_id from platform.org_members m
            where m.user_id = :user and not exists (
                select from platform.org_members other
                where other.org_id = m.org_id and other.user_id <> :user)
            """;

    /// So that nobody joins or leaves meanwhile.
    private static final String LOCK =
            """
            select o.id from platform.organizations o
            join platform.org_members m on m.org_id = o.id
            where m.user_id = :user
            order by o.id for update of o
            """;

    private static final String CLOSE =
            "update platform.organizations set deleting_since = now() where id = :org";

    private static final String OWNED_WITH_OTHERS =
            """
            select m.org_id, o.name from platform.org_members m
            join platform.organizations o on o.id = m.org_id
            where m.user_id = :user and m.role = 'owner' and exists (
                select from platform.org_members other
                where other.org_id = m.org_id and other.user_id <> :user)
            order by m.org_id
            """;

    private static final String LONGEST_SERVING_ADMIN =
            """
            select user_id from platform.org_members
            where org_id = :org and role = 'admin' and user_id <> :user
            order by created_at, user_id limit 1
            """;

    private static final String LEAVE =
            "delete from platform.org_members where org_id = :org and user_id = :user";

    private static final String MAKE_OWNER =
            "update platform.org_members set role = 'owner' where org_id = :org and user_id = :user";

    private static final String NO_LONGER_PERSONAL =
            "update platform.organizations set personal_of = null where personal_of = :user";

    private static final String LEAVE_OTHERS =
            """
            delete from platform.org_members m
            where m.user_id = :user and exists (
                select from platform.org_members other
                where other.org_id = m.org_id and other.user_id <> :user)
            """;

    private final JdbcClient platform;

    Departures(JdbcClient platform) {
        this.platform = platform;
    }

    private record Owned(UUID orgId, String name) {}

    /// Takes the account out of the organisations it shares; those it owns pass to their
    /// longest-serving admin. Part of the caller's transaction.
    ///
    /// @return the organisations in which nobody else is
    /// @throws ApiException if one has no admin to take it over
    public List<UUID> leaveShared(UUID user) {
        platform.sql(LOCK).param("user", user).query((row, number) -> number).list();
        for (var owned : ownedWithOthers(user)) {
            var heir = longestServingAdmin(owned.orgId(), user).orElseThrow(() -> nobody(owned));
            pass(owned.orgId(), user, heir);
        }
        platform.sql(LEAVE_OTHERS).param("user", user).update();
        return alone(user);
    }

    /// The organisations in which nobody but the account is.
    public List<UUID> alone(UUID user) {
        return platform.sql(ALONE)
                .param("user", user)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Takes organisations away from everybody's sight until they are deleted.
    public void close(List<UUID> organisations) {
        organisations.forEach(org -> platform.sql(CLOSE).param("org", org).update());
    }

    /// What was the account's personal organisation and is shared belongs to its new owner.
    public void forgetPersonal(UUID user) {
        platform.sql(NO_LONGER_PERSONAL).param("user", user).update();
    }

    private List<Owned> ownedWithOthers(UUID user) {
        return platform.sql(OWNED_WITH_OTHERS)
                .param("user", user)
                .query((row, number) -> new Owned(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    private Optional<UUID> longestServingAdmin(UUID org, UUID user) {
        return platform.sql(LONGEST_SERVING_ADMIN)
                .param("org", org)
                .param("user", user)
                .query(UUID.class)
                .optional();
    }

    private void pass(UUID org, UUID user, UUID heir) {
        platform.sql(LEAVE).param("org", org).param("user", user).update();
        platform.sql(MAKE_OWNER).param("org", org).param("user", heir).update();
    }

    private static ApiException nobody(Owned owned) {
        return new ApiException(
                PlatformError.OWNS_SHARED_ORGANISATION,
                "nobody can take over the organisation '%s': it has no other admin"
                        .formatted(owned.name()));
    }
}
