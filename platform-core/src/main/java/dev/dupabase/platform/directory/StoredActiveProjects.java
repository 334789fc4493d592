package dev.dupabase.platform.directory;

import dev.dupabase.platform.project.ActiveProjects;
import dev.dupabase.platform.project.ProjectRef;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// As the platform database lists them.
@Component
class StoredActiveProjects implements ActiveProjects {
    private static final String ACTIVE =
            "select ref from platform.projects where status = 'active' order by created_at";

    private final JdbcClient database;

    StoredActiveProjects(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<ProjectRef> refs() {
        return database.sql(ACTIVE)
                .query((row, number) -> new ProjectRef(row.getString("ref")))
                .list();
    }
}
