package dev.dupabase.admin.organisation;

import dev.dupabase.platform.access.OrgRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Tables `platform.organizations` and `platform.org_members`.
@Repository
public class Organisations {
    /// How slugs of personal organisations begin; nobody else may have such a one.
    static final String PERSONAL_SLUG = "personal-";

    private static final String INSERT =
            """
            insert into platform.organizations (name, slug, personal_of, created_by)
            values (:name, :slug, :personal, :creator)
            returning id
            """;

    private static final String INSERT_MEMBER =
            "insert into platform.org_members (org_id, user_id, role) values (:org, :user, :role)";

    private static final String OF_MEMBER =
            """
            select o.id, o.name, o.slug, o.created_by, m.role, o.created_at, o.updated_at
            from platform.organizations o join platform.org_members m on m.org_id = o.id
            where m.user_id = :user and o.deleting_since is null
            """;

    private static final String LIST = OF_MEMBER + " order by o.created_at, o.id";
    private static final String GET = OF_MEMBER + " and o.id = :org";

    private static final String CHANGE =
            """
            update platform.organizations
            set name = coalesce(cast(:name as text), name),
                slug = coalesce(cast(:slug as text), slug), updated_at = now()
            where id = :org
            """;

    private static final String ROLE =
            """
            select m.role from platform.org_members m
            join platform.organizations o on o.id = m.org_id and o.deleting_since is null
            where m.org_id = :org and m.user_id = :user
            """;

    private static final String PERSONAL =
            "select id from platform.organizations where personal_of = :user";

    private static final String COUNT_MEMBERS =
            "select count(*) from platform.org_members where org_id = :org";

    private static final String LOGINS_OF_DEVELOPERS =
            """
            select p.pg_username
            from platform.org_members m join platform.pg_users p on p.user_id = m.user_id
            where m.org_id = :org and m.role <> 'viewer' and exists (
                select from platform.organizations o
                where o.id = :org and o.deleting_since is null)
            """;

    private final JdbcClient platform;

    Organisations(JdbcClient platform) {
        this.platform = platform;
    }

    /// Makes the personal organisation of a new account.
    public void createPersonal(UUID user) {
        insert("Personal", PERSONAL_SLUG + user, user, user);
    }

    /// Makes an organisation with its owner.
    ///
    /// @throws org.springframework.dao.DuplicateKeyException if the slug is taken
    UUID create(String name, String slug, UUID owner) {
        return insert(name, slug, null, owner);
    }

    /// @param name null: as it is
    /// @param slug null: as it is
    /// @throws org.springframework.dao.DuplicateKeyException if the slug is taken
    void change(UUID org, @Nullable String name, @Nullable String slug) {
        platform.sql(CHANGE).param("org", org).param("name", name).param("slug", slug).update();
    }

    private UUID insert(String name, String slug, @Nullable UUID personalOf, UUID owner) {
        var org =
                platform.sql(INSERT)
                        .param("name", name)
                        .param("slug", slug)
                        .param("personal", personalOf)
                        .param("creator", owner)
                        .query(UUID.class)
                        .single();
        platform.sql(INSERT_MEMBER)
                .param("org", org)
                .param("user", owner)
                .param("role", OrgRole.OWNER.label())
                .update();
        return org;
    }

    /// Those the account is a member of, oldest first.
    List<Organisation> of(UUID user) {
        return platform.sql(LIST).param("user", user).query(Organisations::read).list();
    }

    /// If the account is a member of it.
    public Optional<Organisation> find(UUID org, UUID user) {
        return platform.sql(GET)
                .param("org", org)
                .param("user", user)
                .query(Organisations::read)
                .optional();
    }

    /// What the account may do there; nothing if it is no member or there is no such organisation.
    public Optional<OrgRole> role(UUID org, UUID user) {
        return platform.sql(ROLE)
                .param("org", org)
                .param("user", user)
                .query(String.class)
                .optional()
                .map(OrgRole::ofLabel);
    }

    public Optional<UUID> personal(UUID user) {
        return platform.sql(PERSONAL).param("user", user).query(UUID.class).optional();
    }

    long countMembers(UUID org) {
        return platform.sql(COUNT_MEMBERS).param("org", org).query(Long.class).single();
    }

    /// The PostgreSQL logins of the members that may work on its projects.
    public List<String> loginsOfDevelopers(UUID org) {
        return platform.sql(LOGINS_OF_DEVELOPERS)
                .param("org", org)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static Organisation read(ResultSet row, int number) throws SQLException {
        return new Organisation(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("slug"),
                row.getObject("created_by", UUID.class),
                OrgRole.ofLabel(row.getString("role")),
                row.getObject("created_at", OffsetDateTime.class),
                row.getObject("updated_at", OffsetDateTime.class));
    }
}
