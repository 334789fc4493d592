package dev.dupabase.admin.studio.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of saved queries, of which each account sees its own and those that are shared.
@Repository
class SavedQueries {
    private static final String COLUMNS =
            """
            select q.id, q.name, q.query, q.description, q.shared, q.user_id = :user as mine, u.email,
                q.created_at, q.updated_at
            from platform.saved_queries q left join platform.users u on u.id = q.user_id
            where q.project_id = :project and (q.shared or q.user_id = :user)
            """;
    private static final String LIST = COLUMNS + " order by lower(q.name), q.created_at, q.id";
    private static final String ONE = COLUMNS + " and q.id = :id";
    private static final String COUNT =
            "select count(*) from platform.saved_queries where project_id = :project and user_id = :user";
    private static final String INSERT =
            """
            insert into platform.saved_queries (id, project_id, user_id, name, query, description, shared)
            values (:id, :project, :user, :name, :query, :description, :shared)
            """;
    private static final String UPDATE =
            """
            update platform.saved_queries
            set name = coalesce(:name, name), query = coalesce(:query, query),
                description = coalesce(:description, description),
                shared = coalesce(cast(:shared as boolean), shared), updated_at = now()
            where project_id = :project and id = :id and user_id = :user
            """;
    private static final String DELETE =
            """
            delete from platform.saved_queries
            where project_id = :project and id = :id and (user_id = :user or shared and :any)
            """;

    private final JdbcClient platform;

    SavedQueries(JdbcClient platform) {
        this.platform = platform;
    }

    /// What is to be kept, or changed where it is not null.
    record Draft(
            @Nullable String name,
            @Nullable String query,
            @Nullable String description,
            @Nullable Boolean shared) {}

    List<SavedQuery> of(UUID project, UUID user) {
        return platform.sql(LIST)
                .param("project", project)
                .param("user", user)
                .query(SavedQueries::read)
                .list();
    }

    Optional<SavedQuery> find(UUID project, UUID user, UUID id) {
        return platform.sql(ONE)
                .param("project", project)
                .param("user", user)
                .param("id", id)
                .query(SavedQueries::read)
                .optional();
    }

    long count(UUID project, UUID user) {
        return platform.sql(COUNT)
                .param("project", project)
                .param("user", user)
                .query(Long.class)
                .single();
    }

    void insert(UUID id, UUID project, UUID user, Draft draft) {
        platform.sql(INSERT)
                .param("id", id)
                .param("project", project)
                .param("user", user)
                .param("name", draft.name())
                .param("query", draft.query())
                .param("description", draft.description() == null ? "" : draft.description())
                .param("shared", Boolean.TRUE.equals(draft.shared()))
                .update();
    }

    /// Whether there was such a query of that account's.
    boolean update(UUID id, UUID project, UUID user, Draft draft) {
        return platform.sql(UPDATE)
                        .param("id", id)
                        .param("project", project)
                        .param("user", user)
                        .param("name", draft.name())
                        .param("query", draft.query())
                        .param("description", draft.description())
                        .param("shared", draft.shared())
                        .update()
                > 0;
    }

    /// Whether there was such a query.
    ///
    /// @param any whether shared ones of others may go too
    boolean delete(UUID id, UUID project, UUID user, boolean any) {
        return platform.sql(DELETE)
                        .param("id", id)
                        .param("project", project)
                        .param("user", user)
                        .param("any", any)
                        .update()
                > 0;
    }

    private static SavedQuery read(ResultSet row, int number) throws SQLException {
        return new SavedQuery(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("query"),
                row.getString("description"),
                row.getBoolean("shared"),
                row.getBoolean("mine"),
                row.getString("email"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
