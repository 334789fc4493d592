package dev.dupabase.platform.directory;

import dev.dupabase.platform.project.ProjectRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of `platform.project_domains`: host names that mean a project.
@Repository
public class DomainStore {
    private static final String ALL =
            """
            select d.domain, p.ref from platform.project_domains d
            join platform.projects p on p.id = d.project_id where p.status <> 'deleted'
            """;
    private static final String OF_PROJECT =
            "select domain from platform.project_domains where project_id = :project order by domain";
    private static final String INSERT =
            "insert into platform.project_domains (domain, project_id) values (:domain, :project)";
    private static final String REMOVE =
            "delete from platform.project_domains where project_id = :project and domain = :domain";
    private static final String REMOVE_ALL =
            "delete from platform.project_domains where project_id = :project";

    private final JdbcClient database;

    DomainStore(JdbcClient database) {
        this.database = database;
    }

    Map<String, ProjectRef> all() {
        var domains = new HashMap<String, ProjectRef>();
        database.sql(ALL)
                .query(row -> {
                    domains.put(row.getString(1), new ProjectRef(row.getString(2)));
                });
        return domains;
    }

    public List<String> list(UUID project) {
        return database.sql(OF_PROJECT)
                .param("project", project)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /// @throws org.springframework.dao.DuplicateKeyException if some project has it already
    public void insert(UUID project, String domain) {
        database.sql(INSERT).param("domain", domain).param("project", project).update();
    }

    /// Whether the project had it.
    public boolean remove(UUID project, String domain) {
        return database.sql(REMOVE).param("project", project).param("domain", domain).update() == 1;
    }

    public void removeAll(UUID project) {
        database.sql(REMOVE_ALL).param("project", project).update();
    }
}
