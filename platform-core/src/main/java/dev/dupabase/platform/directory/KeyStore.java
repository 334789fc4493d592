package dev.dupabase.platform.directory;

import dev.dupabase.platform.project.ProjectApiKey;
import dev.dupabase.platform.project.ProjectDirectory.KeyHolder;
import dev.dupabase.platform.project.ProjectRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of `platform.project_api_keys`. Of a key only its hash is kept.
@Repository
public class KeyStore {
    private static final String USE =
            """
            update platform.project_api_keys k set last_used_at = now()
            from platform.projects p
            where k.hash = :hash and k.revoked_at is null and p.id = k.project_id and p.status <> 'deleted'
            returning p.ref, k.kind
            """;
    private static final String INSERT =
            """
            insert into platform.project_api_keys (id, project_id, name, kind, prefix, hash, created_by)
            values (:id, :project, :name, :kind, :prefix, :hash, :creator)
            """;
    private static final String LIST =
            """
            select id, name, kind, prefix, created_at, last_used_at, revoked_at
            from platform.project_api_keys where project_id = :project order by created_at, id
            """;
    private static final String REVOKE =
            """
            update platform.project_api_keys set revoked_at = now()
            where project_id = :project and id = :id and revoked_at is null
            """;
    private static final String REMOVE_ALL =
            "delete from platform.project_api_keys where project_id = :project";

    private final JdbcClient database;

    KeyStore(JdbcClient database) {
        this.database = database;
    }

    /// Whose key it is; remembers that it was used.
    Optional<KeyHolder> use(String key) {
        return database.sql(USE)
                .param("hash", hash(key))
                .query((row, number) ->
                        new KeyHolder(
                                new ProjectRef(row.getString(1)),
                                "secret".equals(row.getString(2)) ? "service_role" : "anon"))
                .optional();
    }

    public void insert(UUID project, ProjectApiKey row, String key, @Nullable UUID creator) {
        database.sql(INSERT)
                .param("id", row.id())
                .param("project", project)
                .param("name", row.name())
                .param("kind", row.kind())
                .param("prefix", row.prefix())
                .param("hash", hash(key))
                .param("creator", creator)
                .update();
    }

    public List<ProjectApiKey> list(UUID project) {
        return database.sql(LIST).param("project", project).query(KeyStore::row).list();
    }

    /// Whether there was such a key that was not revoked.
    public boolean revoke(UUID project, UUID id) {
        return database.sql(REVOKE).param("project", project).param("id", id).update() == 1;
    }

    public void removeAll(UUID project) {
        database.sql(REMOVE_ALL).param("project", project).update();
    }

    private static ProjectApiKey row(ResultSet row, int number) throws SQLException {
        return new ProjectApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("kind"),
                row.getString("prefix"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                time(row, "last_used_at"),
                time(row, "revoked_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
